import { Amount } from "@ledgerscope/ui/components/Amount.tsx";
import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactNode } from "react";
import type { AddressCallFragment } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";
import { DeclaredName } from "./DeclaredName.tsx";
import { EvmAddress } from "./EvmAddress.tsx";

/** Calls inside transactions that an address made, or that were made of it. */
export function AddressCalls({ rows, network, here, lang, empty }: AddressCallsProps): ReactNode {
  const t = text(lang);
  return (
    <DataTable
      caption={t("evm.address.tab.internal")}
      rows={rows}
      rowKey={({ hash, traceAddress }) => `${hash} ${traceAddress.join(".")}`}
      empty={empty}
      rowTone={({ reverted }) => (reverted ? "void" : undefined)}
      columns={[
        {
          key: "hash",
          header: t("transaction"),
          phone: "bare",
          cell: ({ hash }) =>
            hash === null ? (
              "–"
            ) : (
              <Hash
                value={hash}
                what={t("transaction.id")}
                lang={lang}
                href={url.transactionTab(lang, network, hash, "calls")}
                short
              />
            ),
        },
        { key: "type", header: t("evm.call"), phone: "bare", cell: ({ type }) => printableLine(type, 16) },
        {
          key: "from",
          header: t("evm.from"),
          cell: ({ from }) => <EvmAddress address={from} network={network} lang={lang} here={here} short />,
        },
        {
          key: "to",
          header: t("evm.to"),
          cell: ({ to }) =>
            to === null ? "–" : <EvmAddress address={to} network={network} lang={lang} here={here} short />,
        },
        {
          key: "method",
          header: t("evm.method"),
          phone: "line",
          cell: ({ decoded, selector }) =>
            selector === null ? "–" : <DeclaredName name={decoded} of={selector} lang={lang} />,
        },
        {
          key: "value",
          header: t("evm.value"),
          align: "end",
          cell: ({ value }) => (value === "0" ? "–" : <Amount wei={value} lang={lang} />),
        },
        { key: "gas", header: t("evm.gas"), align: "end", cell: ({ gasUsed }) => formatNumber(gasUsed, lang) },
        {
          key: "error",
          header: t("transaction.status"),
          phone: "bare",
          cell: ({ error, revertReason, reverted }) =>
            error !== null ? (
              <Badge tone="failed" icon="cross">
                <bdi>{printableLine(revertReason ?? error, 32)}</bdi>
              </Badge>
            ) : (
              reverted && <Badge tone="neutral">{t("evm.call.reverted")}</Badge>
            ),
        },
      ]}
    />
  );
}

interface AddressCallsProps {
  readonly rows: readonly AddressCallFragment[];
  readonly network: string;
  /** The address whose page this is. */
  readonly here: string;
  readonly lang: Lang;
  readonly empty: ReactNode;
}

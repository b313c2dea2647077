import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { formatNumber, formatShare } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import { formatDuration } from "@ledgerscope/ui/format/time.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { ChaincodeQuery } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";
import { Share } from "./Share.tsx";

/** The functions of a chaincode: how often each is called, how much of it fails and why, how long it takes. */
export function ChaincodeFunctions({ functions, chaincode, network, lang }: ChaincodeFunctionsProps): ReactElement {
  const t = text(lang);
  const latency = (ns: string | null) => (ns === null ? "–" : formatDuration(BigInt(ns), lang));
  return (
    <DataTable
      caption={t("fabric.functions")}
      rows={functions}
      rowKey={({ name }) => name}
      empty={t("fabric.functions.none")}
      columns={[
        {
          key: "name",
          header: t("fabric.function"),
          phone: "bare",
          cell: ({ name }) =>
            name === "" ? (
              <span className="muted">{t("fabric.function.none")}</span>
            ) : (
              <AppLink href={url.transactions(lang, network, { target: chaincode, method: name })} data-open="">
                <bdi>{printableLine(name, 80)}</bdi>
              </AppLink>
            ),
        },
        { key: "calls", header: t("fabric.calls"), align: "end", cell: ({ calls }) => formatNumber(calls, lang) },
        {
          key: "failed",
          header: t("fabric.failed"),
          align: "end",
          cell: ({ calls, failed }) => {
            const share = Number(failed) / Math.max(1, Number(calls));
            return (
              <Share share={share} tone="failed">
                {formatShare(share, lang)}
              </Share>
            );
          },
        },
        {
          key: "worst",
          header: t("fabric.worst"),
          phone: "wide",
          cell: ({ worst, name }) =>
            worst === null ? (
              <span className="muted">–</span>
            ) : (
              <AppLink href={url.transactions(lang, network, { target: chaincode, method: name, code: worst })}>
                {worst}
              </AppLink>
            ),
        },
        { key: "p50", header: "p50", align: "end", cell: ({ p50Ns }) => latency(p50Ns) },
        { key: "p95", header: "p95", align: "end", cell: ({ p95Ns }) => latency(p95Ns) },
        {
          key: "organisations",
          header: t("fabric.calledBy"),
          phone: "wide",
          cell: ({ organisations }) => <bdi>{organisations.map((msp) => printableLine(msp, 40)).join(", ")}</bdi>,
        },
      ]}
    />
  );
}

type Chaincode = NonNullable<NonNullable<NonNullable<ChaincodeQuery["network"]>["fabric"]>["chaincode"]>;

interface ChaincodeFunctionsProps {
  readonly functions: Chaincode["functions"];
  readonly chaincode: string;
  readonly network: string;
  readonly lang: Lang;
}

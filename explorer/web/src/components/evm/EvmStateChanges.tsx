import { Amount } from "@ledgerscope/ui/components/Amount.tsx";
import { ChainText } from "@ledgerscope/ui/components/ChainText.tsx";
import { type Column, DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Empty } from "@ledgerscope/ui/components/Empty.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { formatBytes, formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { EvmStateFactsFragment, EvmStateRowFragment } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { EvmAddress } from "./EvmAddress.tsx";
import styles from "./EvmStateChanges.module.css";
import { slotText } from "./slotText.ts";

/** What a transaction changed of accounts: balances, nonces, code, storage; before and after. */
export function EvmStateChanges({ evm, network, lang }: EvmStateChangesProps): ReactElement {
  const t = text(lang);
  const { stateChanges } = evm;
  return (
    <Panel title={t("evm.state", { count: stateChanges.length })} flush>
      {stateChanges.length === 0 ? (
        <Empty why="nothing" title={t("evm.state.none.title")} lang={lang}>
          <p>{t("evm.state.none.text")}</p>
        </Empty>
      ) : (
        <>
          <p className={styles["note"]}>{t("evm.state.unproven")}</p>
          <DataTable
            caption={t("evm.state", { count: stateChanges.length })}
            rows={stateChanges}
            rowKey={({ address, kind, slot }) => `${address} ${kind} ${slot}`}
            empty={null}
            columns={[
              {
                key: "account",
                header: t("evm.state.account"),
                phone: "bare",
                cell: ({ address }) => <EvmAddress address={address} network={network} lang={lang} short />,
              },
              ...changeColumns(lang),
            ]}
          />
        </>
      )}
    </Panel>
  );
}

/** What changed, before and after: columns of every list of changes. */
export function changeColumns(lang: Lang): readonly Column<EvmStateRowFragment>[] {
  const t = text(lang);
  return [
    {
      key: "kind",
      header: t("evm.state.kind"),
      phone: "bare",
      cell: ({ kind, slot }) => (
        <span className={styles["kind"]}>
          {t(`evm.state.kind.${kind}`)}
          {slot !== null && <Hash value={slot} what={t("evm.state.slot")} lang={lang} short />}
        </span>
      ),
    },
    {
      key: "before",
      header: t("evm.state.before"),
      phone: "wide",
      cell: (change) => <Value change={change} side="before" lang={lang} />,
    },
    {
      key: "after",
      header: t("evm.state.after"),
      phone: "wide",
      cell: (change) => <Value change={change} side="after" lang={lang} />,
    },
    {
      key: "change",
      header: t("evm.state.change"),
      align: "end",
      cell: ({ kind, beforeNumber, afterNumber }) =>
        kind === "balance" || kind === "nonce" ? (
          <Difference
            by={BigInt(afterNumber ?? 0) - BigInt(beforeNumber ?? 0)}
            unit={kind === "balance" ? "wei" : "count"}
            lang={lang}
          />
        ) : null,
    },
  ];
}

function Value({ change, side, lang }: ValueProps): ReactElement {
  const t = text(lang);
  const bytes = change[side];
  const number = side === "before" ? change.beforeNumber : change.afterNumber;
  if (change.kind === "balance") return <Amount wei={number ?? "0"} lang={lang} />;
  if (change.kind === "nonce") return <span>{formatNumber(number ?? "0", lang)}</span>;
  if (bytes === "0x") return <span className="muted">{t("evm.state.noAccount")}</span>;
  if (change.kind === "code") return <span>{formatBytes((bytes.length - 2) / 2, lang)}</span>;
  const shown = slotText(bytes);
  return (
    <ChainText text={shown.kind === "number" ? formatNumber(shown.text, lang) : shown.text} lang={lang} limit={80} />
  );
}

function Difference({ by, unit, lang }: { by: bigint; unit: "wei" | "count"; lang: Lang }): ReactElement {
  const tone = by > 0n ? styles["up"] : styles["down"];
  return (
    <span className={tone}>
      {by > 0n && "+"}
      {unit === "wei" ? <Amount wei={by.toString()} lang={lang} /> : formatNumber(by, lang)}
    </span>
  );
}

interface ValueProps {
  readonly change: EvmStateRowFragment;
  readonly side: "before" | "after";
  readonly lang: Lang;
}

interface EvmStateChangesProps {
  readonly evm: EvmStateFactsFragment;
  readonly network: string;
  readonly lang: Lang;
}

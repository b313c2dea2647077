import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { formatNumber, formatShare } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactNode } from "react";
import type { EvmValidatorsQuery } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";
import { EvmAddress } from "./EvmAddress.tsx";
import styles from "./TokenHolders.module.css";

type Row = NonNullable<EvmValidatorsQuery["evmConsensus"]>["validators"][number];

/** What each validator did: blocks proposed, turns missed, commits. */
export function ValidatorTable({ rows, network, lang }: ValidatorTableProps): ReactNode {
  const t = text(lang);
  const number = (value: number): string => formatNumber(value, lang);
  return (
    <DataTable
      caption={t("evm.validators.title")}
      rows={rows}
      rowKey={({ address }) => address}
      empty={null}
      columns={[
        {
          key: "address",
          header: t("evm.validators.validator"),
          phone: "bare",
          cell: ({ address }) => <EvmAddress address={address} network={network} lang={lang} />,
        },
        {
          key: "proposed",
          header: t("evm.validators.proposed"),
          align: "end",
          cell: ({ proposed }) => number(proposed),
        },
        {
          key: "share",
          header: t("evm.validators.share"),
          align: "end",
          cell: ({ share }) => (
            <span className={styles["share"]}>
              <span className={styles["bar"]} style={{ inlineSize: `${100 * share}%` }} />
              <span className={styles["number"]}>{formatShare(share, lang)}</span>
            </span>
          ),
        },
        {
          key: "missed",
          header: t("evm.validators.missed.of"),
          align: "end",
          cell: ({ missed }) => (missed === null ? "–" : number(missed)),
        },
        {
          key: "committed",
          header: t("evm.validators.committed"),
          align: "end",
          cell: ({ committed, couldCommit }) =>
            couldCommit === 0 && committed === 0 ? (
              "–"
            ) : (
              <span title={t("evm.validators.committed.of", { count: committed, all: couldCommit })}>
                {number(committed)}{" "}
                <span className="muted">{couldCommit > 0 && formatShare(committed / couldCommit, lang)}</span>
              </span>
            ),
        },
        {
          key: "last",
          header: t("evm.validators.last"),
          align: "end",
          cell: ({ lastProposed }) =>
            lastProposed === null ? (
              "–"
            ) : (
              <AppLink href={url.block(lang, network, lastProposed)}>{number(lastProposed)}</AppLink>
            ),
        },
      ]}
    />
  );
}

interface ValidatorTableProps {
  readonly rows: readonly Row[];
  readonly network: string;
  readonly lang: Lang;
}

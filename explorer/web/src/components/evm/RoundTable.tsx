import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { formatNumber, formatShare } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactNode } from "react";
import { text } from "../../i18n/text.ts";
import styles from "./TokenHolders.module.css";

/** How many blocks each round decided, the first round first. */
export function RoundTable({ rounds, blocks, lang }: RoundTableProps): ReactNode {
  const t = text(lang);
  return (
    <DataTable
      caption={t("evm.validators.rounds")}
      rows={rounds}
      rowKey={({ round }) => round}
      empty={null}
      columns={[
        {
          key: "round",
          header: t("evm.seal.round"),
          phone: "bare",
          cell: ({ round }) => t("evm.validators.round", { round }),
        },
        {
          key: "blocks",
          header: t("evm.validators.blocks"),
          align: "end",
          cell: ({ blocks: of }) => formatNumber(of, lang),
        },
        {
          key: "share",
          header: t("evm.validators.share"),
          align: "end",
          cell: ({ blocks: of }) => (
            <span className={styles["share"]}>
              <span className={styles["bar"]} style={{ inlineSize: `${(100 * of) / Math.max(1, blocks)}%` }} />
              <span className={styles["number"]}>{formatShare(of / Math.max(1, blocks), lang)}</span>
            </span>
          ),
        },
      ]}
    />
  );
}

interface RoundTableProps {
  readonly rounds: readonly { readonly round: number; readonly blocks: number }[];
  readonly blocks: number;
  readonly lang: Lang;
}

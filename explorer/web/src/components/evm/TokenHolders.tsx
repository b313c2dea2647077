import { type Column, DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Empty } from "@ledgerscope/ui/components/Empty.tsx";
import { formatNumber, formatShare } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactNode } from "react";
import type { EvmTokenQuery, TokenStandard, TokenWordsFragment } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { EvmAddress } from "./EvmAddress.tsx";
import { TokenAmount } from "./TokenAmount.tsx";
import styles from "./TokenHolders.module.css";

type Row = NonNullable<NonNullable<EvmTokenQuery["evmToken"]>["topHolders"]>["edges"][number]["node"];

/** Who holds a token, those with most first, with their share of the whole. */
export function TokenHolders({ rows, standard, metadata, network, lang }: TokenHoldersProps): ReactNode {
  const t = text(lang);
  const items: readonly Column<Row>[] =
    standard !== "erc20"
      ? [
          {
            key: "items",
            header: t("evm.tokens.items"),
            align: "end",
            cell: ({ items: of }) => formatNumber(of, lang),
          },
        ]
      : [];
  return (
    <DataTable
      caption={t("evm.token.tab.holders")}
      rows={rows}
      rowKey={({ holder }) => holder}
      empty={<Empty why="nothing" title={t("evm.token.holders.none")} lang={lang} />}
      columns={[
        {
          key: "holder",
          header: t("evm.token.holder"),
          phone: "bare",
          cell: ({ holder }) => <EvmAddress address={holder} network={network} lang={lang} />,
        },
        ...items,
        {
          key: "balance",
          header: t("evm.token.balance"),
          align: "end",
          cell: ({ balance }) => <TokenAmount amount={balance} {...{ standard, metadata, lang }} />,
        },
        {
          key: "share",
          header: t("evm.token.share"),
          align: "end",
          cell: ({ share }) => (
            <span className={styles["share"]} title={t("evm.token.share.note")}>
              <span className={styles["bar"]} style={{ inlineSize: `${Math.max(1, 100 * share)}%` }} />
              <span className={styles["number"]}>{formatShare(share, lang)}</span>
            </span>
          ),
        },
      ]}
    />
  );
}

interface TokenHoldersProps {
  readonly rows: readonly Row[];
  readonly standard: TokenStandard;
  readonly metadata: TokenWordsFragment | null;
  readonly network: string;
  readonly lang: Lang;
}

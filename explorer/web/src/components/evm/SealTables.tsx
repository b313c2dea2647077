import { type Column, DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Empty } from "@ledgerscope/ui/components/Empty.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactNode } from "react";
import type { EvmValidatorsQuery } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { blockColumn, timeColumn } from "../list/placeColumns.tsx";
import { EvmAddress } from "./EvmAddress.tsx";

type Consensus = NonNullable<EvmValidatorsQuery["evmConsensus"]>;

/** Blocks that took more than one round. */
export function LateBlockTable({ rows, network, lang }: SealTableProps<Consensus["lateBlocks"]>): ReactNode {
  const t = text(lang);
  return (
    <DataTable
      caption={t("evm.validators.lateBlocks")}
      rows={rows}
      rowKey={({ height }) => height}
      empty={<Empty why="nothing" title={t("evm.validators.lateBlocks.none")} lang={lang} />}
      columns={[
        blockColumn(network, lang, "bare"),
        timeColumn(lang),
        {
          key: "round",
          header: t("evm.seal.round"),
          align: "end",
          cell: ({ round }) => (round === null ? "–" : formatNumber(round, lang)),
        },
        proposerColumn(network, lang),
      ]}
    />
  );
}

/** Votes on who may seal, each in the block that cast it. */
export function VoteTable({ rows, network, lang }: SealTableProps<Consensus["votes"]>): ReactNode {
  const t = text(lang);
  return (
    <DataTable
      caption={t("evm.validators.votes")}
      rows={rows}
      rowKey={({ height }) => height}
      empty={<Empty why="nothing" title={t("evm.validators.votes.none")} lang={lang} />}
      columns={[
        blockColumn(network, lang, "bare"),
        timeColumn(lang),
        proposerColumn(network, lang),
        {
          key: "vote",
          header: t("evm.seal.vote"),
          cell: ({ vote }) => (vote === "add" || vote === "drop" ? t(`evm.validators.vote.${vote}`) : "–"),
        },
        {
          key: "about",
          header: t("evm.validators.validator"),
          cell: ({ voteAddress }) =>
            voteAddress === null ? "–" : <EvmAddress address={voteAddress} network={network} lang={lang} short />,
        },
      ]}
    />
  );
}

const proposerColumn = (network: string, lang: Lang): Column<{ readonly proposer: string | null }> => ({
  key: "proposer",
  header: text(lang)("evm.seal.proposer"),
  cell: ({ proposer }) =>
    proposer === null ? "–" : <EvmAddress address={proposer} network={network} lang={lang} short />,
});

interface SealTableProps<Rows> {
  readonly rows: Rows;
  readonly network: string;
  readonly lang: Lang;
}

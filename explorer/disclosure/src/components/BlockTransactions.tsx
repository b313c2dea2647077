import { ChainText } from "@ledgerscope/ui/components/ChainText.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { Notice } from "@ledgerscope/ui/components/Notice.tsx";
import { Pager } from "@ledgerscope/ui/components/Pager.tsx";
import { StatusBadge } from "@ledgerscope/ui/components/StatusBadge.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { BlockQuery } from "../generated/graphql.ts";
import type { Say } from "../i18n/messages.ts";
import { OutcomeName } from "./OutcomeName.tsx";

type Block = NonNullable<BlockQuery["block"]>;
type Transaction = Block["transactions"][number];

interface BlockTransactionsProps {
  readonly lang: Lang;
  readonly say: Say;
  readonly block: Block;
  /** Address of the block's page. */
  readonly here: string;
  readonly isFirstPage: boolean;
}

/** The published transactions of a block in their order, and what became of each. */
export function BlockTransactions({ lang, say, block, here, isFirstPage }: BlockTransactionsProps): ReactElement {
  const last = block.transactions.at(-1);
  const hasMore = last !== undefined && last.txIndex + 1 < block.txCount && block.withheldCount === 0;
  return (
    <>
      <DataTable
        caption={say("transactions.caption")}
        rows={block.transactions}
        rowKey={({ txIndex }) => txIndex}
        empty={<Notice title={say("transactions.none")} />}
        columns={[
          {
            key: "position",
            header: say("transactions.position"),
            align: "end",
            cell: ({ txIndex }) => formatNumber(txIndex + 1, lang),
          },
          {
            key: "outcome",
            header: say("transactions.outcome"),
            cell: ({ status, validationName }) => (
              <span>
                <StatusBadge status={status} lang={lang} /> <OutcomeName say={say} name={validationName} />
              </span>
            ),
          },
          {
            key: "what",
            header: say("transactions.what"),
            cell: (row) => <What lang={lang} say={say} transaction={row} />,
          },
          {
            key: "id",
            header: say("transactions.id"),
            cell: ({ txId }) =>
              txId ? (
                <Hash value={txId} what={say("facts.id.what")} lang={lang} />
              ) : (
                <span className="muted">{say("transactions.noId")}</span>
              ),
          },
          { key: "time", header: say("transactions.time"), cell: ({ time }) => <Time iso={time} lang={lang} /> },
        ]}
      />
      <Pager
        lang={lang}
        firstHref={isFirstPage ? undefined : here}
        nextHref={hasMore ? `${here}?after=${last.txIndex}` : undefined}
      />
    </>
  );
}

function What({
  lang,
  say,
  transaction,
}: {
  readonly lang: Lang;
  readonly say: Say;
  readonly transaction: Transaction;
}): ReactElement {
  if (transaction.headerType === "CONFIG") return <>{say("transactions.config")}</>;
  const call = [transaction.chaincode, transaction.function].filter((part) => part !== "").join(" · ");
  return <ChainText text={call} lang={lang} limit={80} />;
}

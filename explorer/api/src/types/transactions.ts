import { builder } from "../builder.ts";
import { decodeCursor, encodeCursor } from "../cursor.ts";
import { checkedFirst, type Page } from "../page.ts";
import { addressPlaces } from "../queries/evm/addressPlaces.ts";
import { type HeightBounds, heightsWithin } from "../queries/storedHeights.ts";
import { type TransactionFilter, transactionPlaces } from "../queries/transactionPlaces.ts";
import type { StoredTransactionRow } from "../queries/transactions.ts";
import { txStatusEnum } from "./enums.ts";
import { networkToRead } from "./networkOf.ts";
import { transactionConnectionRef } from "./refs.ts";
import { filterOf, transactionWhereInput } from "./transactionWhere.ts";

/** A page of a search that may have stopped before it was full. */
interface SearchPage extends Page<StoredTransactionRow> {
  readonly searchedTo: number | null;
}

builder.objectField(transactionConnectionRef, "searchedTo", (t) =>
  t.int({
    nullable: true,
    description:
      "Where transactions that match are rare: the height down to which this page has looked. The next page looks on from there; null when the page is full or nothing is left to look at",
    resolve: (page) => (page as Partial<SearchPage>).searchedTo ?? null,
  }),
);

/** An address of EVM that is looked up by itself: nothing else bounds the list but the outcome. */
function onlyAddress(
  { address, status: _status, ...others }: TransactionFilter,
  bounds: HeightBounds,
): string | undefined {
  const isBounded = Object.values(others).some((value) => value !== undefined) || bounds.height || bounds.time;
  return isBounded ? undefined : address;
}

builder.queryField("transactions", (t) =>
  t.field({
    type: transactionConnectionRef,
    description:
      "Transactions of a network, newest first. One page looks at no more than five million transactions for those that match, and says how far it came",
    args: {
      network: t.arg.string({ required: true }),
      where: t.arg({ type: transactionWhereInput }),
      first: t.arg.int({ defaultValue: 20, description: "1 to 100" }),
      after: t.arg.string({ description: "Cursor of the last row of the page before" }),
      status: t.arg({
        type: txStatusEnum,
        description: "What became of them",
        deprecationReason: "2026-11-22: use `where: { status }`",
      }),
    },
    resolve: async (_root, args, context): Promise<SearchPage> => {
      const { viewer, warehouse, loaders } = context;
      const { name: network, family } = networkToRead(context, args.network);
      const where = { ...args.where, ...(args.status && { status: args.status }) };
      const filter = filterOf(where, family);
      const list = `transactions:${network}`;
      const [height, txIndex] = args.after ? decodeCursor(list, args.after, 2) : [];
      const size = checkedFirst(args.first ?? 20);
      const before = height !== undefined && txIndex !== undefined ? { height, txIndex } : undefined;
      // One more than the page, to know whether another follows.
      const limit = size + 1;
      const ofAddress = onlyAddress(filter, where);
      const { rows, searchedTo } =
        ofAddress === undefined
          ? await transactionPlaces(viewer, warehouse, {
              ...{ network, family, filter, limit, before },
              heights: await heightsWithin(viewer, warehouse, network, where),
            })
          : {
              rows: await addressPlaces(viewer, warehouse, {
                ...{ network, limit, address: ofAddress, roles: ["sent", "received", "created"] },
                failed: filter.status && filter.status === "failed",
                before: before && { ...before, item: [] },
              }),
              searchedTo: undefined,
            };
      const found = await loaders.transaction.loadMany(
        rows.slice(0, size).map(({ height, txIndex }) => ({ network, height, txIndex })),
      );
      const edges = found.flatMap((node) => {
        if (node instanceof Error) throw node;
        return node ? [{ cursor: encodeCursor(list, [node.height, node.txIndex]), node }] : [];
      });
      return {
        edges,
        pageInfo: {
          hasNextPage: rows.length > size || searchedTo !== undefined,
          hasPreviousPage: Boolean(args.after),
          startCursor: edges[0]?.cursor ?? null,
          endCursor: searchedTo === undefined ? (edges.at(-1)?.cursor ?? null) : encodeCursor(list, [searchedTo, 0]),
        },
        searchedTo: searchedTo ?? null,
      };
    },
  }),
);

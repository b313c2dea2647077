import type { Range } from "@ledgerscope/core";
import { builder } from "../../builder.ts";
import type { NetworkRecord } from "../../networkDirectory.ts";
import { checkedFirst } from "../../page.ts";
import {
  checkExceptions,
  type Explained,
  explained,
  heldBackBlocks,
  networkPasses,
  observedLogs,
  tableSizes,
  type Written,
  written,
  writtenOverTime,
} from "../../queries/health.ts";
import { networkRef, storedRangeRef } from "../refs.ts";
import { checkExceptionRef } from "./checkException.ts";
import { heldBackBlockRef } from "./heldBackBlock.ts";
import { observedLogRef } from "./observedLog.ts";
import { passRef } from "./pass.ts";
import { tableSizeRef } from "./tableSize.ts";

const toMs = (ns: string): number => Number(BigInt(ns) / 1_000_000n);
/** Minutes that `writtenOverTime` may cover. */
const MAX_MINUTES = 180;

const healthRef = builder.objectRef<NetworkRecord & { readonly book: Written }>("Health");

const writtenInRef = builder.objectRef<{ fromMs: number; toMs: number; blocks: number }>("WrittenIn").implement({
  description: "Blocks that became durable in one stretch of time",
  fields: (t) => ({
    from: t.field({ type: "DateTime", description: "Its first moment", resolve: ({ fromMs }) => fromMs }),
    to: t.field({
      type: "DateTime",
      description: "First moment that is not part of it",
      resolve: ({ toMs: end }) => end,
    }),
    blocks: t.exposeInt("blocks", { description: "How many became durable, written anew or moved among them" }),
  }),
});

const explainedRef = builder.objectRef<Explained>("Explained").implement({
  description: "How far transactions have been explained",
  fields: (t) => ({
    transactions: t.expose("transactions", { type: "BigInt", description: "Transactions that have been explained" }),
    height: t.expose("height", {
      type: "BigInt",
      nullable: true,
      description: "Newest block of an explained transaction; null while there is none",
    }),
    last: t.field({
      type: "DateTime",
      nullable: true,
      description: "When the newest explanation was made",
      resolve: ({ lastNs }) => (lastNs === null ? null : toMs(lastNs)),
    }),
    waiting: t.expose("waiting", {
      type: "BigInt",
      description: "Inserts of observers' facts that no explanation takes account of yet",
    }),
  }),
});

/** What lies between two stored ranges. */
const gapsOf = (stored: readonly Range[]): Range[] =>
  stored.slice(1).map((range, i) => ({ from: stored[i]?.to ?? 0, to: range.from }));

healthRef.implement({
  description: "How far a network is indexed, verified and explained, and what is in the way",
  fields: (t) => ({
    gaps: t.field({
      type: [storedRangeRef],
      description: "Heights between the first and the last stored block that are not stored; at most 100",
      extensions: { cost: { weight: 20 } },
      resolve: async ({ name }, _args, { loaders }) => gapsOf(await loaders.stored.load(name)).slice(0, 100),
    }),
    missing: t.field({
      type: "BigInt",
      description: "Blocks in all the gaps",
      extensions: { cost: { weight: 20 } },
      resolve: async ({ name }, _args, { loaders }) =>
        String(gapsOf(await loaders.stored.load(name)).reduce((sum, { from, to }) => sum + to - from, 0)),
    }),
    rows: t.field({
      type: "BigInt",
      description: "Rows that stored blocks are made of, all tables",
      resolve: ({ book }) => book.rows,
    }),
    bytes: t.field({
      type: "BigInt",
      description: "Bytes written for stored blocks, before compression",
      resolve: ({ book }) => book.bytes,
    }),
    firstWrite: t.field({
      type: "DateTime",
      nullable: true,
      description: "When the oldest block that counts became durable; null while none has",
      resolve: ({ book }) => (book.firstNs === null ? null : toMs(book.firstNs)),
    }),
    lastWrite: t.field({
      type: "DateTime",
      nullable: true,
      description: "When the newest block became durable; null while none has",
      resolve: ({ book }) => (book.lastNs === null ? null : toMs(book.lastNs)),
    }),
    reverted: t.field({
      type: "BigInt",
      description: "Blocks that were stored and then reverted by the chain",
      resolve: ({ book }) => book.reverted,
    }),
    writtenOverTime: t.field({
      type: [writtenInRef],
      description: "Blocks by the minute in which they became durable, up to the newest write; empty while none has",
      args: { minutes: t.arg.int({ defaultValue: 60, description: `1 to ${MAX_MINUTES}` }) },
      extensions: { cost: { weight: 20, itemsArgument: "minutes" } },
      resolve: ({ name, book }, { minutes }, { viewer, warehouse }) =>
        book.lastNs === null
          ? []
          : writtenOverTime(viewer, warehouse, name, book.lastNs, checkedFirst(minutes ?? 60, MAX_MINUTES)),
    }),
    heldBack: t.field({
      type: [heldBackBlockRef],
      description: "Blocks that failed a check when they came and are not stored, lowest first",
      args: { first: t.arg.int({ defaultValue: 20, description: "1 to 100" }) },
      extensions: { cost: { weight: 20 } },
      resolve: ({ name }, { first }, { viewer, warehouse }) =>
        heldBackBlocks(viewer, warehouse, name, checkedFirst(first ?? 20)),
    }),
    exceptions: t.field({
      type: [checkExceptionRef],
      description: "Checks on stored blocks with another outcome than verified, failures first",
      args: { first: t.arg.int({ defaultValue: 20, description: "1 to 100" }) },
      extensions: { cost: { weight: 50 } },
      resolve: ({ name }, { first }, { viewer, warehouse }) =>
        checkExceptions(viewer, warehouse, name, checkedFirst(first ?? 20)),
    }),
    passes: t.field({
      type: [passRef],
      description: "Background passes over stored final blocks, those that have ever been run",
      extensions: { cost: { weight: 100, items: 15 } },
      resolve: async ({ name }, _args, { viewer, warehouse }) => [...(await networkPasses(viewer, warehouse, name))],
    }),
    explained: t.field({
      type: explainedRef,
      description: "How far transactions have been explained",
      extensions: { cost: { weight: 50 } },
      resolve: ({ name }, _args, { viewer, warehouse }) => explained(viewer, warehouse, name),
    }),
    logs: t.field({
      type: [observedLogRef],
      description: "Logs of nodes and how far they have been read; at most 500",
      extensions: { cost: { weight: 20, items: 50 } },
      resolve: ({ name }, _args, { viewer, warehouse }) => observedLogs(viewer, warehouse, name),
    }),
    tables: t.field({
      type: [tableSizeRef],
      nullable: true,
      description:
        "What the tables of the warehouse take on the disk, with the rows of every network, largest first; null for viewers who may not see all of them",
      extensions: { cost: { weight: 20, items: 100 } },
      resolve: (_health, _args, { viewer, warehouse, seesEverything }) =>
        seesEverything ? tableSizes(viewer, warehouse) : null,
    }),
  }),
});

builder.objectField(networkRef, "health", (t) =>
  t.field({
    type: healthRef,
    description: "How far it is indexed, verified and explained, and what is in the way",
    extensions: { cost: { weight: 20, items: 1 } },
    resolve: async (network, _args, { viewer, warehouse }) => ({
      ...network,
      book: await written(viewer, warehouse, network.name),
    }),
  }),
);

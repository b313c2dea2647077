import { setTimeout as sleep } from "node:timers/promises";
import { builder } from "../builder.ts";
import type { ApiContext } from "../context.ts";
import { openCursor, sealCursor } from "../cursor.ts";
import { apiError } from "../errors.ts";
import { createLoaders } from "../loaders.ts";
import { wasSeen } from "../queries/chainEvents.ts";
import { transactionsNeverInBlock } from "../queries/neverInBlock.ts";
import { type TransactionRow, transactionsById } from "../queries/transactions.ts";
import { stoppable } from "../subscriptions/stoppable.ts";
import { networkToRead } from "./networkOf.ts";
import { transactionRef } from "./refs.ts";

/**
 * How often a transaction that is in no block is looked for, in milliseconds: observers tell nobody. Ever more seldom
 * the longer it stays away; a new block is looked at in any case.
 */
const LOOK_AGAIN_MS = 1_000;
const LOOK_AGAIN_AT_LAST_MS = 15_000;

type State = "unknown" | "seen" | "included" | "final" | "failed";

interface StatusEvent {
  readonly state: State;
  readonly transaction: TransactionRow | undefined;
  readonly cursor: string;
}

const transactionStateEnum = builder.enumType("TransactionState", {
  description: "How far a transaction has come",
  values: {
    unknown: { description: "Nobody has seen it" },
    seen: { description: "A client, a node's log or a pool tells of it; it is in no block" },
    included: { description: "In a block that can still be reverted" },
    final: { description: "In a block that stays, and it took effect" },
    failed: { description: "In a block that stays, without effect; or it will never be in one" },
  } as const,
});

const statusEventRef = builder.objectRef<StatusEvent>("TransactionStatusEvent").implement({
  description: "A transaction has come to another state",
  fields: (t) => ({
    state: t.expose("state", { type: transactionStateEnum, description: "How far it has come" }),
    transaction: t.field({
      type: transactionRef,
      nullable: true,
      description: "Null while it is in no block",
      resolve: ({ transaction }) => transaction,
    }),
    cursor: t.exposeString("cursor", { description: "For `after`, when the connection was lost" }),
  }),
});

builder.subscriptionField("transactionStatus", (t) =>
  t.field({
    type: statusEventRef,
    description:
      "How a transaction comes along: its state at once, then every other one; ends when it is final or has failed. A reorganisation may take it back",
    args: {
      network: t.arg.string({ required: true }),
      id: t.arg.string({ required: true, description: "Whole hash or id in hex, with or without 0x" }),
      after: t.arg.string({ description: "Cursor of the last event received: its state is not told again" }),
    },
    subscribe: (_root, { network, id, after }, context) => {
      networkToRead(context, network);
      const digits = id.trim().toLowerCase().replace(/^0x/, "");
      if (!/^[0-9a-f]{64}$/.test(digits)) throw apiError("BAD_INPUT", "`id` must be 64 hex digits.");
      return stoppable((signal) => states(context, network, digits, after ?? undefined, signal));
    },
    resolve: (event, _args, context) => {
      context.loaders = createLoaders(context.viewer, context.warehouse);
      return event;
    },
  }),
);

async function* states(
  context: ApiContext,
  network: string,
  id: string,
  after: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<StatusEvent, void> {
  const list = `status:${network}:${id}`;
  let known = after === undefined ? undefined : openCursor(list, after);
  const moved = context.heads.follow((name) => name === network);
  signal.addEventListener("abort", () => void moved.return?.(), { once: true });
  try {
    let awaited = moved.next();
    await context.heads.ready(signal);
    const began = performance.now();
    while (!signal.aborted) {
      const { state, transaction, blockHash } = await stateOf(context, network, id);
      const position = [state, transaction?.height ?? "", blockHash].join(",");
      if (position !== known) yield { state, transaction, cursor: sealCursor(list, position) };
      known = position;
      if (state === "final" || state === "failed") return;
      const pause = new AbortController();
      const pauseMs = Math.min(LOOK_AGAIN_AT_LAST_MS, Math.max(LOOK_AGAIN_MS, (performance.now() - began) / 8));
      const waiting = state === "included" ? [] : [sleep(pauseMs, undefined, { signal: pause.signal })];
      const next = await Promise.race([awaited, ...waiting.map((each) => each.catch(() => undefined))]);
      pause.abort();
      if (next?.done) return;
      if (next) awaited = moved.next();
    }
  } finally {
    await moved.return?.();
  }
}

interface Stand {
  readonly state: State;
  readonly transaction: TransactionRow | undefined;
  /** Of the block that it is in; empty while it is in none. */
  readonly blockHash: string;
}

async function stateOf({ viewer, warehouse, directory }: ApiContext, network: string, id: string): Promise<Stand> {
  const loaders = createLoaders(viewer, warehouse);
  const [place] = await transactionsById(viewer, warehouse, id, { network, limit: 1 });
  const [transaction, block, revertible] = place
    ? await Promise.all([loaders.transaction.load(place), loaders.block.load(place), loaders.inHeadZone.load(place)])
    : [];
  if (transaction && block) {
    const state = revertible ? "included" : transaction.status === "failed" ? "failed" : "final";
    return { state, transaction, blockHash: block.hash };
  }
  const [neverInBlock] = await transactionsNeverInBlock(viewer, warehouse, { id, network, limit: 1 });
  if (neverInBlock) return { state: "failed", transaction: neverInBlock, blockHash: "" };
  const channel = directory.find(viewer, network)?.channel ?? "";
  const state = (await wasSeen(viewer, warehouse, { network, channel, id })) ? "seen" : "unknown";
  return { state, transaction: undefined, blockHash: "" };
}

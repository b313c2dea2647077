import { FactIndex } from "../factIndex.ts";
import { traceIdOf } from "../ids.ts";
import { type SpanKey, SpanTree } from "../spanTree.ts";
import { earliest, latest } from "../timing.ts";
import type { TraceInput, TxTrace } from "../trace.ts";
import { addIncludeSpans, addOrphans, addSettlingSpans, isFinalAtOnce, producerTime } from "./blockSpans.ts";
import { addCallSpans } from "./callSpans.ts";
import { findEvmGaps } from "./gaps.ts";
import { addMempoolSpans, firstSeen, poolStays } from "./mempoolSpans.ts";

/**
 * The trace of an EVM transaction:
 *
 * ```
 * transaction                first seen (or its block's time) → the last that is known of it
 * ├ mempool                  per observed node and stay: first seen → included, replaced, dropped
 * ├ replace                  when a rival with the same nonce was first seen
 * ├ include                  time of the block; attempts that were reverted; round of its consensus
 * ├ execute → execute …      its calls: gas, and no durations
 * └ confirm, safe, finalize  per observed node
 * ```
 *
 * Times of blocks are their producers', times of observers ours; nothing is shifted.
 */
export function assembleEvm(input: TraceInput): TxTrace {
  const { ledger, evm } = input;
  const facts = new FactIndex(input.facts);
  const stays = poolStays(facts);
  const tree = new SpanTree(input.id);
  const root: SpanKey = { stage: "evm.transaction", node: "" };
  const { gas, rest } = splitGas(ledger?.attributes ?? {});
  addMempoolSpans(tree, facts, stays, root);
  if (ledger) {
    addIncludeSpans(tree, facts, ledger, evm, root);
    addCallSpans(tree, ledger, evm?.calls ?? [], gas, root);
    addSettlingSpans(tree, facts, ledger, evm, root);
  } else addOrphans(tree, evm?.orphans ?? [], root);

  const block = ledger && producerTime(ledger.timeNs);
  const orphaned = (evm?.orphans ?? []).map(({ timeNs }) => producerTime(timeNs));
  const settled = (["evm.confirm", "evm.safe", "evm.finalize"] as const).flatMap((stage) =>
    facts.nodes(stage).map((node) => facts.timing(stage, node).end),
  );
  const status = statusOf(input, stays);
  tree.add(root, {
    start: earliest([firstSeen(stays), ...orphaned, block]),
    end: latest([block, ...orphaned, ...stays.map(({ timing }) => timing.end ?? timing.start), ...settled]),
    attributes: ledger ? rest : waitingAttributes(stays),
    status: status === "success" ? "ok" : status === "failed" ? "error" : "unset",
  });
  const spans = tree.ordered(root);
  return {
    traceId: traceIdOf(input.id),
    network: input.network,
    channel: input.channel,
    family: input.family,
    id: input.id.startsWith("0x") ? input.id : `0x${input.id}`,
    ...(ledger ? { height: ledger.height, txIndex: ledger.txIndex } : {}),
    status,
    startNs: spans.reduce((least, { startNs }) => (startNs < least ? startNs : least), spans[0]?.startNs ?? 0n),
    endNs: spans.reduce((most, { endNs }) => (endNs > most ? endNs : most), spans[0]?.endNs ?? 0n),
    spans,
    gaps: findEvmGaps(input, facts, stays),
    closed: ledger ? ledger.final || isFinalAtOnce(evm?.consensus) : false,
  };
}

/** What was replaced will never be in a block; what a pool dropped may come back. */
function statusOf({ ledger }: TraceInput, stays: readonly { readonly outcome: string }[]): TxTrace["status"] {
  if (ledger) return ledger.status;
  return stays.some(({ outcome }) => outcome === "replaced") ? "failed" : "unknown";
}

/** Of one that no block holds, what its pool told of it. */
function waitingAttributes(
  stays: readonly { readonly timing: { readonly attributes: Readonly<Record<string, string>> } }[],
) {
  const told = Object.assign({}, ...stays.map(({ timing }) => timing.attributes).reverse()) as Record<string, string>;
  return Object.fromEntries(
    ["evm.from", "evm.to", "evm.nonce", "evm.type", "evm.gas_limit", "evm.value"].flatMap((key) =>
      told[key] === undefined ? [] : [[key, told[key]] as const],
    ),
  );
}

function splitGas(attributes: Readonly<Record<string, string>>) {
  const entries = Object.entries(attributes);
  const isGas = ([key]: readonly [string, string]): boolean => key.startsWith("evm.gas") || key === "error";
  return {
    gas: Object.fromEntries(entries.filter(isGas)),
    rest: Object.fromEntries(entries.filter((entry) => !isGas(entry))),
  };
}

import { FactIndex } from "../factIndex.ts";
import { traceIdOf } from "../ids.ts";
import { type SpanKey, SpanTree } from "../spanTree.ts";
import { earliest, type Instant, latest } from "../timing.ts";
import type { TraceInput, TxTrace } from "../trace.ts";
import { addCommitSpans, committedAt } from "./commitSpans.ts";
import { addEndorseSpans } from "./endorseSpans.ts";
import { findGaps } from "./gaps.ts";
import { addOrderSpans } from "./orderSpans.ts";
import { placePrefixed } from "./prefixed.ts";
import { addSubmitSpans } from "./submitSpans.ts";

/**
 * The trace of a Fabric transaction:
 *
 * ```
 * transaction                     client's time → last peer's commit
 * ├ endorse → endorse.peer → chaincode.execute
 * ├ submit → broadcast            per orderer
 * ├ order → batch_wait, consensus (phases), write   per orderer
 * ├ disseminate                   per peer
 * └ commit → vscc, private_data, mvcc, block_store, state_db, history_db   per peer
 * ```
 */
export function assembleFabric(input: TraceInput): TxTrace {
  const { ledger } = input;
  const facts = new FactIndex(placePrefixed(input.facts, ledger?.timeNs));
  const tree = new SpanTree(input.id);
  const root: SpanKey = { stage: "fabric.transaction", node: "" };
  const client: Instant | undefined = ledger && {
    ns: ledger.timeNs,
    evidence: "observed",
    clock: "client",
    source: "ledger",
  };
  addEndorseSpans(tree, facts, input, root);
  addSubmitSpans(tree, facts, root);
  addOrderSpans(tree, facts, root);
  addCommitSpans(tree, facts, root);

  const known = [...facts.nodes("fabric.endorse", "fabric.submit")].flatMap((node) => [
    facts.timing("fabric.endorse", node),
    facts.timing("fabric.submit", node),
  ]);
  const others = facts
    .nodes("fabric.endorse.peer", "fabric.chaincode.execute", "fabric.broadcast")
    .flatMap((node) => [
      facts.timing("fabric.endorse.peer", node),
      facts.timing("fabric.chaincode.execute", node),
      facts.timing("fabric.broadcast", node),
    ]);
  const all = [...known, ...others];
  tree.add(root, {
    start: client ?? earliest(all.map(({ start, end }) => start ?? end)),
    end: latest(committedAt(facts)) ?? latest(all.map(({ start, end }) => end ?? start)) ?? client,
    attributes: ledger?.attributes ?? {},
    status: ledger ? (ledger.status === "success" ? "ok" : "error") : "unset",
  });
  const spans = tree.ordered(root);
  const failedBefore = spans.some((span) => span.name === "fabric.endorse" && span.status === "error");
  return {
    traceId: traceIdOf(input.id),
    network: input.network,
    channel: input.channel,
    family: input.family,
    id: input.id,
    ...(ledger ? { height: ledger.height, txIndex: ledger.txIndex } : {}),
    status: ledger?.status ?? (failedBefore ? "failed" : "unknown"),
    startNs: spans.reduce((least, { startNs }) => (startNs < least ? startNs : least), spans[0]?.startNs ?? 0n),
    endNs: spans.reduce((most, { endNs }) => (endNs > most ? endNs : most), spans[0]?.endNs ?? 0n),
    spans,
    gaps: findGaps(input, facts),
    closed: isClosed(input, facts),
  };
}

/** Closed once every peer whose log is read has committed the block. */
function isClosed(input: TraceInput, facts: FactIndex): boolean {
  if (!input.ledger) return false;
  return input.observers
    .filter(({ stages }) => stages.includes("fabric.commit"))
    .every(({ node }) => facts.timing("fabric.commit", node).end !== undefined);
}

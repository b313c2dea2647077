import { ClockMatrix } from "../clocks/clockMatrix.ts";
import { fabricMessages } from "../clocks/fabricMessages.ts";
import { FactIndex } from "../factIndex.ts";
import { traceIdOf } from "../ids.ts";
import { type SpanKey, SpanTree } from "../spanTree.ts";
import { earliest, type Instant, latest } from "../timing.ts";
import type { TraceInput, TraceSpan, TxTrace } from "../trace.ts";
import { gatewayCalls } from "./clientCalls.ts";
import { addClientSpans } from "./clientSpans.ts";
import { gatewayTimes } from "./clientTimes.ts";
import { addCommitSpans, committedAt } from "./commitSpans.ts";
import { directTimes } from "./directCalls.ts";
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
  const root: SpanKey = { stage: "fabric.transaction", node: "" };
  const client: Instant | undefined = ledger && {
    ns: ledger.timeNs,
    evidence: "observed",
    clock: "client",
    source: "ledger",
  };
  const gateway = gatewayOf(facts);
  const around = input.surroundings;
  const calls = around && gateway !== "" ? gatewayCalls(input.id, facts, around, gateway) : undefined;
  const times =
    calls && around ? gatewayTimes(calls, around.calls, client?.ns) : around ? directTimes(facts, around.calls) : {};
  const clocks = new ClockMatrix(fabricMessages(facts, around, { client, times, calls }));
  const tree = new SpanTree(input.id, clocks);
  addClientSpans(tree, facts, { client, times, gateway, root });
  addEndorseSpans(tree, facts, input, { times, gateway, calls, root });
  addSubmitSpans(tree, facts, { times, gateway, root });
  addOrderSpans(tree, facts, { ledger, root });
  addCommitSpans(tree, facts, root);

  const heard = times.committed;
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
    end: latest([...committedAt(facts), heard]) ?? latest(all.map(({ start, end }) => end ?? start)) ?? client,
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
    gaps: findGaps(input, facts, spans),
    clocks: clocks.clocks(),
    unknownNs: unknownOf(spans),
    closed: isClosed(input, facts),
  };
}

/** The peer that the client had endorse and submit it; empty when none is known. Of several the first that sent it. */
function gatewayOf(facts: FactIndex): string {
  const sent = facts.nodes("fabric.submit").map((node) => ({ node, at: facts.timing("fabric.submit", node).start }));
  const first = earliest(sent.map(({ at }) => at));
  return sent.find(({ at }) => at === first)?.node ?? facts.nodes("fabric.endorse")[0] ?? "";
}

/** Time of the root in which none of its children was seen at work. */
function unknownOf(spans: readonly TraceSpan[]): bigint {
  const [root] = spans;
  if (!root) return 0n;
  const known = spans
    .filter(({ parentSpanId }) => parentSpanId === root.spanId)
    .sort((a, b) => (a.startNs < b.startNs ? -1 : a.startNs > b.startNs ? 1 : 0));
  let unknown = 0n;
  let seenUpTo = root.startNs;
  for (const { startNs, endNs } of known) {
    if (startNs > seenUpTo) unknown += (startNs < root.endNs ? startNs : root.endNs) - seenUpTo;
    if (endNs > seenUpTo) seenUpTo = endNs;
    if (seenUpTo >= root.endNs) return unknown;
  }
  return unknown + (root.endNs - seenUpTo);
}

/** Closed once every peer whose log is read has committed the block. */
function isClosed(input: TraceInput, facts: FactIndex): boolean {
  if (!input.ledger) return false;
  return input.observers
    .filter(({ stages }) => stages.includes("fabric.commit"))
    .every(({ node }) => facts.timing("fabric.commit", node).end !== undefined);
}

import type { GatewayCalls } from "../fabric/clientCalls.ts";
import type { ClientTimes } from "../fabric/clientTimes.ts";
import { cutAt, cutters } from "../fabric/orderSpans.ts";
import type { Surroundings } from "../fabric/surroundings.ts";
import type { FactIndex } from "../factIndex.ts";
import { type Instant, OWN_CLOCK } from "../timing.ts";
import type { Message } from "./clockMatrix.ts";

/** Start of a call is worked out from the time of its line, which is written a little after its end was taken: on a busy machine by a few ms. */
const SLACK_NS = 3_000_000n;

/** Whose clock the ledger's own time of a transaction is. */
export const CLIENT_CLOCK = "client";

/**
 * What a transaction and its block made nodes tell each other:
 *
 * - client → gateway: the proposal
 * - gateway → endorser → gateway: simulation within the gateway's `Endorse` call
 * - gateway → orderer → gateway: the orderer took the transaction within the gateway's `Submit` call (one orderer with
 *   Raft; with BFT those whose answers the gateway has logged)
 * - gateway → leader: every transaction of a block was sent before the leader cut it
 * - leader → orderer, leader → peer: a block is written and arrives after it was cut
 * - endorser → orderer: a client without a gateway sends what it has from the endorsers
 * - peer, orderer → us: blocks as they arrive over Deliver
 */
export function fabricMessages(
  facts: FactIndex,
  around: Surroundings | undefined,
  known: {
    readonly client: Instant | undefined;
    readonly times: ClientTimes;
    readonly calls: GatewayCalls | undefined;
  },
): readonly Message[] {
  const messages: Message[] = [];
  const tell = (from: string, sentNs: bigint | undefined, to: string, receivedNs: bigint | undefined): void => {
    if (sentNs !== undefined && receivedNs !== undefined && from !== "" && to !== "") {
      messages.push({ from, to, sentNs, receivedNs });
    }
  };
  const { client, times, calls } = known;
  tell(CLIENT_CLOCK, client?.ns, times.proposed?.clock ?? "", times.proposed?.ns);

  const endorsers = facts.nodes("fabric.endorse.peer", "fabric.chaincode.execute").map((node) => {
    const [simulated, executed] = [
      facts.timing("fabric.endorse.peer", node),
      facts.timing("fabric.chaincode.execute", node),
    ];
    return { node, start: (simulated.start ?? executed.start)?.ns, end: (simulated.end ?? executed.end)?.ns };
  });
  const orderers = facts.nodes("fabric.broadcast").map((node) => {
    const { start, end } = facts.timing("fabric.broadcast", node);
    return { node, start: start?.ns, end: (end ?? start)?.ns };
  });
  if (calls) {
    const { gateway, endorse, submit } = calls;
    for (const { node, start, end } of endorsers) {
      if (!endorse) break;
      tell(gateway, endorse.call.startNs - SLACK_NS, node, start);
      tell(node, end, gateway, endorse.call.endNs);
    }
    const sent = facts.remotes("fabric.submit", gateway);
    const first = sent.flatMap(({ timing }) => timing.start?.ns ?? []).reduce(earlier, undefined);
    const answers = sent.flatMap(({ timing }) => timing.end?.ns ?? []);
    const answered = answers.length >= orderers.length ? answers.reduce(later, undefined) : undefined;
    for (const { node, start, end } of orderers) {
      tell(gateway, first, node, start);
      if (orderers.length === 1 && submit) tell(node, start, gateway, submit.call.endNs);
      tell(node, end, gateway, answered);
    }
  } else {
    for (const orderer of orderers) for (const { node, end } of endorsers) tell(node, end, orderer.node, orderer.start);
  }

  const cut = cutAt(facts);
  if (cut) {
    // A block that a second leader had to cut again may hold what was sent after the first cut.
    if (cutters(facts).length === 1) for (const [node, ns] of lastSent(around)) tell(node, ns, cut.clock, cut.ns);
    for (const node of facts.nodes("fabric.order.write")) {
      const write = facts.timing("fabric.order.write", node).start;
      tell(cut.clock, cut.ns, write?.clock ?? "", write?.ns);
    }
    for (const node of facts.nodes("fabric.commit")) {
      const arrived =
        facts.timing("fabric.commit.buffer_wait", node).start ?? facts.timing("fabric.commit", node).start;
      tell(cut.clock, cut.ns, arrived?.clock ?? "", arrived?.ns);
    }
  }
  for (const stage of ["fabric.commit", "fabric.order.write"] as const) {
    for (const node of facts.nodes(stage)) {
      const own = facts.facts(stage, node);
      const seen = own.filter(({ source }) => source.startsWith("deliver:")).flatMap(({ endNs }) => endNs ?? []);
      const done = own
        .filter(({ source }) => source.startsWith("log:"))
        .flatMap(({ endNs, startNs }) => endNs ?? startNs ?? []);
      tell(
        node,
        done.reduce(stage === "fabric.commit" ? later : earlier, undefined),
        OWN_CLOCK,
        seen.reduce(earlier, undefined),
      );
    }
  }
  return messages;
}

/** When each gateway last sent a transaction of the block for the first time; those that several sent are left out. */
function lastSent(around: Surroundings | undefined): ReadonlyMap<string, bigint> {
  if (!around) return new Map();
  const held = sentOf.get(around) ?? lastSentOf(around);
  sentOf.set(around, held);
  return held;
}

const sentOf = new WeakMap<Surroundings, ReadonlyMap<string, bigint>>();

function lastSentOf(around: Surroundings): ReadonlyMap<string, bigint> {
  const first = new Map<string, { readonly nodes: Set<string>; ns: bigint }>();
  for (const { id, node, startNs } of around.submits) {
    if (startNs === undefined) continue;
    const held = first.get(id) ?? { nodes: new Set<string>(), ns: startNs };
    first.set(id, held);
    held.nodes.add(node);
    if (startNs < held.ns) held.ns = startNs;
  }
  const last = new Map<string, bigint>();
  for (const { nodes, ns } of first.values()) {
    const [node] = nodes;
    if (node === undefined || nodes.size > 1) continue;
    last.set(node, later(last.get(node), ns));
  }
  return last;
}

const earlier = (held: bigint | undefined, ns: bigint): bigint => (held === undefined || ns < held ? ns : held);
const later = (held: bigint | undefined, ns: bigint): bigint => (held === undefined || ns > held ? ns : held);

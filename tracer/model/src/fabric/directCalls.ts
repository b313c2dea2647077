import type { FactIndex } from "../factIndex.ts";
import type { Instant } from "../timing.ts";
import type { Call, CallIndex } from "./callIndex.ts";
import type { ClientTimes } from "./clientTimes.ts";

/** Start of a call is worked out from the time of its line, which is written a little after its end was taken. */
const SLACK_NS = 1_000_000n;
/** Endorser and orderer have clocks of their own. */
const CLOCK_SLACK_NS = 20_000_000n;
/** As in `clientTimes`: where between a node's answer and the client's next call the client has heard it. */
const HEARD_AT_PERCENT = 80n;
const ROUNDING_NS = 1_500_000n;
/** Longer than a program usually takes to go on. */
const LONG_NS = 100_000_000n;

/** The call in which a peer simulated the transaction for somebody else; undefined on the gateway's own peer. */
export function proposalCall(facts: FactIndex, calls: CallIndex, node: string): Call | undefined {
  const seen = [facts.timing("fabric.endorse.peer", node), facts.timing("fabric.chaincode.execute", node)];
  const times = seen.flatMap(({ start, end }) => [start?.ns, end?.ns]).filter((ns) => ns !== undefined);
  return around(calls, "fabric.rpc.process_proposal", node, times);
}

/** The stream over which a client without a gateway sent the transaction to an orderer. */
function broadcastCall(facts: FactIndex, calls: CallIndex, node: string): Call | undefined {
  const { start, end } = facts.timing("fabric.broadcast", node);
  return around(
    calls,
    "fabric.rpc.broadcast",
    node,
    [start?.ns, end?.ns].filter((ns) => ns !== undefined),
  );
}

/** The call that began last before what was seen of it, and ended after. */
function around(
  calls: CallIndex,
  stage: "fabric.rpc.process_proposal" | "fabric.rpc.broadcast",
  node: string,
  times: readonly bigint[],
): Call | undefined {
  const [one, ...others] = times;
  if (one === undefined) return undefined;
  const first = others.reduce((held, ns) => (ns < held ? ns : held), one);
  const last = others.reduce((held, ns) => (ns > held ? ns : held), one);
  const all = calls.at(stage, node);
  for (let at = calls.startedBy(stage, node, first + SLACK_NS) - 1; at >= 0; at--) {
    const call = all[at] as Call;
    if (call.endNs >= last - SLACK_NS) return call;
  }
  return undefined;
}

/**
 * When a client that asks endorsers and orderers itself (fabric-network) did and heard what: it sends no deadlines,
 * so that its calls are known from their arrival on. It hears of the commit from a peer of its choice.
 */
export function directTimes(facts: FactIndex, calls: CallIndex): ClientTimes {
  const proposals = facts
    .nodes("fabric.endorse.peer", "fabric.chaincode.execute")
    .flatMap((node) => withNode(node, proposalCall(facts, calls, node)));
  const broadcasts = facts
    .nodes("fabric.broadcast")
    .flatMap((node) => withNode(node, broadcastCall(facts, calls, node)));
  const first = proposals.sort((a, b) => (a.call.startNs < b.call.startNs ? -1 : 1))[0];
  const sent = broadcasts.sort((a, b) => (a.call.startNs < b.call.startNs ? -1 : 1))[0];
  // An endorsement that came after the envelope was sent is not in it.
  const last = proposals
    .filter(({ call }) => !sent || call.endNs <= sent.call.startNs + CLOCK_SLACK_NS)
    .sort((a, b) => (a.call.endNs > b.call.endNs ? -1 : 1))[0];
  const between = last && sent && sent.call.startNs > last.call.endNs ? sent.call.startNs - last.call.endNs : 0n;
  const lag = (between * HEARD_AT_PERCENT) / 100n;
  const at = (ns: bigint, { node, call }: Placed, boundNs: bigint): Instant => ({
    ...{ ns, evidence: "inferred", clock: node, source: call.source, boundNs: boundNs + ROUNDING_NS },
  });
  const heard = deliveredAt(facts, lag);
  return {
    ...(heard ? { committed: heard } : {}),
    ...(first ? { proposed: at(first.call.startNs, first, 0n) } : {}),
    ...(last && sent ? { endorsed: at(last.call.endNs + lag, last, lag) } : {}),
    ...(sent
      ? {
          sent: at(sent.call.startNs, sent, between - lag),
          // The stream ends when the client has its answer.
          submitted: at(sent.call.endNs, sent, lag),
        }
      : {}),
  };
}

/**
 * Such a client hears of a commit over Deliver from a peer of its own organisation. Which one that is no log tells: the
 * peer in the middle is shown, and the bound reaches to the first and the last one; the client is taken to be as late as
 * it was with the endorsements (where it did not wait on purpose), or four times that.
 */
function deliveredAt(facts: FactIndex, lag: bigint): Instant | undefined {
  const sent = facts
    .nodes("fabric.commit")
    .flatMap((node) => facts.timing("fabric.deliver", node).start ?? [])
    .sort((a, b) => (a.ns < b.ns ? -1 : a.ns > b.ns ? 1 : a.clock < b.clock ? -1 : 1));
  const middle = sent[Math.floor((sent.length - 1) / 2)];
  const [first, last] = [sent[0], sent.at(-1)];
  if (!middle || !first || !last) return undefined;
  const late = lag < LONG_NS ? lag : LONG_NS;
  const [before, after] = [middle.ns - first.ns, last.ns - middle.ns];
  return {
    ...{ ns: middle.ns + late, evidence: "inferred", clock: middle.clock, source: middle.source },
    boundNs: (before > after ? before : after) + (late * 4n > LONG_NS ? late * 4n : LONG_NS),
  };
}

interface Placed {
  readonly node: string;
  readonly call: Call;
}

const withNode = (node: string, call: Call | undefined): Placed[] => (call ? [{ node, call }] : []);

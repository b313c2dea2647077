import type { StageFact } from "@ledgerscope/core";
import type { OrdererAttempt, OrdererEvent } from "@ledgerscope/tracer-model";

/** An orderer answers within this, nanoseconds: it waits up to 7 s for a leader that does not answer, and some more. */
const ANSWERED_WITHIN_NS = 15_000_000_000n;

/** An orderer's acceptance belongs to the gateway's attempt that began so shortly before its arrival, nanoseconds. */
const ARRIVES_WITHIN_NS = 1_000_000_000n;

/** What the gateway saw of its attempts: one per orderer that it sent the envelope to. */
export function gatewayAttempts(own: readonly StageFact[]): readonly OrdererAttempt[] {
  const submits = own.filter(({ stage }) => stage === "fabric.submit");
  const ends = submits.filter(({ endNs, remote }) => endNs !== undefined && remote !== "");
  const overall = submits.find(
    ({ endNs, remote, attributes }) => endNs !== undefined && remote === "" && attributes["error"],
  );
  return submits
    .flatMap((start): OrdererAttempt[] => {
      const { startNs, remote, node } = start;
      if (startNs === undefined || remote === "") return [];
      const end = ends.find((one) => one.remote === remote && one.node === node && (one.endNs as bigint) >= startNs);
      const error = end?.attributes["error"] ?? (end ? "" : (overall?.attributes["error"] ?? ""));
      const outcome = end ? (error ? "refused" : "accepted") : "unknown";
      return [{ orderer: remote, seenBy: node, atNs: startNs, outcome, error }];
    })
    .sort(byTime);
}

/** What orderers say of its arrival: taken into the pool, or answered on the same connection soon after. */
export function arrivalsOf(own: readonly StageFact[], calls: readonly StageFact[]): readonly OrdererAttempt[] {
  const pooled = own.filter(({ stage }) => stage === "fabric.order.pool");
  const arrivals = own.flatMap(({ stage, node, startNs, attributes }): OrdererAttempt[] => {
    if (stage !== "fabric.broadcast" || startNs === undefined) return [];
    const base = { orderer: node, seenBy: node, atNs: startNs };
    if (pooled.some((one) => one.node === node)) return [{ ...base, outcome: "accepted", error: "" }];
    const own_error = own.find((one) => one.stage === stage && one.node === node && one.attributes["error"]);
    if (own_error) return [{ ...base, outcome: "refused", error: own_error.attributes["error"] as string }];
    const answer = answerOf(calls, { node, startNs, address: attributes["net.peer.address"] ?? "" });
    if (!answer) return [{ ...base, outcome: "unknown", error: "" }];
    const error = answer.attributes["error"] ?? "";
    return [{ ...base, outcome: error ? "refused" : "accepted", error }];
  });
  return arrivals.sort(byTime);
}

function answerOf(
  calls: readonly StageFact[],
  { node, startNs, address }: { readonly node: string; readonly startNs: bigint; readonly address: string },
): StageFact | undefined {
  if (address === "") return undefined;
  return calls.reduce<StageFact | undefined>((best, call) => {
    const at = call.endNs;
    const isAnswer =
      call.stage === "fabric.broadcast" || (call.stage === "fabric.rpc.broadcast" && call.attributes["error"]);
    if (!isAnswer || at === undefined || call.node !== node || call.remote !== address) return best;
    if (at < startNs || at - startNs > ANSWERED_WITHIN_NS) return best;
    return best?.endNs === undefined || at < best.endNs ? call : best;
  }, undefined);
}

/** The gateway logs no success (but with BFT): an orderer that says it has taken the envelope settles the last attempt. */
export function resolved(
  attempts: readonly OrdererAttempt[],
  arrivals: readonly OrdererAttempt[],
): readonly OrdererAttempt[] {
  return attempts.map((attempt) => {
    if (attempt.outcome !== "unknown") return attempt;
    const taken = arrivals.find(
      ({ atNs, outcome }) =>
        outcome === "accepted" && atNs - attempt.atNs < ARRIVES_WITHIN_NS && attempt.atNs - atNs < ARRIVES_WITHIN_NS,
    );
    return taken ? { ...attempt, outcome: "accepted" as const } : attempt;
  });
}

const byTime = (a: OrdererAttempt, b: OrdererAttempt): number => (a.atNs < b.atNs ? -1 : a.atNs > b.atNs ? 1 : 0);

const EVENTS: Readonly<Record<string, OrdererEvent["event"]>> = {
  "fabric.node.started": "started",
  "fabric.node.stopped": "stopped",
  "fabric.node.leader": "leader",
  "fabric.node.view": "view",
  "fabric.node.unreachable": "unreachable",
};

/** Several lines of one node tell of the same event within this, nanoseconds. */
const SAME_EVENT_NS = 500_000_000n;

/**
 * What befell orderers in a span of time: starts, stops, losses and changes of leader or view.
 * @param sentNs when the envelope was sent: a start before it took nothing away.
 * @param peers nodes that are none.
 */
export function ordererEvents(
  facts: readonly StageFact[],
  {
    fromNs,
    toNs,
    sentNs,
    peers,
  }: {
    readonly fromNs: bigint;
    readonly toNs: bigint;
    readonly sentNs: bigint;
    readonly peers: ReadonlySet<string>;
  },
): readonly OrdererEvent[] {
  const events = facts
    .flatMap((fact): OrdererEvent[] => {
      const event = EVENTS[fact.stage];
      const atNs = fact.startNs ?? fact.endNs;
      if (event === undefined || atNs === undefined || atNs < fromNs || atNs > toNs) return [];
      if (peers.has(fact.node) || !isTelling(fact) || (event === "started" && atNs < sentNs)) return [];
      return [{ node: fact.node, event, atNs, detail: detailOf(fact) }];
    })
    .sort((a, b) => (a.atNs < b.atNs ? -1 : a.atNs > b.atNs ? 1 : 0));
  return events.filter(
    (one, index) =>
      !events
        .slice(0, index)
        .some((other) => other.node === one.node && other.event === one.event && one.atNs - other.atNs < SAME_EVENT_NS),
  );
}

/** A leader that was lost or followed another; a view that changed; an orderer that came or went. */
function isTelling({ stage, source, attributes, endNs, startNs }: StageFact): boolean {
  if (stage === "fabric.node.leader") {
    return (
      (attributes["raft.previous_leader"] ?? "0") !== "0" ||
      attributes["raft.leader"] === "0" ||
      attributes["bft.leader"] !== undefined
    );
  }
  // A node names its view whenever it starts; scraped metrics name it when it changes.
  if (stage === "fabric.node.view") return attributes["bft.view_change"] !== undefined || source.startsWith("metrics:");
  if (stage === "fabric.node.started") return startNs !== undefined || endNs === undefined;
  if (stage === "fabric.node.unreachable") return !source.startsWith("log:");
  return true;
}

function detailOf({ attributes, remote }: StageFact): string {
  const names = ["raft.term", "raft.previous_leader", "raft.leader", "bft.view", "bft.leader", "signal", "error"];
  const stated = names.flatMap((name) => (attributes[name] ? [`${name} ${attributes[name]}`] : []));
  return [...stated, ...(remote ? [remote] : [])].join(", ");
}

import type { Stage, StageFact } from "@ledgerscope/core";
import type { CallWindow } from "./readFacts.ts";

/** Digits of a transaction id that Fabric's endorser logs. */
const PREFIX_DIGITS = 8;
/** A handler's first line comes soon after the call before it ended. */
const BEFORE_NS = 200_000_000n;
/** A call ends so long after the last line about its transaction, at most. */
const SERVED_NS = 1_000_000_000n;
/** Clients ask for an outcome and hear of it so long after the commit, mostly. */
const HEARD_NS = 2_000_000_000n;
/** One question for a stretch in which little happened costs less than two. */
const NEAR_NS = 1_000_000_000n;
/** A node whose clock is far off would make the time too long to read. */
const LONGEST_NS = 600_000_000_000n;

/**
 * Where the calls of these transactions are to be looked for: those of a gateway's clients from just before it sent the
 * first of them until their clients have heard of the commit; proposals where a peer simulated; broadcasts where a
 * client without a gateway sent something to an orderer.
 * @param served those whose gateways are asked for their calls. @default all
 */
export function callWindows(
  facts: readonly StageFact[],
  served: (fact: StageFact) => boolean = () => true,
): readonly CallWindow[] {
  const isGateways = ({ stage }: StageFact): boolean => stage === "fabric.submit" || stage === "fabric.endorse";
  const gateways = new Set(facts.filter(isGateways).map(({ node }) => node));
  const asked = new Set(facts.filter((fact) => isGateways(fact) && served(fact)).map(({ node }) => node));
  const sent = new Set(facts.filter(({ stage }) => stage === "fabric.submit").map(({ id }) => id));
  const isFull = ({ subject, id }: StageFact): boolean => subject === "tx" && id.length > PREFIX_DIGITS;
  const near = timesOf(facts.filter((fact) => fact.subject === "block" || isFull(fact)));
  // Facts under a prefix may be another transaction's, of another day.
  const own = facts.filter(
    (fact) =>
      fact.subject === "tx" &&
      (isFull(fact) || !near || (endOf(fact) > near[0] - LONGEST_NS && endOf(fact) < near[1] + LONGEST_NS)),
  );
  const simulated = own.filter(({ stage }) => stage === "fabric.endorse.peer" || stage === "fabric.chaincode.execute");
  const committed = facts.filter(({ stage, node }) => stage === "fabric.commit" && gateways.has(node));
  return [
    window(
      ["fabric.rpc.endorse", "fabric.rpc.submit", "fabric.rpc.commit_status"],
      [...own.filter(({ node }) => gateways.has(node)), ...committed, ...(gateways.size > 0 ? simulated : [])],
      { nodes: asked, afterNs: HEARD_NS },
    ),
    window(["fabric.rpc.process_proposal"], simulated, { afterNs: SERVED_NS }),
    window(
      ["fabric.rpc.broadcast"],
      facts.filter((fact) => isFull(fact) && fact.stage === "fabric.broadcast" && !sent.has(fact.id)),
      { afterNs: SERVED_NS },
    ),
  ].flat();
}

function window(
  stages: readonly Stage[],
  facts: readonly StageFact[],
  { nodes, afterNs }: { readonly nodes?: ReadonlySet<string>; readonly afterNs: bigint },
): CallWindow[] {
  const times = timesOf(facts);
  const of = [...(nodes ?? new Set(facts.map(({ node }) => node)))].filter((node) => node !== "").sort();
  if (!times || of.length === 0) return [];
  const [first, last] = times;
  const fromNs = first - BEFORE_NS;
  const toNs = (last - first > LONGEST_NS ? first + LONGEST_NS : last) + afterNs;
  return [{ stages, nodes: of, fromNs, toNs }];
}

const endOf = ({ startNs, endNs }: StageFact): bigint => endNs ?? startNs ?? 0n;

/** First and last time of some facts. */
function timesOf(facts: readonly StageFact[]): readonly [bigint, bigint] | undefined {
  let found: [bigint, bigint] | undefined;
  for (const { startNs, endNs } of facts) {
    const [start, end] = [startNs ?? endNs, endNs ?? startNs];
    if (start === undefined || end === undefined) continue;
    if (!found) found = [start, end];
    if (start < found[0]) found[0] = start;
    if (end > found[1]) found[1] = end;
  }
  return found;
}

/** Windows of the same calls that overlap, or nearly, as one; none longer than the longest. */
export function joinWindows(windows: readonly CallWindow[]): readonly CallWindow[] {
  const joined: CallWindow[] = [];
  for (const window of [...windows].sort((a, b) => (a.fromNs < b.fromNs ? -1 : a.fromNs > b.fromNs ? 1 : 0))) {
    const at = joined.findLastIndex(({ stages }) => stages.join() === window.stages.join());
    const last = joined[at];
    const toNs = last && last.toNs > window.toNs ? last.toNs : window.toNs;
    if (last && window.fromNs <= last.toNs + NEAR_NS && toNs - last.fromNs <= LONGEST_NS) {
      const nodes = [...new Set([...last.nodes, ...window.nodes])].sort();
      joined[at] = { ...last, nodes, toNs };
    } else joined.push(window);
  }
  return joined;
}

import type { Stage, StageFact } from "@ledgerscope/core";
import { FactIndex } from "../factIndex.ts";
import type { Call, CallIndex } from "./callIndex.ts";
import { quorumOf } from "./quorum.ts";
import type { Surroundings } from "./surroundings.ts";

/** A call that was found to be a transaction's. */
export interface JoinedCall {
  readonly call: Call;
  /** When the client made it, or, for a client that sends no deadline, when it arrived; by the answering node's clock. */
  readonly madeNs: bigint;
  /** Other calls might be meant: their `madeNs` lie within ± this of it, nanoseconds. */
  readonly doubtNs: bigint;
}

/** What a client of the gateway did for one transaction: each call at the gateway's clock. */
export interface GatewayCalls {
  readonly gateway: string;
  readonly endorse?: JoinedCall;
  readonly submit?: JoinedCall;
  readonly status?: JoinedCall;
  /** Those of the same connection and block, this one's own included. */
  readonly siblings: readonly Sibling[];
  /** When the gateway first sent a transaction of the block; calls long before it may not be known. */
  readonly sinceNs: bigint;
}

/** A transaction's `Submit` call and the `CommitStatus` call that followed it. */
interface Sibling {
  readonly txId: string;
  readonly submit: Call;
  readonly status: JoinedCall;
}

/** Start of a call is worked out from the time of its line, which is written a little after its end was taken. */
const SLACK_NS = 1_000_000n;
/** A line of a handler is looked for in calls that started at most so long before it. */
const LONGEST_WAIT_NS = 120_000_000_000n;
/** Calls that fit the lines about as well as the best one. */
const AS_GOOD_NS = 500_000n;

/**
 * Finds a transaction's calls at its gateway. Calls name no transaction; the gateway's own lines do: a `Submit` call
 * begins just before the transaction is sent to the first orderer and ends when enough orderers have taken it; an
 * `Endorse` call of the same connection ends when the last endorser answered, and before the `Submit` call is made.
 * `CommitStatus` calls of one connection and block are made in the order in which its `Submit` calls were answered.
 */
export function gatewayCalls(txId: string, facts: FactIndex, around: Surroundings, gateway: string): GatewayCalls {
  const submit = submitCall(facts, around.calls, gateway);
  const endorse = endorseCall(facts, around.calls, gateway, submit?.call);
  const committed = facts.timing("fabric.commit", gateway).end?.ns;
  const siblings = submit && committed !== undefined ? statusCalls(around, gateway, submit.call.remote, committed) : [];
  const status = siblings.find((one) => one.txId === txId)?.status;
  return {
    gateway,
    ...(endorse ? { endorse } : {}),
    ...(submit ? { submit } : {}),
    ...(status ? { status } : {}),
    siblings,
    sinceNs: firstSent(around, gateway),
  };
}

function firstSent({ submits }: Surroundings, gateway: string): bigint {
  const starts = submits.flatMap(({ node, startNs }) => (node === gateway && startNs !== undefined ? [startNs] : []));
  return least(starts) ?? 0n;
}

function submitCall(facts: FactIndex, calls: CallIndex, gateway: string): JoinedCall | undefined {
  const sent = facts.remotes("fabric.submit", gateway);
  const first = least(sent.map(({ timing }) => timing.start?.ns));
  if (first === undefined) return undefined;
  const answers = sent
    .flatMap(({ timing }) => (timing.end && timing.attributes["error"] === undefined ? [timing.end.ns] : []))
    .sort(ascending);
  return best(calls, "fabric.rpc.submit", gateway, { startsBy: first, answered: answers[quorumOf(sent.length) - 1] });
}

function endorseCall(
  facts: FactIndex,
  calls: CallIndex,
  gateway: string,
  submit: Call | undefined,
): JoinedCall | undefined {
  const asked = facts.timing("fabric.endorse", gateway);
  const own = [facts.timing("fabric.endorse.peer", gateway), facts.timing("fabric.chaincode.execute", gateway)];
  const others = facts
    .nodes("fabric.endorse.peer", "fabric.chaincode.execute")
    .flatMap((node) => [facts.timing("fabric.endorse.peer", node), facts.timing("fabric.chaincode.execute", node)]);
  // The gateway's own lines are of the same clock; another peer's only where there are none.
  const near = [asked, ...own].some(({ start, end }) => start ?? end) ? [asked, ...own] : others;
  const first = least(near.map(({ start, end }) => (start ?? end)?.ns));
  const last = greatest(near.map(({ start, end }) => (end ?? start)?.ns));
  if (first === undefined || last === undefined) return undefined;
  return best(calls, "fabric.rpc.endorse", gateway, {
    startsBy: first,
    answered: last,
    byEnd: true,
    ...(submit ? { before: submit.startNs, remote: submit.remote } : {}),
  });
}

interface Wanted {
  /** The call had begun by then. */
  readonly startsBy: bigint;
  /** It ended then or later. */
  readonly answered: bigint | undefined;
  /** It ended by then. */
  readonly before?: bigint;
  readonly remote?: string;
  /** The end tells calls apart as well as the start does. */
  readonly byEnd?: boolean;
}

/** The call that fits most tightly around what was seen of it. */
function best(calls: CallIndex, stage: Stage, node: string, wanted: Wanted): JoinedCall | undefined {
  const { startsBy, answered, before, remote, byEnd } = wanted;
  const all = calls.at(stage, node);
  const fitting: { readonly call: Call; readonly waste: bigint }[] = [];
  for (let at = calls.startedBy(stage, node, startsBy + SLACK_NS) - 1; at >= 0; at--) {
    const call = all[at] as Call;
    if (call.startNs < startsBy - LONGEST_WAIT_NS) break;
    // The wait before the first line counts in full: an earlier call can only be worse.
    const late = distance(startsBy, call.startNs);
    if (fitting.some(({ waste }) => waste + AS_GOOD_NS < late)) break;
    if (remote !== undefined && call.remote !== remote) continue;
    if (answered !== undefined && call.endNs < answered - SLACK_NS) continue;
    if (before !== undefined && call.endNs > before + SLACK_NS) continue;
    const idle = byEnd && answered !== undefined ? distance(call.endNs, answered) : 0n;
    fitting.push({ call, waste: late + idle });
  }
  fitting.sort((a, b) => ascending(a.waste, b.waste) || ascending(a.call.endNs, b.call.endNs));
  const [found] = fitting;
  if (!found) return undefined;
  return joined(
    calls,
    stage,
    node,
    found.call,
    fitting.filter(({ waste }) => waste <= found.waste + AS_GOOD_NS),
  );
}

function joined(
  calls: CallIndex,
  stage: Stage,
  node: string,
  call: Call,
  others: readonly { readonly call: Call }[],
): JoinedCall {
  const madeNs = calls.madeAt(stage, node, call) ?? call.startNs;
  const doubtNs = greatest(
    others.map((other) => distance(calls.madeAt(stage, node, other.call) ?? other.call.startNs, madeNs)),
  );
  return { call, madeNs, doubtNs: doubtNs ?? 0n };
}

/**
 * The `CommitStatus` calls of a block's transactions that came over one connection, in the order of their `Submit`
 * calls. Those that wait for this block are answered before those that wait for a later one.
 * @param committed when the gateway had committed the block.
 */
function statusCalls(around: Surroundings, gateway: string, remote: string, committed: bigint): readonly Sibling[] {
  const held = paired.get(around) ?? new Map<string, readonly Sibling[]>();
  paired.set(around, held);
  const key = `${gateway} ${remote} ${committed}`;
  const before = held.get(key);
  if (before) return before;
  const found = pair(around, gateway, remote, committed);
  held.set(key, found);
  return found;
}

const paired = new WeakMap<Surroundings, Map<string, readonly Sibling[]>>();

function pair(around: Surroundings, gateway: string, remote: string, committed: bigint): readonly Sibling[] {
  const { calls } = around;
  const submits = siblingSubmits(around, gateway).filter(({ call }) => call.remote === remote);
  const [first] = submits;
  if (!first) return [];
  const stage: Stage = "fabric.rpc.commit_status";
  const asked = calls
    .at(stage, gateway)
    .filter(
      (call) =>
        call.remote === remote && call.startNs >= first.call.endNs - SLACK_NS && call.endNs >= committed - SLACK_NS,
    )
    .sort((a, b) => ascending(a.endNs, b.endNs))
    .slice(0, submits.length)
    .map((call) => joined(calls, stage, gateway, call, []))
    .sort((a, b) => ascending(a.madeNs, b.madeNs));
  return submits.flatMap(({ txId, call: submit }) => {
    const place = asked.findIndex(({ call }) => call.startNs >= submit.endNs - SLACK_NS);
    const [status] = place < 0 ? [] : asked.splice(place, 1);
    return status ? [{ txId, submit, status }] : [];
  });
}

interface SiblingSubmit {
  readonly txId: string;
  readonly call: Call;
}

const known = new WeakMap<Surroundings, Map<string, readonly SiblingSubmit[]>>();

/** The `Submit` calls of a block's transactions at a gateway: worked out once per block. */
function siblingSubmits(around: Surroundings, gateway: string): readonly SiblingSubmit[] {
  const held = known.get(around) ?? new Map<string, readonly SiblingSubmit[]>();
  known.set(around, held);
  const before = held.get(gateway);
  if (before) return before;
  const byTx = new Map<string, StageFact[]>();
  for (const fact of around.submits) {
    if (fact.node !== gateway) continue;
    const own = byTx.get(fact.id);
    if (own) own.push(fact);
    else byTx.set(fact.id, [fact]);
  }
  const found = [...byTx].flatMap(([txId, own]) => {
    const call = submitCall(new FactIndex(own), around.calls, gateway)?.call;
    return call ? [{ txId, call }] : [];
  });
  found.sort(
    (a, b) =>
      ascending(a.call.endNs, b.call.endNs) || ascending(a.call.startNs, b.call.startNs) || (a.txId < b.txId ? -1 : 1),
  );
  held.set(gateway, found);
  return found;
}

const ascending = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
const distance = (a: bigint, b: bigint): bigint => (a < b ? b - a : a - b);
const least = (values: readonly (bigint | undefined)[]): bigint | undefined =>
  values.reduce(
    (held, value) => (value !== undefined && (held === undefined || value < held) ? value : held),
    undefined,
  );
const greatest = (values: readonly (bigint | undefined)[]): bigint | undefined =>
  values.reduce(
    (held, value) => (value !== undefined && (held === undefined || value > held) ? value : held),
    undefined,
  );

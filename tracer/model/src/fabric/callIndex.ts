import type { Stage, StageFact } from "@ledgerscope/core";

/** One gRPC call as the node that answered it logged it; it names no transaction. */
export interface Call {
  /** By the answering node's clock, Unix nanoseconds. */
  readonly startNs: bigint;
  readonly endNs: bigint;
  /** Address of the caller: one connection of one client. */
  readonly remote: string;
  /** When the caller would have given up, as the answering node worked it out; Unix nanoseconds. */
  readonly deadlineNs?: bigint;
  /** gRPC status by name: `OK`, `Aborted`… */
  readonly status: string;
  readonly source: string;
}

/** Calls by stage and node, in order of their starts. Repeated facts count once. */
export class CallIndex {
  readonly #byPlace = new Map<string, Call[]>();
  readonly #timeouts = new Map<string, bigint>();
  readonly #pauses = new Map<string, readonly Pause[]>();

  /** @param facts those of subject `call`; others are left out. */
  constructor(facts: Iterable<StageFact>) {
    const seen = new Set<string>();
    for (const fact of facts) {
      const { subject, stage, node, remote, startNs, endNs, source, attributes } = fact;
      if (subject !== "call" || startNs === undefined || endNs === undefined) continue;
      const key = `${stage} ${node} ${remote} ${startNs} ${endNs}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const deadline = attributes["rpc.grpc.deadline_ns"];
      const call: Call = {
        ...{ startNs, endNs, remote, source },
        ...(deadline && /^\d{1,20}$/.test(deadline) ? { deadlineNs: BigInt(deadline) } : {}),
        status: attributes["rpc.grpc.status_code"] ?? "",
      };
      const place = `${stage} ${node}`;
      const held = this.#byPlace.get(place);
      if (held) held.push(call);
      else this.#byPlace.set(place, [call]);
    }
    for (const [place, calls] of this.#byPlace) {
      calls.sort(byStart);
      for (const { remote, deadlineNs, startNs } of calls) {
        if (deadlineNs === undefined || deadlineNs <= startNs) continue;
        const client = `${place} ${remote}`;
        const timeout = wholeSeconds(deadlineNs - startNs);
        if (timeout > (this.#timeouts.get(client) ?? 0n)) this.#timeouts.set(client, timeout);
      }
    }
  }

  /** Calls of a stage that a node answered, in order of their starts. */
  at(stage: Stage, node: string): readonly Call[] {
    return this.#byPlace.get(`${stage} ${node}`) ?? [];
  }

  /** How many of a stage's calls started at a node by that time: the place of the first later one in `at`. */
  startedBy(stage: Stage, node: string, ns: bigint): number {
    const calls = this.at(stage, node);
    let low = 0;
    let high = calls.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((calls[middle] as Call).startNs <= ns) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * When the client made a call, by the clock of the node that answered it. gRPC sends the time that is left, so the
   * deadline less the client's timeout is that moment, whatever time the client, the network and the node took
   * to bring the call to its handler. The timeout is the longest time left of that client's calls, in whole seconds.
   * @returns undefined for a call without a deadline.
   */
  madeAt(stage: Stage, node: string, call: Call): bigint | undefined {
    const timeout = this.#timeouts.get(`${stage} ${node} ${call.remote}`);
    return call.deadlineNs === undefined || timeout === undefined ? undefined : call.deadlineNs - timeout;
  }

  /**
   * The longest time that any client of a gateway took from an endorsement to its next submit, of the endorsements
   * within two seconds before and one after a time: how late a program may be that hears at that time.
   * @param fromNs earlier ones do not count.
   */
  longestPause(gateway: string, ns: bigint, fromNs: bigint): bigint {
    const pauses = this.#pauses.get(gateway) ?? this.#pausesOf(gateway);
    this.#pauses.set(gateway, pauses);
    let longest = 0n;
    const first = ns - NEAR_NS > fromNs ? ns - NEAR_NS : fromNs;
    for (let at = firstFrom(pauses, first); at < pauses.length; at++) {
      const { endNs, pauseNs } = pauses[at] as Pause;
      if (endNs > ns + NEAR_NS / 2n) break;
      if (pauseNs > longest) longest = pauseNs;
    }
    return longest;
  }

  /** From the end of each endorsement to the same client's next submit. */
  #pausesOf(gateway: string): readonly Pause[] {
    const submits = new Map<string, bigint[]>();
    for (const call of this.at("fabric.rpc.submit", gateway)) {
      const times = submits.get(call.remote) ?? [];
      submits.set(call.remote, times);
      times.push(this.madeAt("fabric.rpc.submit", gateway, call) ?? call.startNs);
    }
    for (const times of submits.values()) times.sort(ascending);
    const endorsed = this.at("fabric.rpc.endorse", gateway).filter(({ status }) => status === "OK");
    const place = new Map<string, number>();
    return endorsed
      .sort((a, b) => ascending(a.endNs, b.endNs))
      .flatMap(({ endNs, remote }) => {
        const times = submits.get(remote) ?? [];
        let at = place.get(remote) ?? 0;
        while (at < times.length && (times[at] as bigint) < endNs) at++;
        place.set(remote, at);
        const next = times[at];
        return next === undefined || next - endNs > NEAR_NS ? [] : [{ endNs, pauseNs: next - endNs }];
      });
  }
}

interface Pause {
  readonly endNs: bigint;
  readonly pauseNs: bigint;
}

const NEAR_NS = 2_000_000_000n;

const ascending = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

/** Place of the first that ended at that time or later. */
function firstFrom(pauses: readonly Pause[], ns: bigint): number {
  let low = 0;
  let high = pauses.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pauses[middle] as Pause).endNs < ns) low = middle + 1;
    else high = middle;
  }
  return low;
}

const SECOND_NS = 1_000_000_000n;
/** gRPC's JavaScript library rounds the time that is left up to whole milliseconds; others to µs or ns. */
const ROUNDING_NS = 10_000_000n;

/** Timeouts are configured in whole seconds; what is left of one is a little less, or by rounding a little more. */
const wholeSeconds = (leftNs: bigint): bigint => ((leftNs - ROUNDING_NS + SECOND_NS - 1n) / SECOND_NS) * SECOND_NS;

function byStart(a: Call, b: Call): number {
  if (a.startNs !== b.startNs) return a.startNs < b.startNs ? -1 : 1;
  if (a.endNs !== b.endNs) return a.endNs < b.endNs ? -1 : 1;
  return a.remote < b.remote ? -1 : a.remote > b.remote ? 1 : 0;
}

import type { Instant } from "../timing.ts";
import type { CallIndex } from "./callIndex.ts";
import type { GatewayCalls, JoinedCall } from "./clientCalls.ts";

/** What a client did and heard, by the clock of the node that it talked to; each as far as its calls tell. */
export interface ClientTimes {
  /** The proposal was sent to be endorsed. */
  readonly proposed?: Instant;
  /** The client had the endorsements. */
  readonly endorsed?: Instant;
  /** The envelope was sent to be ordered. */
  readonly sent?: Instant;
  /** The client knew that it was accepted. */
  readonly submitted?: Instant;
  /** The client asked for the outcome. */
  readonly asked?: Instant;
  /** The client knew the outcome. */
  readonly committed?: Instant;
}

/**
 * An answer reaches the client's program somewhere between the node's end of the call and the program's next call.
 * Most of that time passes before: the program's own part, signing, is short, and a busy program gets round to the answer late.
 * Measured on recorded clients (fabric-gateway for Node.js): the middle of where they noted it is 0.74 to 0.97 of the way.
 */
const HEARD_AT_PERCENT = 80n;
/** Clients' own times, and time-outs on the wire, are whole milliseconds. */
const ROUNDING_NS = 1_500_000n;
/** Longer than a program usually takes to make a call. */
const LONG_NS = 100_000_000n;

/**
 * When the client of a gateway did and heard what, from its calls.
 * @param clientNs the client's own time of the proposal, if the ledger has it.
 */
export function gatewayTimes(
  { gateway, endorse, submit, status, siblings, sinceNs }: GatewayCalls,
  calls: CallIndex,
  clientNs: bigint | undefined,
): ClientTimes {
  const lags = siblings.map((one) => heard(one.submit.endNs, one.status.madeNs) - one.submit.endNs);
  const times = {
    proposed: endorse && made(endorse, clientNs, gateway),
    endorsed: endorse && submit && answer(endorse, submit, gateway),
    sent: submit && made(submit, endorse?.call.endNs, gateway),
    submitted:
      submit &&
      (status
        ? answer(submit, status, gateway)
        : unheard(submit, calls.longestPause(gateway, submit.call.endNs, sinceNs), gateway)),
    asked: status && made(status, submit?.call.endNs, gateway),
    committed: status && lastAnswer(status, lags, calls.longestPause(gateway, status.call.endNs, sinceNs), gateway),
  };
  return Object.fromEntries(Object.entries(times).filter(([, instant]) => instant !== undefined));
}

const heard = (endNs: bigint, nextNs: bigint): bigint =>
  nextNs > endNs ? endNs + ((nextNs - endNs) * HEARD_AT_PERCENT) / 100n : endNs;

/**
 * A call's making, as its answering node worked it out. One that seems to come long after the client could make it may
 * have waited unread at a node that stood still, since the node counts the time that is left from its reading.
 * @param possibleNs when the client could have made it.
 */
function made({ call, madeNs, doubtNs }: JoinedCall, possibleNs: bigint | undefined, clock: string): Instant {
  const waitNs = possibleNs === undefined ? 0n : madeNs - possibleNs;
  return {
    ...{ ns: madeNs, evidence: "inferred", clock, source: call.source },
    boundNs: doubtNs + (waitNs > LONG_NS ? waitNs : ROUNDING_NS),
  };
}

/** Between the node's end of a call and the client's next call. */
function answer({ call, doubtNs }: JoinedCall, next: JoinedCall, clock: string): Instant {
  const ns = heard(call.endNs, next.madeNs);
  const before = ns - call.endNs;
  return {
    ...{ ns, evidence: "inferred", clock, source: call.source },
    boundNs: (before > 0n ? before : 0n) + doubtNs + next.doubtNs + ROUNDING_NS,
  };
}

/** The client is not seen to go on: it has heard some time after the end of the call. */
const unheard = ({ call, doubtNs }: JoinedCall, pause: bigint, clock: string): Instant => ({
  ...{ ns: call.endNs, evidence: "inferred", clock, source: call.source },
  boundNs: pause + doubtNs + ROUNDING_NS,
});

/**
 * No call follows the last answer: the client is taken to be as late as it was with the answers to the block's other
 * transactions, at the middle; four times its gateway's clients' longest pause at that time, and no less than a program may pause, is the bound.
 */
function lastAnswer({ call }: JoinedCall, lags: readonly bigint[], pause: bigint, clock: string): Instant {
  const sorted = [...lags].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const lag = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0n;
  const most = [...sorted, pause].reduce((held, ns) => (ns > held ? ns : held), 0n);
  return {
    ...{ ns: call.endNs + lag, evidence: "inferred", clock, source: call.source },
    boundNs: 4n * most > LONG_NS ? 4n * most : LONG_NS,
  };
}

import { evmRoundChange } from "../diagnoses/evmRoundChange.ts";
import type { Diagnosis } from "../diagnosis.ts";
import type { TxTrace } from "../trace.ts";
import { clocksFor, contextInOneClock, inOneClock } from "./inOneClock.ts";
import { clientClock } from "./rules/clientClock.ts";
import { clientLate } from "./rules/clientLate.ts";
import { configurationInFlight } from "./rules/configurationInFlight.ts";
import { endorsementTimeout } from "./rules/endorsementTimeout.ts";
import { forwardedLate } from "./rules/forwardedLate.ts";
import { leaderChanged } from "./rules/leaderChanged.ts";
import { leaderWithholding } from "./rules/leaderWithholding.ts";
import { nodeClock } from "./rules/nodeClock.ts";
import { orderedByTimer } from "./rules/orderedByTimer.ts";
import { retriedCall } from "./rules/retriedCall.ts";
import { slowCommitPart } from "./rules/slowCommitPart.ts";
import { slowConsensus } from "./rules/slowConsensus.ts";
import { slowDissemination } from "./rules/slowDissemination.ts";
import { slowEndorsement } from "./rules/slowEndorsement.ts";
import { slowEndorser } from "./rules/slowEndorser.ts";
import { slowPeer } from "./rules/slowPeer.ts";
import { slowSubmit } from "./rules/slowSubmit.ts";
import type { SlownessContext, SlownessRule } from "./slownessContext.ts";

/** Version of these rules: rows that were made by another one are made again. */
export const SLOWNESS_VERSION = 1;

/** Every reason; where two cost the same, the first one counts for more. */
const rules: readonly SlownessRule[] = [
  endorsementTimeout,
  slowEndorser,
  slowEndorsement,
  slowSubmit,
  leaderChanged,
  configurationInFlight,
  slowConsensus,
  forwardedLate,
  orderedByTimer,
  slowDissemination,
  slowPeer,
  slowCommitPart,
  clientLate,
  clientClock,
  nodeClock,
  evmRoundChange,
  retriedCall,
  leaderWithholding,
];

/**
 * Why a transaction was slow: every reason that cost it a part worth naming, the dearest first; suspicions last. Of
 * reasons with one code only the surest is given.
 */
export function slow(trace: TxTrace, context: SlownessContext): readonly Diagnosis[] {
  const byCode = new Map<string, Diagnosis>();
  const clocks = clocksFor(trace, context.clocks);
  const judged = inOneClock(trace, clocks);
  // Read together with its clocks it is on one clock already.
  const around = context.clocks.length > 0 ? context : contextInOneClock(context, clocks);
  for (const rule of rules) {
    const found = rule(judged, around);
    const held = found && byCode.get(found.code);
    if (found && (!held || found.confidence > held.confidence)) byCode.set(found.code, found);
  }
  return [...byCode.values()].sort(
    (a, b) =>
      Number(a.kind === "suspicion") - Number(b.kind === "suspicion") || Number((b.costNs ?? 0n) - (a.costNs ?? 0n)),
  );
}

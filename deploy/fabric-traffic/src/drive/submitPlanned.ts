import { setTimeout as sleep } from "node:timers/promises";
import { peer } from "@hyperledger/fabric-protos";
import type { Client, Endorsed } from "../clients/client.ts";
import type { Planned } from "../plan/submission.ts";
import { nowUs } from "./clock.ts";
import type { FailedStage, Seen } from "./seen.ts";

/** How long an endorsement may take, in milliseconds. */
const ENDORSE_TIMEOUT_MS = 15_000;
const ARGUMENT_CHARACTERS = 200;
const STATUS_NAMES = new Map(Object.entries(peer.TxValidationCode).map(([name, code]) => [code as number, name]));

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Takes one submission from proposal to outcome and tells what was seen; never throws. */
export async function submitPlanned(
  planned: Planned,
  options: {
    readonly dueUs: number;
    readonly client: () => Promise<Client>;
    /** Settles once those that this one waits for have ended. */
    readonly ended: (numbers: readonly number[]) => Promise<unknown>;
  },
): Promise<Seen> {
  const { n, group, client, intends, expects, expectsError, chaincode, after, submitAfter } = planned;
  const seen: Writable<Seen> = {
    n,
    group,
    client,
    intends,
    ...(expects && { expects }),
    ...(expectsError && { expectsError }),
    as: { mspId: planned.as.mspId, user: planned.as.user },
    chaincode,
    function: planned.function,
    args: planned.args.map((arg) => arg.slice(0, ARGUMENT_CHARACTERS)),
    ...(planned.endorsers && { asked: planned.endorsers }),
    ...(after && { after }),
    ...(submitAfter && { submitAfter }),
    dueUs: options.dueUs,
  };
  let stage: FailedStage = "connect";
  try {
    const connected = await options.client();
    stage = "propose";
    seen.proposedUs = nowUs();
    const proposed = await connected.propose({
      ...planned,
      endorseTimeoutMs: planned.endorseTimeoutMs ?? ENDORSE_TIMEOUT_MS,
    });
    seen.txId = proposed.txId;
    stage = "endorse";
    const endorsed = await proposed.endorse();
    seen.endorsedUs = nowUs();
    seen.endorsers = endorsed.endorsers;
    stage = "submit";
    await options.ended(submitAfter ?? []);
    if (planned.submitAfterMs) await sleep(planned.submitAfterMs);
    seen.sentUs = nowUs();
    await endorsed.submit();
    seen.submittedUs = nowUs();
    if (planned.resubmit === "at once") seen.resubmitted = await resubmit(endorsed);
    stage = "outcome";
    const { code, block } = await endorsed.outcome();
    seen.committedUs = nowUs();
    Object.assign(seen, { code, status: STATUS_NAMES.get(code) ?? String(code), block });
    if (planned.resubmit === "after commit") seen.resubmitted = await resubmit(endorsed);
  } catch (error) {
    seen.failed = failure(stage, error);
  }
  return seen;
}

async function resubmit(endorsed: Endorsed): Promise<NonNullable<Seen["resubmitted"]>> {
  const sentUs = nowUs();
  try {
    await endorsed.submit();
    return { sentUs, acceptedUs: nowUs() };
  } catch (error) {
    return { sentUs, error: message(error) };
  }
}

function failure(stage: FailedStage, error: unknown): NonNullable<Seen["failed"]> {
  const { name, code, details } = error as { name?: string; code?: unknown; details?: unknown };
  return {
    stage,
    atUs: nowUs(),
    error: name ?? "Error",
    ...(typeof code === "number" && { grpc: code }),
    message: message(error),
    ...(Array.isArray(details) && details.length > 0 && { details }),
  };
}

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

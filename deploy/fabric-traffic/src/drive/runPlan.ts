import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "../clients/client.ts";
import type { Planned } from "../plan/submission.ts";
import { nowUs } from "./clock.ts";
import type { Seen } from "./seen.ts";
import { submitPlanned } from "./submitPlanned.ts";

export interface RunOptions {
  readonly client: (planned: Planned) => Promise<Client>;
  /** Called as each submission ends. */
  readonly onSeen: (seen: Seen) => void;
  /** Called as each submission begins. */
  readonly onBegun?: (planned: Planned) => void;
  /** Once aborted nothing more is proposed; what is under way ends. */
  readonly signal: AbortSignal;
}

/**
 * Submits a plan, each submission when it is due, however many are still under way (an open loop: a slow network
 * does not slow down its users). @returns when the last one has ended.
 */
export async function runPlan(plan: readonly Planned[], options: RunOptions): Promise<void> {
  const startedUs = nowUs();
  const ends = new Map<number, Promise<void>>();
  const ended = (numbers: readonly number[]): Promise<unknown> => Promise.all(numbers.map((n) => ends.get(n)));
  // Those that are waited for may stand behind those that wait: every end is known before anything begins.
  const begin = new Map<number, () => void>();
  for (const planned of plan) {
    const begun = new Promise<void>((resolve) => begin.set(planned.n, resolve));
    ends.set(
      planned.n,
      begun.then(async () => {
        if (planned.after) await ended(planned.after);
        if (planned.afterMs) await sleep(planned.afterMs);
        if (options.signal.aborted) return;
        options.onBegun?.(planned);
        const dueUs = planned.after ? nowUs() : startedUs + planned.atMs * 1000;
        options.onSeen(await submitPlanned(planned, { dueUs, client: () => options.client(planned), ended }));
      }),
    );
  }
  for (const planned of [...plan].sort((a, b) => a.atMs - b.atMs)) {
    const waitMs = planned.atMs - (nowUs() - startedUs) / 1000;
    if (waitMs > 0) await sleep(waitMs, undefined, { signal: options.signal }).catch(() => undefined);
    begin.get(planned.n)?.();
  }
  await Promise.all(ends.values());
}

import { setTimeout as sleep } from "node:timers/promises";
import { STORE } from "@ledgerscope/schema";
import { Explaining } from "./explaining.ts";
import { isExplained } from "./explainNetwork.ts";
import { holdNetwork } from "./holdNetwork.ts";
import { keep } from "./keep.ts";
import type { Network } from "./network.ts";
import type { PassEvent } from "./passMeter.ts";
import type { Session } from "./session.ts";
import { eachPassStep } from "./workPasses.ts";

/** How often it is looked whether blocks came in, in milliseconds. */
const LOOK_MS = 1_000;
/** A round rests as long as it took, so that what is new is stored first where the machine is busy; so long at most. */
const LONGEST_REST_MS = 5_000;
/** How often everything is compared, and not what came in lately alone, in milliseconds. */
const WHOLE_MS = 300_000;
/** A row may come in that much later than its place in the order says: its writer waited. In nanoseconds. */
const LATE_NS = 60_000_000_000n;

interface Seen {
  /** Rows of `_ranges`; none is ever deleted. */
  readonly rows: string;
  readonly newest: string;
}

export interface PassListener {
  step(event: PassEvent): void;
  halt(network: string, reason: string): void;
}

/** Runs a network's passes whenever blocks have become final, and explains its transactions, until the signal aborts. */
export function followPasses(session: Session, network: Network, listener: PassListener): Promise<void> {
  const { signal } = session;
  const what = `passes of ${network.name}`;
  const work = async (): Promise<void> => {
    const lock = await holdNetwork(session, network, "passes --follow", ["passes"]);
    try {
      const tell = (event: PassEvent): void => {
        listener.step(event);
        lock.check();
      };
      let seen: Seen | undefined;
      let wholeMs = 0;
      const explaining = new Explaining(session, network, tell);
      while (!signal.aborted) {
        lock.check();
        const startedMs = performance.now();
        const now = await look(session, network.name, seen);
        const whole = seen === undefined || Date.now() - wholeMs > WHOLE_MS;
        if (whole) wholeMs = Date.now();
        const changed = whole || now.rows !== seen?.rows || now.newest !== seen.newest;
        if (changed) {
          await eachPassStep(session, network, tell, { above: whole ? 0 : now.lowest, clean: seen !== undefined });
        }
        if (isExplained(network)) await explaining.look({ changed, end: now.end, above: whole ? 0 : now.lowest });
        seen = now;
        const restMs = Math.min(performance.now() - startedMs, LONGEST_REST_MS);
        await sleep(Math.max(LOOK_MS, restMs), undefined, { signal }).catch(() => {});
      }
    } finally {
      lock.release();
    }
  };
  return keep(what, signal, work, (reason) => listener.halt(network.name, reason));
}

/**
 * What was stored, became final or was reverted: how many rows of `_ranges` there are, the newest one, and the lowest
 * height of those that came in since, or shortly before; one past the highest final one.
 */
export async function look(
  { warehouse }: Pick<Session, "warehouse">,
  network: string,
  seen: Seen | undefined,
): Promise<Seen & { readonly lowest: number; readonly end: number }> {
  const newest = BigInt(seen?.newest ?? 0);
  const since = String(newest > LATE_NS ? newest - LATE_NS : 0n);
  const [row] = await warehouse.query<Record<"rows" | "newest" | "lowest" | "end", string>>(
    `SELECT count() AS rows, max(seq) AS newest, minIf(from, seq > {since:UInt64}) AS lowest,
       maxIf(to, zone = 'final') AS end
     FROM ${STORE}._ranges WHERE network = {network:String}`,
    { network, since },
  );
  return {
    rows: row?.rows ?? "0",
    newest: row?.newest ?? "0",
    lowest: Number(row?.lowest ?? 0),
    end: Number(row?.end ?? 0),
  };
}

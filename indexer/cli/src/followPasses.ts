import { setTimeout as sleep } from "node:timers/promises";
import { RetryableError } from "@ledgerscope/core";
import { STORE } from "@ledgerscope/schema";
import { keep } from "./keep.ts";
import type { Network } from "./network.ts";
import { lockPasses } from "./passLock.ts";
import type { PassEvent } from "./passMeter.ts";
import type { Session } from "./session.ts";
import { eachPassStep } from "./workPasses.ts";

/** How often it is looked whether blocks came in, in milliseconds. */
const LOOK_MS = 1_000;

export interface PassListener {
  step(event: PassEvent): void;
  halt(network: string, reason: string): void;
}

/** Runs a network's passes whenever blocks have become final, until the signal aborts. */
export function followPasses(session: Session, network: Network, listener: PassListener): Promise<void> {
  const { config, signal } = session;
  const what = `passes of ${network.name}`;
  const work = async (): Promise<void> => {
    const lock = lockPasses(config.warehouse, network.name);
    if ("heldBy" in lock) throw new RetryableError(`process ${lock.heldBy} runs them`);
    try {
      let seen = "0";
      while (!signal.aborted) {
        const { newest, lowest } = await changes(session, network.name, seen);
        const known = { above: lowest, clean: seen !== "0" };
        if (newest !== seen) await eachPassStep(session, network, (event) => listener.step(event), known);
        seen = newest;
        await sleep(LOOK_MS, undefined, { signal }).catch(() => {});
      }
    } finally {
      lock.release();
    }
  };
  return keep(what, signal, work, (reason) => listener.halt(network.name, reason));
}

/** What was stored, became final or was reverted since: the newest row of `_ranges`, and the lowest height of newer ones. */
async function changes(
  { warehouse }: Session,
  network: string,
  since: string,
): Promise<{ readonly newest: string; readonly lowest: number }> {
  const [row] = await warehouse.query<{ newest: string; lowest: string }>(
    `SELECT max(seq) AS newest, minIf(from, seq > {since:UInt64}) AS lowest
     FROM ${STORE}._ranges WHERE network = {network:String}`,
    { network, since },
  );
  return { newest: row?.newest ?? "0", lowest: Number(row?.lowest ?? 0) };
}

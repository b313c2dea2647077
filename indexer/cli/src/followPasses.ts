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
      let done: string | undefined;
      while (!signal.aborted) {
        const newest = await newestRange(session, network.name);
        if (newest !== done) await eachPassStep(session, network, (event) => listener.step(event));
        done = newest;
        await sleep(LOOK_MS, undefined, { signal }).catch(() => {});
      }
    } finally {
      lock.release();
    }
  };
  return keep(what, signal, work, (reason) => listener.halt(network.name, reason));
}

/** Changes whenever anything is stored, becomes final or is reverted. */
async function newestRange({ warehouse }: Session, network: string): Promise<string> {
  const [row] = await warehouse.query<{ seq: string }>(
    `SELECT max(seq) AS seq FROM ${STORE}._ranges WHERE network = {network:String}`,
    { network },
  );
  return row?.seq ?? "";
}

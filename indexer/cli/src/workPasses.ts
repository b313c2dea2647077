import type { CheckTally } from "@ledgerscope/core";
import { runPasses } from "@ledgerscope/warehouse";
import { openLiveView } from "./liveView.ts";
import { log } from "./log.ts";
import type { Network } from "./network.ts";
import type { NetworkLock } from "./networkLock.ts";
import { printFailure } from "./output.ts";
import { passLines } from "./passLines.ts";
import { type PassEvent, PassMeter, passEvents } from "./passMeter.ts";
import type { Session } from "./session.ts";

/**
 * Runs a network's passes once, telling what they do.
 * @param known what is known of the run before.
 */
export async function eachPassStep(
  { warehouse, signal }: Pick<Session, "warehouse" | "signal">,
  network: Network,
  tell: (event: PassEvent) => void,
  known: { readonly above: number; readonly clean: boolean } = { above: 0, clean: false },
): Promise<void> {
  let events: ReturnType<typeof passEvents> | undefined;
  await runPasses(warehouse, {
    network: network.name,
    tables: network.adapter.schema.tables,
    config: network.config,
    passes: network.adapter.passes,
    signal,
    ...known,
    onStart(missing, { name, unit }) {
      events = passEvents({ network: network.name, pass: name, unit }, missing);
      tell(events.start());
    },
    onStep(step) {
      if (events) tell(events.step(step));
    },
  });
}

export interface WorkedPass {
  readonly pass: string;
  readonly unit: string;
  readonly blocks: number;
  readonly items: number;
  readonly checks: CheckTally;
  readonly elapsedMs: number;
}

/** Where there is no terminal: how often a line is logged, in milliseconds. */
const LOG_MS = 5_000;
const DRAW_MS = 200;

/** Runs a network's passes over what is stored, shows how it goes, and prints every failed check. */
export async function workPasses(
  session: Session,
  network: Network,
  { json, lock }: { readonly json: boolean; readonly lock: NetworkLock },
): Promise<{ readonly passes: readonly WorkedPass[]; readonly failures: number }> {
  const terminal = process.stderr.isTTY ? openLiveView() : undefined;
  const meters: { readonly meter: PassMeter; readonly startedMs: number; endedMs: number }[] = [];
  let failures = 0;
  let shownMs = Date.now();
  try {
    await eachPassStep(session, network, (event) => {
      lock.check();
      const nowMs = Date.now();
      if (event.blocks === 0) {
        meters.push({ meter: new PassMeter(event, event.remaining), startedMs: nowMs, endedMs: nowMs });
      }
      const current = meters.at(-1);
      if (!current) return;
      current.meter.add(event);
      current.endedMs = nowMs;
      for (const check of event.failed) {
        failures++;
        printFailure(network.name, check, json);
      }
      if (event.blocks > 0 && nowMs - shownMs < (terminal ? DRAW_MS : LOG_MS)) return;
      shownMs = nowMs;
      if (terminal) terminal.draw(passLines(current.meter.read()));
      else if (event.blocks > 0) log.info(current.meter.read(), "pass");
    });
  } finally {
    if (terminal) terminal.draw([]);
    terminal?.stop();
  }
  const passes = meters.map(({ meter, startedMs, endedMs }): WorkedPass => {
    const { pass, unit, blocks, items, checks } = meter.read();
    return { pass, unit, blocks, items, checks, elapsedMs: endedMs - startedMs };
  });
  return { passes, failures };
}

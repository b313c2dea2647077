import { forgetExplained } from "@ledgerscope/tracer-store";
import type { Command } from "commander";
import { explainNetwork } from "../explainNetwork.ts";
import { holdNetwork } from "../holdNetwork.ts";
import { openLiveView } from "../liveView.ts";
import { log } from "../log.ts";
import { type Network, resolveNetwork, resolveNetworks } from "../network.ts";
import { formatCount, formatDuration, note, print, toJson } from "../output.ts";
import { passesOf } from "../passesOf.ts";
import { passLines } from "../passLines.ts";
import { type PassEvent, PassMeter } from "../passMeter.ts";
import { type ConfigOption, type Session, withSession } from "../session.ts";

interface Options extends ConfigOption {
  readonly network?: string;
  readonly rebuild?: boolean;
  readonly json?: boolean;
  readonly passes: boolean;
}

export async function explainAction(_options: unknown, command: Command): Promise<void> {
  const options = command.optsWithGlobals<Options>();
  await withSession(options, async (session) => {
    const { config } = session;
    const networks = options.network ? [resolveNetwork(config, options.network)] : resolveNetworks(config);
    for (const network of networks) await explainOne(session, network, options);
  });
}

async function explainOne(session: Session, network: Network, options: Options): Promise<void> {
  if (options.passes) await passesOf(session, network, false);
  const lock = await holdNetwork(session, network, "explain", ["passes"]);
  const startedMs = Date.now();
  const shown = showSteps();
  try {
    if (options.rebuild) await forgetExplained(session.warehouse, network.name);
    const { transactions, unplaced, explainedTo } = await explainNetwork(session, network, (event) => {
      lock.check();
      shown.tell(event);
    });
    shown.stop();
    const elapsedMs = Date.now() - startedMs;
    if (options.json) {
      print(
        toJson({ network: network.name, transactions, unplaced, explained_to: explainedTo, elapsed_ms: elapsedMs }),
      );
      return;
    }
    const rate = elapsedMs < 1000 ? "" : `, ${formatCount(Math.round((transactions / elapsedMs) * 1000))}/s`;
    note(
      `${network.name}: ${formatCount(transactions)} transactions explained in ${formatDuration(elapsedMs)}${rate}; ${formatCount(unplaced)} in no block; up to block ${explainedTo - 1}`,
    );
  } finally {
    shown.stop();
    lock.release();
  }
}

/** Where there is no terminal: how often a line is logged, in milliseconds. */
const LOG_MS = 5_000;
const DRAW_MS = 200;

function showSteps(): { tell(event: PassEvent): void; stop(): void } {
  const terminal = process.stderr.isTTY ? openLiveView() : undefined;
  let meter: PassMeter | undefined;
  let shownMs = Date.now();
  let stopped = false;
  return {
    tell(event) {
      if (event.blocks === 0) meter = new PassMeter(event, event.remaining);
      else meter?.add(event);
      const nowMs = Date.now();
      if (!meter || nowMs - shownMs < (terminal ? DRAW_MS : LOG_MS)) return;
      shownMs = nowMs;
      if (terminal) terminal.draw(passLines(meter.read()));
      else log.info(meter.read(), "explain");
    },
    stop() {
      if (stopped) return;
      stopped = true;
      terminal?.draw([]);
      terminal?.stop();
    },
  };
}

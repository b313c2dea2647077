import { bar, timeLeft } from "./bar.ts";
import { type IndexerNote, removeIndexerNote, writeIndexerNote } from "./indexerNotes.ts";
import { openLiveView } from "./liveView.ts";
import { log } from "./log.ts";
import { describeBottleneck, type Meter, type MeterReading, ratesBetween } from "./meter.ts";
import { formatCount } from "./output.ts";
import { passLines } from "./passLines.ts";
import { type PassEvent, PassMeter } from "./passMeter.ts";

/** One pipeline that is shown. */
export interface Watched {
  readonly network: string;
  readonly meter: Meter;
  /** Blocks that are wanted in all; undefined for a pipeline that follows the head. */
  readonly total?: number;
}

export interface ProgressOptions {
  readonly command: string;
  /** Absolute path of the configuration. */
  readonly config: string;
}

/** How often a terminal is drawn anew, in milliseconds. */
const DRAW_MS = 500;
/** Rates are those of this last while, in milliseconds. */
const WINDOW_MS = 5_000;
/** Where there is no terminal: how often the pipelines are looked at, and every how many looks a line is logged. */
const LOOK_MS = 1_000;
const LOG_EVERY = 5;

/** What is known of a pipeline at one moment. */
export interface ProgressState extends Omit<IndexerNote, "pid" | "command" | "atMs"> {
  readonly network: string;
  readonly blocks: number;
  readonly transactions: number;
  readonly total: number | null;
  readonly height: number | null;
  readonly head: number | null;
  /** Blocks between the newest stored and the source's newest. */
  readonly lag: number | null;
}

export interface Progress {
  /** Shows a background pass as well, while it has something to do. */
  pass(event: PassEvent): void;
  stop(): void;
}

/** Shows pipelines at work until stopped: a live view on a terminal, JSON log lines otherwise. */
export function startProgress(watched: readonly Watched[], options: ProgressOptions): Progress {
  const views = watched.map((one) => ({ ...one, readings: [one.meter.read()] }));
  const states = (): readonly ProgressState[] => views.map((view) => advance(view));
  const note = (all: readonly ProgressState[]): void => {
    for (const { network, ...state } of all) {
      writeIndexerNote(options.config, network, {
        ...state,
        pid: process.pid,
        command: options.command,
        atMs: Date.now(),
      });
    }
  };
  const terminal = process.stderr.isTTY ? openLiveView() : undefined;
  const passes = new Map<string, PassMeter>();
  let looks = 0;
  const show = (): void => {
    const all = states();
    note(all);
    looks++;
    const atWork = [...passes.values()].map((meter) => meter.read()).filter(({ blocks, total }) => blocks < total);
    if (terminal) terminal.draw([...all.flatMap(progressLines), ...atWork.flatMap(passLines)]);
    else if (looks % LOG_EVERY === 0) {
      for (const state of all) log.info(state, "progress");
      for (const reading of atWork) log.info(reading, "pass");
    }
  };
  const timer = setInterval(show, terminal ? DRAW_MS : LOOK_MS);
  timer.unref();
  return {
    pass(event) {
      const key = `${event.network} ${event.pass}`;
      if (event.blocks === 0) passes.set(key, new PassMeter(event, event.remaining));
      else passes.get(key)?.add(event);
    },
    stop() {
      clearInterval(timer);
      if (terminal) show();
      terminal?.stop();
      for (const { network } of watched) removeIndexerNote(options.config, network);
    },
  };
}

function advance(view: Watched & { readonly readings: MeterReading[] }): ProgressState {
  const now = view.meter.read();
  view.readings.push(now);
  while (view.readings.length > 2 && (view.readings[1] as MeterReading).atMs < now.atMs - WINDOW_MS) {
    view.readings.shift();
  }
  const rates = ratesBetween(view.readings[0] as MeterReading, now);
  const head = now.head?.latest?.number ?? null;
  const height = now.height ?? null;
  const lag = head !== null && height !== null ? Math.max(0, head - height) : null;
  const left = view.total === undefined ? lag : Math.max(0, view.total - now.blocks);
  return {
    network: view.network,
    blocks: now.blocks,
    transactions: now.transactions,
    total: view.total ?? null,
    height,
    head,
    lag,
    blocksPerSecond: round(rates.blocksPerSecond),
    transactionsPerSecond: round(rates.transactionsPerSecond),
    leftMs: !left || rates.blocksPerSecond === 0 ? null : Math.round((left / rates.blocksPerSecond) * 1000),
    // At the head it waits for the chain, which is no stage of ours.
    bottleneck: view.total === undefined && lag !== null && lag <= 1 ? null : (rates.bottleneck ?? null),
    shares: {
      reading: round(rates.shares.reading),
      computing: round(rates.shares.computing),
      writing: round(rates.shares.writing),
    },
  };
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** How far; how fast; what it waits for. Short enough for a terminal of 80 columns. */
export function progressLines(state: ProgressState): readonly string[] {
  const { network, blocks, total, height, lag, leftMs } = state;
  const rate = `  ${formatCount(Math.round(state.blocksPerSecond))} blocks/s, ${formatCount(Math.round(state.transactionsPerSecond))} tx/s`;
  if (total === null) {
    const atHead = lag !== null && lag <= 1;
    const at = height === null ? "nothing new yet" : `block ${height}`;
    const behind = lag === null ? "" : atHead ? ", at the head" : `, ${formatCount(lag)} behind, ${timeLeft(leftMs)}`;
    return [`${network}  ${at}${behind}`, rate, `  ${atHead ? "waiting for new blocks" : slowestOf(state)}`];
  }
  const part = total === 0 ? 1 : blocks / total;
  const done = `${formatCount(blocks)}/${formatCount(total)} blocks`;
  return [`${network}  ${bar(part)}  ${done}, ${timeLeft(leftMs)}`, rate, `  ${slowestOf(state)}`];
}

function slowestOf({ bottleneck, shares }: Pick<ProgressState, "bottleneck" | "shares">): string {
  return describeBottleneck({ bottleneck: bottleneck ?? undefined, shares });
}

import type { Seen } from "./seen.ts";

const DRAW_MS = 500;
/** Where there is no terminal, how often a line is written, in milliseconds. */
const LINE_MS = 5_000;
/** The rate is that of this last while, in milliseconds. */
const WINDOW_MS = 5_000;
const BAR = 24;

/** What a run has come to. */
export interface Tally {
  readonly planned: number;
  readonly begun: number;
  readonly ended: number;
  /** Times at which submissions ended within the last while, Unix milliseconds. */
  readonly recent: readonly number[];
  /** How it ended → how often: validation code's name, or `endorse: ChaincodeError` and the like. */
  readonly outcomes: ReadonlyMap<string, number>;
}

/** One word for how a submission ended. */
function outcomeOf({ status, failed }: Seen): string {
  return status ?? (failed ? `failed to ${failed.stage === "outcome" ? "hear of it" : failed.stage}` : "unknown");
}

/** The line that is drawn: a bar, counts, the rate, the time left, and what did not become valid. */
export function progressLine(tally: Tally, startedMs: number, nowMs: number): string {
  const { planned, begun, ended, outcomes } = tally;
  const full = planned === 0 ? BAR : Math.round((ended / planned) * BAR);
  const rate =
    tally.recent.filter((ms) => nowMs - ms <= WINDOW_MS).length /
    (Math.min(WINDOW_MS, Math.max(1, nowMs - startedMs)) / 1000);
  const eta = ended === planned ? 0 : rate > 0 ? Math.ceil((planned - ended) / rate) : undefined;
  const others = [...outcomes].filter(([name]) => name !== "VALID").sort((a, b) => b[1] - a[1]);
  return [
    `[${"#".repeat(full)}${".".repeat(BAR - full)}] ${ended}/${planned}`,
    `${rate.toFixed(1)} tx/s`,
    `${begun - ended} under way`,
    eta === undefined ? "ETA unknown" : `ETA ${eta} s`,
    `VALID ${outcomes.get("VALID") ?? 0}`,
    ...others.map(([name, count]) => `${name} ${count}`),
  ].join("  ");
}

/** Draws a run's progress to standard error until stopped: in place on a terminal, a line now and then elsewhere. */
export class Progress {
  readonly #planned: number;
  readonly #startedMs = Date.now();
  readonly #timer: NodeJS.Timeout;
  readonly #outcomes = new Map<string, number>();
  #begun = 0;
  #ended = 0;
  #recent: number[] = [];

  constructor(planned: number) {
    this.#planned = planned;
    this.#timer = setInterval(() => this.#draw(), process.stderr.isTTY ? DRAW_MS : LINE_MS);
  }

  begun(): void {
    this.#begun++;
  }

  ended(seen: Seen): void {
    this.#ended++;
    const now = Date.now();
    this.#recent = [...this.#recent.filter((ms) => now - ms <= WINDOW_MS), now];
    const outcome = outcomeOf(seen);
    this.#outcomes.set(outcome, (this.#outcomes.get(outcome) ?? 0) + 1);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#draw();
    if (process.stderr.isTTY) process.stderr.write("\n");
  }

  #draw(): void {
    const tally = {
      planned: this.#planned,
      begun: this.#begun,
      ended: this.#ended,
      recent: this.#recent,
      outcomes: this.#outcomes,
    };
    const line = progressLine(tally, this.#startedMs, Date.now());
    process.stderr.write(
      process.stderr.isTTY ? `\r\x1b[2K${line.slice(0, (process.stderr.columns ?? 120) - 1)}` : `${line}\n`,
    );
  }
}

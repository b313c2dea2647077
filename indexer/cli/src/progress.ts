import { Presets, SingleBar } from "cli-progress";
import { formatCount, formatDuration, note } from "./output.ts";

export interface Progress {
  /** `done` blocks of the total are stored, carrying `transactions` in all. */
  update(done: number, transactions: number): void;
  stop(): void;
}

/** How often a line is written where there is no terminal, in milliseconds. */
const LINE_INTERVAL_MS = 5_000;

/** A bar with rate and time left on a terminal; otherwise a line now and then. Both go to standard error. */
export function startProgress(label: string, total: number): Progress {
  const startedMs = Date.now();
  const rates = (done: number, transactions: number): { rate: string; left: string } => {
    const seconds = Math.max(0.001, (Date.now() - startedMs) / 1000);
    return {
      rate: `${formatCount(Math.round(done / seconds))} blocks/s, ${formatCount(Math.round(transactions / seconds))} tx/s`,
      left: done === 0 ? "?" : formatDuration(((total - done) / done) * seconds * 1000),
    };
  };
  if (!process.stderr.isTTY) {
    let lastMs = startedMs;
    return {
      update(done, transactions) {
        if (Date.now() - lastMs < LINE_INTERVAL_MS) return;
        lastMs = Date.now();
        const { rate, left } = rates(done, transactions);
        note(`${label}: ${formatCount(done)} of ${formatCount(total)} blocks, ${rate}, ${left} left`);
      },
      stop() {},
    };
  }
  const bar = new SingleBar(
    {
      format: `${label} {bar} {percentage}% {value}/{total} blocks, {rate}, {left} left`,
      stream: process.stderr,
      hideCursor: true,
    },
    Presets.shades_classic,
  );
  bar.start(total, 0, { rate: "", left: "?" });
  return {
    update: (done, transactions) => bar.update(done, rates(done, transactions)),
    stop: () => bar.stop(),
  };
}

import { writeSync } from "node:fs";

/** Lines at the bottom of the terminal that are drawn again and again; other output scrolls above them. */
export interface LiveView {
  draw(lines: readonly string[]): void;
  /** Leaves the last lines standing. */
  stop(): void;
}

const STDERR = 2;
const UP_AND_CLEAR = (lines: number): string => (lines > 0 ? `\x1b[${lines}A\r\x1b[J` : "\r\x1b[J");

let shown: readonly string[] | undefined;

/** Cut to one terminal row each, so that the number of rows is known. */
const rows = (lines: readonly string[]): readonly string[] => {
  const columns = process.stderr.columns || 80;
  return lines.map((line) => (line.length < columns ? line : `${line.slice(0, columns - 2)}…`));
};

/** Takes the bottom of the terminal (standard error). One at a time. */
export function openLiveView(): LiveView {
  shown = [];
  return {
    draw(lines) {
      const next = rows(lines);
      writeSync(STDERR, `${UP_AND_CLEAR(shown?.length ?? 0)}${next.map((line) => `${line}\n`).join("")}`);
      shown = next;
    },
    stop() {
      shown = undefined;
    },
  };
}

/** Writes to standard error, above the live view when there is one. */
export function writeError(text: string): void {
  if (shown === undefined) {
    writeSync(STDERR, text);
    return;
  }
  writeSync(STDERR, `${UP_AND_CLEAR(shown.length)}${text}${shown.map((line) => `${line}\n`).join("")}`);
}

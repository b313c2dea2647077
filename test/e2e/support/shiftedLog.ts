import { appendFileSync, closeSync, existsSync, fstatSync, openSync, readSync, writeFileSync } from "node:fs";

/** How often the log is looked at, in milliseconds. */
const POLL_MS = 200;

/** A line of Fabric's JSON log with all times of its clock moved: its own, and deadlines that the node worked out. */
const shiftLine = (line: string, shiftMs: number): string =>
  line.replace(/"(ts|grpc\.request_deadline)":(\d+)/g, (_, key: string, seconds: string) => {
    // Whole seconds: the fraction keeps its digits.
    return `"${key}":${Number(seconds) + shiftMs / 1_000}`;
  });

/**
 * A copy of a growing log whose times are off by whole seconds, as if the node's clock were.
 * @returns ends it, once everything that is there is copied.
 */
export function copyShifted(from: string, to: string, shiftMs: number): () => void {
  writeFileSync(to, "");
  let offset = 0;
  const copy = (): void => {
    if (!existsSync(from)) return;
    const file = openSync(from, "r");
    try {
      const bytes = Buffer.alloc(fstatSync(file).size - offset);
      const read = readSync(file, bytes, 0, bytes.length, offset);
      const end = bytes.subarray(0, read).lastIndexOf(0x0a) + 1;
      if (end === 0) return;
      offset += end;
      const lines = bytes.toString("utf8", 0, end - 1).split("\n");
      appendFileSync(to, `${lines.map((line) => shiftLine(line, shiftMs)).join("\n")}\n`);
    } finally {
      closeSync(file);
    }
  };
  const timer = setInterval(copy, POLL_MS);
  return () => {
    clearInterval(timer);
    copy();
  };
}

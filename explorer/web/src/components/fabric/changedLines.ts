import type { ValueLine, ValueLines } from "../value/diffValues.ts";

/**
 * Of two values laid over each other what differs, with the lists and objects that it stands in: a long value of
 * which one member changes is read at a glance. What is left out is a line that says how much.
 * @param leftOut says how many lines were left out.
 */
export function changedLines({ lines, cut }: ValueLines, leftOut: (count: number) => string): ValueLines {
  const keep = new Set<number>();
  // Lines that open what the line at hand stands in, by depth.
  const openers: number[] = [];
  lines.forEach((line, i) => {
    openers.length = line.depth;
    if (line.sign === "same") {
      openers[line.depth] = i;
      return;
    }
    for (const opener of openers) if (opener !== undefined) keep.add(opener);
    keep.add(i);
  });
  if (keep.size === 0) return { lines: [...lines], cut };
  const kept: ValueLine[] = [];
  let skipped = 0;
  let depth = 0;
  const skip = (): void => {
    // A line that says it takes as much room as the line itself.
    if (skipped > 0) kept.push({ sign: "same", depth, text: leftOut(skipped) });
    skipped = 0;
  };
  lines.forEach((line, i) => {
    if (!keep.has(i)) {
      if (skipped === 0) depth = line.depth;
      depth = Math.min(depth, line.depth);
      skipped += 1;
      return;
    }
    skip();
    kept.push(line);
  });
  skip();
  return { lines: kept, cut };
}

import { type JsonNode, jsonLine, parseJson } from "./parseJson.ts";

/** A line of a value, or of two values laid over each other. */
export interface ValueLine {
  readonly sign: "same" | "added" | "removed";
  /** How deep it is nested. */
  readonly depth: number;
  readonly text: string;
}

export interface ValueLines {
  readonly lines: readonly ValueLine[];
  /** Lines that were left out at the end. */
  readonly cut: number;
}

/** Lines that are compared or shown at most. */
const MAX_LINES = 400;
/** A list or object of at most so many characters stands in one line. */
const SHORT = 48;

/**
 * Two values laid over each other, null for one that does not exist: JSON by its members, whatever their order
 * and spacing; other text by its lines.
 */
export function diffValues(before: string | null, after: string | null): ValueLines {
  if (before === null || after === null) {
    return bounded(before === null ? linesOf(after, "added") : linesOf(before, "removed"));
  }
  const [old, now] = [parseJson(before), parseJson(after)];
  if (old && now && old.kind !== "leaf" && now.kind === old.kind) return bounded(overlay(old, now, 0, ""));
  return bounded(diffLines(before.split("\n"), after.split("\n")));
}

/** One value, JSON laid out. */
export const valueLines = (value: string): ValueLines => bounded(linesOf(value, "same"));

function linesOf(value: string | null, sign: ValueLine["sign"]): ValueLine[] {
  if (value === null) return [];
  const node = parseJson(value);
  return node ? [...layOut(node, sign, 0, "")] : value.split("\n").map((text) => ({ sign, depth: 0, text }));
}

function bounded(lines: readonly ValueLine[]): ValueLines {
  return { lines: lines.slice(0, MAX_LINES), cut: Math.max(0, lines.length - MAX_LINES) };
}

function* layOut(node: JsonNode, sign: ValueLine["sign"], depth: number, prefix: string): Generator<ValueLine> {
  const line = jsonLine(node);
  if (node.kind === "leaf" || line.length <= SHORT) {
    yield { sign, depth, text: prefix + line };
    return;
  }
  const [open, close] = node.kind === "array" ? ["[", "]"] : ["{", "}"];
  yield { sign, depth, text: prefix + open };
  for (const { label, value } of partsOf(node)) yield* layOut(value, sign, depth + 1, label);
  yield { sign, depth, text: close };
}

/** Members of an object by their names, items of a list without one. */
const partsOf = (node: JsonNode): { label: string; value: JsonNode }[] =>
  node.kind === "array"
    ? node.items.map((value) => ({ label: "", value }))
    : node.kind === "object"
      ? node.members.map(({ name, value }) => ({ label: `${name}: `, value }))
      : [];

/** Both of the same kind, and no leaves. */
function overlay(old: JsonNode, now: JsonNode, depth: number, prefix: string): ValueLine[] {
  const line = jsonLine(now);
  if (jsonLine(old) === line) return [...layOut(now, "same", depth, prefix)];
  const [open, close] = now.kind === "array" ? ["[", "]"] : ["{", "}"];
  const lines: ValueLine[] = [{ sign: "same", depth, text: prefix + open }];
  for (const { label, before, after } of now.kind === "array" ? pairItems(old, now) : pairMembers(old, now)) {
    if (before && after && before.kind === after.kind && after.kind !== "leaf") {
      lines.push(...overlay(before, after, depth + 1, label));
    } else if (before && after && jsonLine(before) === jsonLine(after)) {
      lines.push(...layOut(after, "same", depth + 1, label));
    } else {
      if (before) lines.push(...layOut(before, "removed", depth + 1, label));
      if (after) lines.push(...layOut(after, "added", depth + 1, label));
    }
  }
  lines.push({ sign: "same", depth, text: close });
  return lines;
}

interface Pair {
  readonly label: string;
  readonly before?: JsonNode | undefined;
  readonly after?: JsonNode | undefined;
}

/** By name, in the order of the newer object; what it no longer has comes last. */
function pairMembers(old: JsonNode, now: JsonNode): Pair[] {
  const before = new Map(partsOf(old).map(({ label, value }) => [label, value]));
  const after = partsOf(now);
  const names = new Set(after.map(({ label }) => label));
  return [
    ...after.map(({ label, value }) => ({ label, before: before.get(label), after: value })),
    ...[...before].filter(([label]) => !names.has(label)).map(([label, value]) => ({ label, before: value })),
  ];
}

/** Items that both lists have in the same order belong together; what stands between two such is paired in order. */
function pairItems(old: JsonNode, now: JsonNode): Pair[] {
  const [before, after] = [partsOf(old), partsOf(now)].map((parts) => parts.map(({ value }) => value)) as [
    JsonNode[],
    JsonNode[],
  ];
  const pairs: Pair[] = [];
  let [i, j] = [0, 0];
  const between = (toOld: number, toNow: number): void => {
    while (i < toOld || j < toNow) {
      pairs.push({ label: "", before: i < toOld ? before[i++] : undefined, after: j < toNow ? after[j++] : undefined });
    }
  };
  for (const [a, b] of common(before.map(jsonLine), after.map(jsonLine))) {
    between(a, b);
    pairs.push({ label: "", before: before[i++], after: after[j++] });
  }
  between(before.length, after.length);
  return pairs;
}

function diffLines(before: readonly string[], after: readonly string[]): ValueLine[] {
  const lines: ValueLine[] = [];
  let [i, j] = [0, 0];
  const until = (toOld: number, toNow: number): void => {
    while (i < toOld) lines.push({ sign: "removed", depth: 0, text: before[i++] as string });
    while (j < toNow) lines.push({ sign: "added", depth: 0, text: after[j++] as string });
  };
  for (const [a, b] of common(before, after)) {
    until(a, b);
    lines.push({ sign: "same", depth: 0, text: before[i++] as string });
    j++;
  }
  until(before.length, after.length);
  return lines;
}

/** Positions of a longest common subsequence; of long lists only what is alike at both ends. */
function common(before: readonly string[], after: readonly string[]): [number, number][] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end++;
  }
  const [rows, columns] = [before.length - start - end, after.length - start - end];
  const pairs: [number, number][] = Array.from({ length: start }, (_, i) => [i, i]);
  if (rows <= MAX_LINES && columns <= MAX_LINES) {
    const lengths = Array.from({ length: rows + 1 }, () => new Uint16Array(columns + 1));
    const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
    const alike = (i: number, j: number): boolean => before[start + i] === after[start + j];
    for (let i = rows - 1; i >= 0; i--) {
      const row = lengths[i] as Uint16Array;
      for (let j = columns - 1; j >= 0; j--) {
        row[j] = alike(i, j) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
      }
    }
    for (let [i, j] = [0, 0]; i < rows && j < columns; ) {
      if (alike(i, j)) pairs.push([start + i++, start + j++]);
      else if (at(i + 1, j) >= at(i, j + 1)) i++;
      else j++;
    }
  }
  for (let i = end; i > 0; i--) pairs.push([before.length - i, after.length - i]);
  return pairs;
}

import type { Check } from "@ledgerscope/core";

/** Prints to standard output: results only, so that scripts can read them. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Prints to standard error: progress, summaries, hints. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** JSON of values that hold bigint (decimal strings) and bytes (hex). */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => {
    if (typeof item === "bigint") return item.toString();
    if (item instanceof Uint8Array) return Buffer.from(item).toString("hex");
    return item;
  });
}

/** One line, or with `--json` one object, per failed check: network, height, what and why. */
export function printFailure(network: string, check: Check, json: boolean): void {
  const detail = check.detail ?? "";
  print(
    json
      ? toJson({ network, height: check.height, check: check.check, detail })
      : `${network} block ${check.height}: ${check.check} failed${detail ? `: ${detail}` : ""}`,
  );
}

export const formatCount = (count: number): string => count.toLocaleString("en-US");

export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms)) return "?";
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

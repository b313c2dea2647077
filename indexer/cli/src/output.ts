import type { Check } from "@ledgerscope/core";
import { writeError } from "./liveView.ts";

/** Prints to standard output: results only, so that scripts can read them. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Prints to standard error: summaries, hints. */
export function note(line: string): void {
  writeError(`${line}\n`);
}

/** JSON of values that hold bigint (decimal strings) and bytes (hex). */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => {
    if (typeof item === "bigint") return item.toString();
    if (item instanceof Uint8Array) return Buffer.from(item).toString("hex");
    return item;
  });
}

/** One line, or with `--json` one object, per failure: network, height (null: none is known), what and why. */
export function printFailure(
  network: string,
  check: Pick<Check, "check" | "detail"> & { readonly height: number | null },
  json: boolean,
): void {
  // One line, whatever was found.
  const detail = (check.detail ?? "").replaceAll(/\s*\n\s*/g, " ");
  print(
    json
      ? toJson({ network, height: check.height, check: check.check, detail })
      : `${network}${check.height === null ? "" : ` block ${check.height}`}: ${check.check} failed${detail ? `: ${detail}` : ""}`,
  );
}

/** `1,234,567`. By hand: to load the rules of a language takes longer than to start. */
export const formatCount = (count: number): string =>
  Number.isInteger(count) ? String(count).replace(/\B(?=(?:\d{3})+$)/g, ",") : count.toLocaleString("en-US");

/** `1.5 MiB`. */
export function formatBytes(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
  const power = bytes < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${(bytes / 1024 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}

export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms)) return "?";
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

import type { Diagnosis, ProofRow } from "../diagnosis.ts";
import type { ReasonName } from "./reasonNames.ts";

/** A duration for people: `8.5 ms`, `640 ms`, `13.6 s`, `140 s`. */
export function durationText(ns: number | bigint): string {
  const ms = Number(ns) / 1e6;
  const round = (value: number): number => (value >= 100 ? Math.round(value) : Number(value.toFixed(1)));
  return ms >= 1000 ? `${round(ms / 1000)} s` : `${round(ms)} ms`;
}

/** Unix nanoseconds for people: `2026-11-21 19:33:55.422 UTC`. */
export const timeText = (ns: bigint): string =>
  new Date(Number(ns / 1_000_000n)).toISOString().replace("T", " ").replace("Z", " UTC");

type Parts = Omit<Diagnosis, "kind" | "chainCode" | "culprits" | "unseen" | "costNs" | "code" | "subCause"> &
  Partial<Pick<Diagnosis, "culprits" | "unseen">> & {
    readonly code: ReasonName;
    readonly subCause?: ReasonName;
    /** Time that it cost the transaction, nanoseconds. */
    readonly costNs: number;
  };

/** An explanation of lost time; its first row is the time. */
export const slowDiagnosis = ({ costNs, proof, ...parts }: Parts): Diagnosis => ({
  culprits: [],
  unseen: [],
  ...parts,
  kind: "slow",
  chainCode: null,
  costNs: BigInt(Math.round(costNs)),
  proof: [{ label: "cost", value: durationText(costNs) }, ...proof],
});

/** Rows whose value is known. */
export const rows = (values: Readonly<Record<string, string | undefined>>): readonly ProofRow[] =>
  Object.entries(values).flatMap(([label, value]) => (value === undefined || value === "" ? [] : [{ label, value }]));

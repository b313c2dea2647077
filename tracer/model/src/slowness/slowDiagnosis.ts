import type { Diagnosis, ProofRow } from "../diagnosis.ts";

/** Nanoseconds as milliseconds, for people. */
export const msText = (ns: number | bigint): string => {
  const ms = Number(ns) / 1e6;
  return `${ms >= 100 ? Math.round(ms) : Number(ms.toFixed(1))} ms`;
};

/** Unix nanoseconds as UTC to the millisecond. */
export const timeText = (ns: bigint): string => new Date(Number(ns / 1_000_000n)).toISOString();

type Parts = Omit<Diagnosis, "kind" | "chainCode" | "culprits" | "unseen" | "costNs"> &
  Partial<Pick<Diagnosis, "culprits" | "unseen">> & {
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
  proof: [{ label: "cost", value: msText(costNs) }, ...proof],
});

/** Rows whose value is known. */
export const rows = (values: Readonly<Record<string, string | undefined>>): readonly ProofRow[] =>
  Object.entries(values).flatMap(([label, value]) => (value === undefined || value === "" ? [] : [{ label, value }]));

/** The parts of a transaction's way that have a colour (`--phase-*`) and a name (`trace.phase.*`). */
export const phases = [
  "transaction",
  "endorse",
  "submit",
  "order",
  "disseminate",
  "include",
  "execute",
  "commit",
  "finalize",
  "invalidated",
  "other",
] as const;

export type Phase = (typeof phases)[number];

/** The phase of a stage `<family>.<phase>[.<part>]`. */
export function phaseOf(stage: string): Phase {
  const word = stage.split(".")[1] ?? "";
  if (word === "chaincode") return "endorse";
  if (word === "broadcast") return "submit";
  return phases.find((phase) => phase === word) ?? "other";
}

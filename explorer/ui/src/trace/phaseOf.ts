/** The parts of a transaction's way that have a colour (`--phase-*`) and a name (`trace.phase.*`). */
export const phases = [
  "transaction",
  "client",
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

/** Stages whose word is not their phase's. */
const named: Readonly<Record<string, Phase | undefined>> = {
  chaincode: "endorse",
  broadcast: "submit",
  mempool: "submit",
  replace: "submit",
  deliver: "disseminate",
  notify: "client",
  round: "order",
  confirm: "finalize",
  safe: "finalize",
};

/** The phase of a stage `<family>.<phase>[.<part>]`. */
export function phaseOf(stage: string): Phase {
  const word = stage.split(".")[1] ?? "";
  return named[word] ?? phases.find((phase) => phase === word) ?? "other";
}

import type { LifecycleStepFragment } from "../../generated/graphql.ts";

/** One sequence of a chaincode's definition: who approved it, and whether it was committed. */
interface DefinitionApprovals {
  readonly sequence: number;
  readonly version: string;
  /** The newest approval of each organisation, by MSP id: a later one replaces the one before. */
  readonly approvals: ReadonlyMap<string, LifecycleStepFragment>;
  /** Undefined while it is only approved. */
  readonly commit: LifecycleStepFragment | undefined;
  /** Different packages that organisations run for it. */
  readonly packages: number;
}

/** Approvals by sequence, newest first. Fabric 1.x has none: its deployments are no approvals. */
export function definitionsOf(steps: readonly LifecycleStepFragment[]): DefinitionApprovals[] {
  const ofLifecycle = steps.filter(({ step }) => step === "approve" || step === "commit");
  const sequences = [...new Set(ofLifecycle.map(({ sequence }) => sequence))].sort((a, b) => b - a);
  return sequences.map((sequence) => {
    const own = ofLifecycle.filter((step) => step.sequence === sequence);
    const approvals = new Map(own.filter(({ step }) => step === "approve").map((step) => [step.msp, step]));
    const commit = own.findLast(({ step }) => step === "commit");
    const packages = new Set([...approvals.values()].flatMap(({ packageId }) => packageId ?? []));
    return { sequence, version: (commit ?? own.at(-1))?.version ?? "", approvals, commit, packages: packages.size };
  });
}

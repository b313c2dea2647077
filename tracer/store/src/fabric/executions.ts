import type { StageFact } from "@ledgerscope/core";
import type { Execution } from "@ledgerscope/tracer-model";

/** A simulation may end so long after the last thing that was seen under the full id, nanoseconds: chaincodes that hang. */
const SLOWEST_NS = 120_000_000_000n;
const CLOCKS_NS = 2_000_000_000n;

const outcomes = new Set(["ok", "refused", "error"]);

/**
 * How each endorser's simulation ended. Endorsers log the id's first digits alone where they tell the outcome: such a
 * line counts on a node that was seen with the full id, or, where none was, about the same time.
 */
export function executionsOf(
  own: readonly StageFact[],
  prefixed: readonly StageFact[],
  { firstNs, lastNs }: { readonly firstNs: bigint; readonly lastNs: bigint },
): readonly Execution[] {
  const simulated = new Set(own.filter(({ stage }) => stage === "fabric.endorse.peer").map(({ node }) => node));
  const isAbout = ({ startNs, endNs }: StageFact): boolean => {
    const time = startNs ?? endNs ?? 0n;
    return time >= firstNs - CLOCKS_NS && time <= lastNs + SLOWEST_NS;
  };
  return prefixed
    .filter(({ stage }) => stage === "fabric.chaincode.execute")
    .filter((fact) => (simulated.size === 0 || simulated.has(fact.node)) && isAbout(fact))
    .flatMap((fact): Execution[] => {
      const { node, startNs, endNs, attributes } = fact;
      if (startNs === undefined || endNs === undefined) return [];
      const stated = attributes["fabric.chaincode.outcome"] ?? "";
      const words = prefixed.find(
        (one) => one.stage === "fabric.endorse.peer" && one.node === node && one.attributes["error"] && isAbout(one),
      );
      const signed = prefixed.some(
        (one) => one.stage === "fabric.endorse.peer" && one.node === node && one.attributes["endorsed"] && isAbout(one),
      );
      const outcome = outcomes.has(stated) ? (stated as Execution["outcome"]) : signed ? "ok" : "unknown";
      return [
        {
          ...{ node, startNs, durationNs: endNs - startNs, chaincode: attributes["fabric.chaincode.name"] ?? "" },
          outcome: words ? "error" : outcome,
          error: words?.attributes["error"] ?? "",
        },
      ];
    })
    .sort((a, b) => Number(a.startNs - b.startNs) || (a.node < b.node ? -1 : 1));
}

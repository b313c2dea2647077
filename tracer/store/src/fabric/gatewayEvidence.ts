import type { StageFact } from "@ledgerscope/core";
import type { FailedCall, ResultMismatch } from "@ledgerscope/tracer-model";

/** The gateway compares a result right after its line about the endorser's answer, nanoseconds. */
const COMPARED_WITHIN_NS = 20_000_000n;

/** Words of calls whose cause stands in a line with the transaction's id. */
const NAMED = /see attached details|endorsement timeout expired/;

/**
 * Differences that the gateway found between endorsers of this transaction. Its lines name no transaction: they follow
 * the line that names the transaction and the endorser whose result differs.
 */
export function mismatchesOf(own: readonly StageFact[], calls: readonly StageFact[]): readonly ResultMismatch[] {
  const answers = own.filter(
    ({ stage, endNs, attributes }) => stage === "fabric.endorse" && endNs !== undefined && !attributes["error"],
  );
  const found = calls
    .filter(({ stage }) => stage === "fabric.rpc.mismatch")
    .flatMap(({ node, startNs, endNs, attributes }): ResultMismatch[] => {
      const at = endNs ?? startNs ?? 0n;
      const invoked = attributes["invoked"] ?? "";
      const answered = answers.some(
        (answer) =>
          answer.node === node &&
          answer.endNs !== undefined &&
          at >= answer.endNs - COMPARED_WITHIN_NS &&
          at - answer.endNs <= COMPARED_WITHIN_NS &&
          invoked.startsWith(`${answer.remote} `),
      );
      if (!answered) return [];
      return [
        {
          invoked,
          initial: attributes["initial"] ?? "",
          type: attributes["type"] ?? "",
          namespace: attributes["namespace"] ?? "",
          key: attributes["key"] ?? "",
          initialValue: attributes["initial.value"] ?? "",
          invokedValue: attributes["invoked.value"] ?? "",
        },
      ];
    });
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
}

/** A call to endorse that failed before any line with its transaction's id. */
export const isNamelessFailure = ({ stage, attributes }: StageFact): boolean =>
  stage === "fabric.rpc.endorse" && (attributes["error"] ?? "") !== "" && !NAMED.test(attributes["error"] ?? "");

/** Calls to endorse that failed on a gateway while it simulated this transaction, and named none. */
export function failedCallsOf(
  own: readonly StageFact[],
  calls: readonly StageFact[],
  candidates: readonly StageFact[],
): readonly FailedCall[] {
  const isSimulation = ({ stage, startNs }: StageFact): boolean =>
    stage === "fabric.endorse.peer" && startNs !== undefined;
  return calls.filter(isNamelessFailure).flatMap(({ node, startNs, endNs, attributes }): FailedCall[] => {
    const { error = "" } = attributes;
    const isDuring = (fact: StageFact): boolean =>
      isSimulation(fact) &&
      fact.node === node &&
      startNs !== undefined &&
      endNs !== undefined &&
      (fact.startNs as bigint) >= startNs &&
      (fact.startNs as bigint) <= endNs;
    if (!own.some(isDuring)) return [];
    const others = new Set(candidates.filter(isDuring).map(({ id }) => id));
    return [{ node, error, status: attributes["rpc.grpc.status_code"] ?? "", candidates: others.size }];
  });
}

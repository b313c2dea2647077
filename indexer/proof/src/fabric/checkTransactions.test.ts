import { expect, test } from "vitest";
import { metNamespaces } from "./checkTransactions.ts";
import type { PolicyEvaluation } from "./endorsementPolicies.ts";

const evaluation = (namespace: string, state: PolicyEvaluation["state"]): PolicyEvaluation => ({
  namespace,
  collection: "",
  key: new Uint8Array(0),
  source: "key",
  policy: "",
  state,
  missing: [],
  detail: "",
});

test("a transaction has changed policies of keys in the namespaces before the first that is not met", () => {
  const isMet = metNamespaces([
    evaluation("a", "satisfied"),
    evaluation("b", "satisfied"),
    evaluation("b", "unsatisfied"),
    evaluation("c", "satisfied"),
  ]);
  expect(["a", "b", "c"].map(isMet)).toEqual([true, false, false]);
  expect(metNamespaces([evaluation("a", "satisfied")])("a")).toBe(true);
});

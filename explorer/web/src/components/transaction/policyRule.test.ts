import { expect, it } from "vitest";
import { fulfils, parsePolicy } from "./policyRule.ts";

const org = (msp: string) => ({ kind: "principal", msp, role: "peer" });

it("a policy is taken apart into its rules and principals", () => {
  expect(parsePolicy("1 of (2 of (Org1MSP.peer, Org2MSP.peer), Org3MSP.peer)")).toEqual({
    path: undefined,
    rule: { kind: "of", n: 1, rules: [{ kind: "of", n: 2, rules: [org("Org1MSP"), org("Org2MSP")] }, org("Org3MSP")] },
  });
  expect(parsePolicy("/Channel/Application/Org1MSP/Endorsement: Org1MSP.peer")).toEqual({
    path: "/Channel/Application/Org1MSP/Endorsement",
    rule: org("Org1MSP"),
  });
  expect(parsePolicy("red.cross.peer").rule).toEqual(org("red.cross"));
});

it("what is no such rule stays as it is written", () => {
  expect(parsePolicy("/Channel/Application/LifecycleEndorsement: MAJORITY Endorsement")).toEqual({
    path: "/Channel/Application/LifecycleEndorsement",
    rule: { kind: "words", words: "MAJORITY Endorsement" },
  });
  for (const text of ["2 of (Org1MSP.peer", "2 of ()", "", `${"1 of (".repeat(100)}A.peer${")".repeat(100)}`]) {
    expect(parsePolicy(text).rule).toEqual({ kind: "words", words: text });
  }
});

it("a rule is fulfilled by as many of its parts as it asks for", () => {
  const { rule } = parsePolicy("2 of (Org1MSP.peer, 1 of (Org2MSP.peer, Org3MSP.peer))");
  expect(fulfils(rule, new Set(["Org1MSP"]))).toBe(false);
  expect(fulfils(rule, new Set(["Org1MSP", "Org3MSP"]))).toBe(true);
  expect(fulfils(parsePolicy("MAJORITY Endorsement").rule, new Set(["Org1MSP"]))).toBeUndefined();
});

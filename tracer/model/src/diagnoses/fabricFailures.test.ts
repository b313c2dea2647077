import { describe, expect, test } from "vitest";
import { diagnose } from "../diagnose.ts";
import type { FabricFailure, KeyConflict, PolicyEvaluation } from "../diagnosis.ts";
import { validationMeanings } from "../fabric/validationCodes.ts";
import type { Contention, Execution, OrdererAttempt, Unordered } from "../fabricEvidence.ts";
import { endorsementCause } from "./endorsementErrors.ts";

const S = 1_000_000_000n;
const NOON = 1_795_262_400n * S;

const base: FabricFailure = {
  ...{ family: "fabric", id: "aa", place: { height: 13, txIndex: 19 }, code: 11, codeName: "MVCC_READ_CONFLICT" },
  ...{ chaincode: "cc", function: "f", endorsers: ["Org1MSP"], readConflicts: [], rangeConflicts: [] },
  ...{ rangesCompared: true, refusals: [], endorseErrors: [] },
};
const conflict = (...heights: number[]): KeyConflict => ({
  ...{ namespace: "cc", collection: "", keyHex: "6b", read: { height: 2, txIndex: 0 }, evidence: "proved" },
  writes: heights.map((height) => ({ id: `w${height}`, height, txIndex: 1, isDelete: false })),
});
const contention: Contention = { attempts: 2, creators: 2, calls: 2, repeats: 1, afterNs: S, timesSeen: false };
const read = (conflicts: readonly KeyConflict[], more: Partial<Contention> = {}): FabricFailure => ({
  ...base,
  readConflicts: conflicts,
  contention: { ...contention, ...more },
});

describe("a read conflict", () => {
  test.each([
    ["hot_key_in_block", read([conflict(13)])],
    ["overtaken", read([conflict(12)])],
    ["client_race", read([conflict(12)], { creators: 1 })],
    ["client_race", read([conflict(12)], { creators: 1, calls: 1, repeats: 40 })],
    ["double_submit", read([conflict(12)], { creators: 1, calls: 1, repeats: 2 })],
    ["client_race", read([conflict(12)], { creators: 1, calls: 1, repeats: 2, afterNs: 300n * S })],
    ["definition_changed", read([{ ...conflict(12), namespace: "_lifecycle" }], { creators: 1 })],
  ])("has the sub-cause %s", (cause, failure) => {
    const found = diagnose(failure);
    expect(found).toMatchObject({ code: "mvcc_read_conflict", subCause: cause, confidence: 1 });
    expect(found?.runbook?.length).toBeGreaterThan(0);
  });

  test("of an endorser that lagged says by how much, and that it matters more than who else was there", () => {
    const times = { node: "peer2", freshNode: "peer1", height: 12, simulatedNs: NOON, freshNs: NOON - S };
    const found = diagnose(
      read([conflict(12, 13)], { creators: 1, stale: { ...times, committedNs: NOON + S }, timesSeen: true }),
    );
    expect(found?.subCauses).toEqual(["stale_endorser", "client_race", "hot_key_in_block"]);
    expect(found?.summary.en).toContain("peer2 simulated it 1000 ms after peer1 had committed block 12");
    expect(found?.summary.zh).toContain("晚 2000 毫秒");
    expect(found?.proof).toContainEqual({ label: "committed_by peer1", value: "2026-11-21T11:59:59.000000Z" });
  });
});

describe("an endorsement policy that is not met", () => {
  const policy: PolicyEvaluation = {
    ...{ namespace: "cc", collection: "", keyHex: "", source: "chaincode", policy: "2 of (Org1MSP, Org2MSP)" },
    ...{ state: "unsatisfied", endorsedBy: ["Org1MSP"], missing: ["Org2MSP"], detail: "" },
  };
  const refused: FabricFailure = { ...base, code: 10, codeName: "ENDORSEMENT_POLICY_FAILURE", policies: [policy] };
  const change = { chaincode: "cc", id: "l1", height: 12, txIndex: 0, version: "2", sequence: 2 };
  test.each([
    ["missing_organisation", refused],
    ["endorsements_differ", { ...refused, endorsers: ["Org1MSP", "Org2MSP"] }],
    ["policy_changed_in_flight", { ...refused, definitionChanges: [change] }],
    ["missing_organisation", { ...refused, definitionChanges: [{ ...change, chaincode: "other" }] }],
    ["key_policy", { ...refused, policies: [{ ...policy, source: "key", keyHex: "6b" }] }],
    ["collection_policy", { ...refused, policies: [{ ...policy, source: "collection", collection: "c" }] }],
    ["lifecycle_policy", { ...refused, policies: [{ ...policy, namespace: "_lifecycle", source: "lifecycle" }] }],
    [
      "definition_missing",
      { ...refused, policies: [{ ...policy, missing: [], detail: "the channel's state has no definition of it" }] },
    ],
    [
      "key_policy_changed_in_block",
      {
        ...refused,
        policies: [
          {
            ...{ ...policy, source: "key", keyHex: "6b", policy: "", missing: [] },
            detail: "an earlier transaction of the block changed the policy of this key",
          },
        ],
      },
    ],
    [
      "endorser_certificate",
      {
        ...refused,
        endorsers: ["Org1MSP", "Org2MSP"],
        blockTimeNs: NOON,
        endorserCertificates: [{ msp: "Org2MSP", subject: "CN=p", notBeforeMs: 0, notAfterMs: 1 }],
      },
    ],
  ])("has the sub-cause %s", (cause, failure) => {
    expect(diagnose(failure)).toMatchObject({ code: "endorsement_policy_failure", subCause: cause, confidence: 1 });
  });

  test.each([
    ["missing_organisation", "AND('Org1MSP.peer', 'Org2MSP.peer')", "chaincode", ["Org1MSP"]],
    ["endorsements_differ", "AND('Org1MSP.peer', 'Org2MSP.peer')", "chaincode", ["Org1MSP", "Org2MSP"]],
    ["missing_organisation", "", "chaincode", ["Org1MSP"]],
    ["key_policy", "AND('Org3MSP.member')", "key", ["Org1MSP"]],
  ] as const)("is presumed to be %s before signatures were checked again", (cause, words, source, endorsers) => {
    const { policies: _, ...unchecked } = refused;
    const hint = { namespace: "cc", collection: "", keyHex: source === "key" ? "6b" : "", source, policy: words };
    const found = diagnose({ ...unchecked, endorsers, policyHints: [hint] });
    expect(found).toMatchObject({ code: "endorsement_policy_failure", subCause: cause, confidence: 0.75 });
    expect(found?.unseen[0]?.en).toContain("signatures");
  });

  test("because the definition changed names the transaction that changed it", () => {
    const found = diagnose({ ...refused, definitionChanges: [change] });
    expect(found?.culprits).toEqual([{ id: "l1", height: 12, txIndex: 0, namespace: "cc" }]);
  });
});

describe("what the ledger refuses for another reason", () => {
  test("a duplicate names its first use, and whether it is the same envelope", () => {
    const earlierUse = { height: 13, txIndex: 2, codeName: "VALID", sameEnvelope: true };
    const failure: FabricFailure = { ...base, code: 9, codeName: "DUPLICATE_TXID", earlierUse };
    expect(diagnose(failure)).toMatchObject({
      ...{ code: "duplicate_txid", subCause: "same_envelope", subCauses: ["same_envelope", "in_same_block"] },
      culprits: [{ id: "aa", height: 13, txIndex: 2 }],
    });
    const other = diagnose({ ...failure, earlierUse: { ...earlierUse, height: 4, sameEnvelope: false } });
    expect(other?.subCauses).toEqual(["other_payload", "in_later_block"]);
  });

  const creator = { msp: "Org1MSP", subject: "CN=User1", notBeforeMs: 0, notAfterMs: 2e12 };
  test.each([
    ["expired_certificate", { ...creator, notAfterMs: 1.7e12 }],
    ["certificate_not_yet_valid", { ...creator, notBeforeMs: 1.9e12 }],
    ["signature_or_identity", creator],
  ])("a creator that is not accepted: %s", (cause, certificate) => {
    const failure: FabricFailure = { ...base, code: 4, codeName: "BAD_CREATOR_SIGNATURE", blockTimeNs: NOON };
    const found = diagnose({ ...failure, creator: certificate });
    expect(found).toMatchObject({ code: "bad_creator_signature", subCause: cause });
    expect((found?.confidence ?? 0) === 0.9).toBe(cause !== "signature_or_identity");
  });

  test.each([1, 2, 3, 5, 6, 7, 8, 13, 15, 16, 19, 20, 21, 22, 23, 24])("a malformed envelope, code %i", (code) => {
    const failure: FabricFailure = { ...base, code, codeName: `CODE_${code}`, decodeError: "field 2 is cut off" };
    const found = diagnose(failure);
    expect(found?.subCause).toMatch(/^bad_/);
    expect(found?.summary.en).toContain(validationMeanings[code]?.en);
    expect(found?.summary.zh).toContain("field 2 is cut off");
  });

  test.each([17, 18, 25])("a chaincode that is not in force, code %i", (code) => {
    const failure: FabricFailure = { ...base, code, codeName: `CODE_${code}` };
    const change = { chaincode: "cc", id: "l1", height: 12, txIndex: 0, version: "2", sequence: 2 };
    expect(diagnose(failure)?.subCause).not.toBe("definition_changed");
    expect(diagnose({ ...failure, definitionChanges: [change] })).toMatchObject({
      ...{ subCause: "definition_changed", confidence: 1 },
      culprits: [{ id: "l1" }],
    });
  });
});

describe("a submission that never reached a block", () => {
  const nothing: Unordered = {
    ...{ firstNs: NOON, lastNs: NOON, executions: [], mismatches: [], attempts: [], arrivals: [], events: [] },
    ...{ calls: [], arrivalsSeen: true },
  };
  const { place: _, ...unplaced } = base;
  const lost = (unordered: Partial<Unordered>): FabricFailure => ({
    ...{ ...unplaced, code: null, codeName: "" },
    unordered: { ...nothing, ...unordered },
  });
  const execution: Execution = {
    ...{ node: "peer1", chaincode: "cc", outcome: "ok", startNs: NOON, durationNs: 4n * S, error: "" },
  };
  const attempt: OrdererAttempt = {
    ...{ orderer: "orderer1", seenBy: "peer1", atNs: NOON, outcome: "accepted", error: "" },
  };
  const refusal = (error: string): OrdererAttempt => ({ ...attempt, outcome: "refused", error });
  const mismatch = {
    ...{ initial: "p1 (Org1MSP)", invoked: "p2 (Org2MSP)", type: "write value mismatch" },
    ...{ namespace: "cc", key: "k", initialValue: "1", invokedValue: "2" },
  };
  const leader = { node: "orderer2", event: "leader", atNs: NOON, detail: "raft.leader 0" } as const;

  test.each([
    ["endorsement_failed", "endorsements_differ", lost({ mismatches: [mismatch] })],
    ["endorsement_failed", "chaincode_error", lost({ executions: [{ ...execution, outcome: "refused" }] })],
    [
      "endorsement_failed",
      "chaincode_timeout",
      lost({ executions: [{ ...execution, outcome: "error", error: "timeout expired while executing transaction" }] }),
    ],
    [
      "endorsement_failed",
      "no_endorser",
      lost({ calls: [{ node: "p", status: "FailedPrecondition", error: "no combination of peers", candidates: 2 }] }),
    ],
    [
      "endorsement_failed",
      "gateway_overloaded",
      lost({ calls: [{ node: "p", status: "Unknown", error: "too many requests for gateway", candidates: 1 }] }),
    ],
    ["order_refused", "expired_certificate", lost({ attempts: [refusal("broadcast client identity expired")] })],
    ["order_refused", "no_leader", lost({ attempts: [refusal("rejected by Order: no Raft leader")] })],
    [
      "order_refused",
      "leader_unreachable",
      lost({ attempts: [refusal("EOF")], arrivals: [refusal("rejected by Order: EOF")] }),
    ],
    ["order_refused", "too_large", lost({ attempts: [refusal("message payload is 9 bytes and exceeds maximum")] })],
    [
      "order_refused",
      "maintenance",
      lost({ attempts: [refusal("normal transactions are rejected: maintenance mode")] }),
    ],
    [
      "order_refused",
      "duplicate_in_pool",
      lost({ attempts: [refusal("failed to submit request: request already exists")] }),
    ],
    ["order_refused", "policy", lost({ attempts: [refusal("implicit policy evaluation failed - 0 sub-policies")] })],
    ["order_refused", "quorum_not_reached", lost({ attempts: [refusal("insufficient number of orderers could")] })],
    ["never_ordered", "leader_died", lost({ attempts: [attempt], events: [leader, { ...leader, event: "started" }] })],
    ["never_ordered", "leader_changed", lost({ attempts: [attempt], events: [leader] })],
    ["never_ordered", "unexplained", lost({ attempts: [{ ...attempt, outcome: "unknown" }] })],
    ["not_submitted", "client_gave_up", lost({ executions: [execution, { ...execution, node: "peer2" }] })],
  ])("%s: %s", (code, cause, failure) => {
    const found = diagnose(failure);
    expect(found).toMatchObject({ code, subCause: cause, chainCode: null, culprits: [] });
    expect(found?.confidence).toBeLessThan(1);
    for (const text of [found?.title, found?.summary, found?.advice, ...(found?.runbook ?? [])]) {
      expect(text?.en).not.toBe("");
      expect(text?.zh).toMatch(/\p{Script=Han}/u);
    }
  });

  test("tells endorsers at different heights from a chaincode that is not deterministic", () => {
    const causes = (type: string) => diagnose(lost({ mismatches: [{ ...mismatch, type }] }))?.subCauses;
    expect(causes("write value mismatch")).toEqual(["endorsements_differ", "not_deterministic"]);
    expect(causes("read value mismatch")).toEqual(["endorsements_differ", "different_heights"]);
  });

  test("that one orderer took is not said to be refused, though others refused it", () => {
    const found = diagnose(lost({ attempts: [refusal("EOF"), attempt] }));
    expect(found?.code).toBe("never_ordered");
  });

  test("and that was simulated once, and well, is not explained: it may have been a query", () => {
    expect(diagnose(lost({ executions: [execution] }))).toBeUndefined();
  });
});

test.each([
  ["proposal client identity expired", "expired_certificate"],
  ["chaincode response 500, You've asked to invoke a function that does not exist: f", "unknown_function"],
  ["chaincode response 500, Function no found not found in contract", "unknown_function"],
  ["chaincode response 500, there is no such account", "chaincode_error"],
  ["chaincode response 404, the asset a1 was not found: access denied", "chaincode_error"],
  ["chaincode response 500, the certificate has expired, ask for another", "chaincode_error"],
  [
    "error in simulation: failed to execute transaction: timeout expired while executing transaction",
    "chaincode_timeout",
  ],
  ["endorsement timeout expired while collecting first endorsement", "endorsement_timeout"],
  ["make sure the chaincode x has been successfully defined on channel c and try again", "chaincode_not_defined"],
  ["ResourceExhausted too many requests for /gateway.Gateway, exceeding concurrency limit (500)", "gateway_overloaded"],
  ["failed to find any endorsing peers for org(s): Org1MSP", "no_endorser"],
  ["rpc error: code = Unavailable desc = connection error", "endorser_unavailable"],
  [
    "chaincode response 500, error in simulation: failed to execute transaction aa: could not launch chaincode cc:1: chaincode registration failed",
    "chaincode_unavailable",
  ],
  [
    "chaincode response 500, GET_STATE failed: tx creator does not have read access permission on privatedata",
    "access_denied",
  ],
  ["error validating proposal: incorrectly computed txid", "bad_proposal"],
  ["something new", "other"],
])("the words “%s” mean %s", (words, cause) => {
  expect(endorsementCause(words)).toBe(cause);
});

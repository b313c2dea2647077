import { describe, expect, test } from "vitest";
import { concatBytes, toUtf8 } from "./bytes.ts";
import type { Certificate } from "./certificate.ts";
import type { ConfigGroup } from "./configGroup.ts";
import { type Msp, MspVersion } from "./msp.ts";
import { evaluatePolicy } from "./policy.ts";
import type { Signer } from "./signer.ts";
import { encodeVarint } from "./wire.ts";

// Policies are written here as Fabric writes them: protobuf, by hand.
const bytes = (field: number, value: Uint8Array): Uint8Array =>
  concatBytes(encodeVarint(field * 8 + 2), encodeVarint(value.length), value);
const number = (field: number, value: number): Uint8Array => concatBytes(encodeVarint(field * 8), encodeVarint(value));

const signedBy = (index: number): Uint8Array => number(1, index);
const nOutOf = (n: number, ...rules: Uint8Array[]): Uint8Array =>
  bytes(2, concatBytes(number(1, n), ...rules.map((rule) => bytes(2, rule))));
const member = (mspId: string): Uint8Array => concatBytes(number(1, 0), bytes(2, bytes(1, toUtf8(mspId))));
const signature = (rule: Uint8Array, ...principals: Uint8Array[]) => ({
  type: 1,
  value: concatBytes(bytes(2, rule), ...principals.map((principal) => bytes(3, principal))),
});
const implicitMeta = (rule: number) => ({ type: 3, value: concatBytes(bytes(1, toUtf8("Writers")), number(2, rule)) });

const signer = (mspId: string, serial: number, isMember = true): Signer => ({
  mspId,
  certificate: { tbs: Uint8Array.of(serial), organizationalUnits: [] } as unknown as Certificate,
  msp: { version: MspVersion.v1_4_3, admins: [], config: { id: mspId, nodeOus: undefined } } as unknown as Msp,
  isMember,
  problem: isMember ? "" : "not of the MSP",
  isUnsupported: false,
  certifier: new Uint8Array(),
});

const groupOf = (
  policy: { type: number; value: Uint8Array },
  groups = new Map<string, ConfigGroup>(),
): ConfigGroup => ({
  groups,
  values: new Map(),
  policies: new Map([["P", policy]]),
});

const satisfied = (group: ConfigGroup, ...signers: Signer[]): boolean => evaluatePolicy(group, "P", signers).satisfied;

describe("a signature policy", () => {
  const twoOfThree = groupOf(
    signature(nOutOf(2, signedBy(0), signedBy(1), signedBy(2)), member("A"), member("B"), member("C")),
  );

  test("counts each principal once", () => {
    expect(satisfied(twoOfThree, signer("A", 1), signer("B", 2))).toBe(true);
    expect(satisfied(twoOfThree, signer("A", 1), signer("A", 2))).toBe(false);
    expect(satisfied(twoOfThree, signer("A", 1))).toBe(false);
  });

  test("uses each signer once", () => {
    const twice = groupOf(signature(nOutOf(2, signedBy(0), signedBy(0)), member("A")));
    expect(satisfied(twice, signer("A", 1))).toBe(false);
    expect(satisfied(twice, signer("A", 1), signer("A", 2))).toBe(true);
  });

  test("asks for membership, not for a name alone", () => {
    expect(satisfied(twoOfThree, signer("A", 1), signer("B", 2, false))).toBe(false);
  });

  test("nests", () => {
    const nested = groupOf(
      signature(nOutOf(1, nOutOf(2, signedBy(0), signedBy(1)), signedBy(2)), member("A"), member("B"), member("C")),
    );
    expect(satisfied(nested, signer("C", 1))).toBe(true);
    expect(satisfied(nested, signer("A", 1))).toBe(false);
    expect(satisfied(nested, signer("A", 1), signer("B", 2))).toBe(true);
  });
});

describe("an implicit meta policy", () => {
  const writers = (mspId: string): ConfigGroup => ({
    groups: new Map(),
    values: new Map(),
    policies: new Map([["Writers", signature(nOutOf(1, signedBy(0)), member(mspId))]]),
  });
  const organisations = new Map([..."ABC"].map((mspId) => [mspId, writers(mspId)]));

  test.each([
    ["ANY", 0, 1],
    ["ALL", 1, 3],
    ["MAJORITY", 2, 2],
  ])("%s asks for enough of the organisations", (_, rule, needed) => {
    const group = groupOf(implicitMeta(rule), organisations);
    const signers = [..."ABC"].map((mspId, index) => signer(mspId, index));
    expect(satisfied(group, ...signers.slice(0, needed))).toBe(true);
    expect(satisfied(group, ...signers.slice(0, needed - 1))).toBe(false);
  });
});

test("a policy that is not there is not satisfied", () => {
  expect(evaluatePolicy(groupOf(implicitMeta(0)), "Q", []).satisfied).toBe(false);
});

import { generateKeyPairSync, sign, verify } from "node:crypto";
import { expect, test } from "vitest";
import { lowS } from "./lowS.ts";

const HALF_ORDERS = {
  "P-256": 0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8n,
  "P-384": 0x7fffffffffffffffffffffffffffffffffffffffffffffffe3b1a6c0fa1b96efac0d06d9245853bd76760cb5666294b9n,
};

test.each(["P-256", "P-384"] as const)("signatures on %s verify, and their s is the lower one", (curve) => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: curve });
  const name = privateKey.asymmetricKeyDetails?.namedCurve ?? "";
  for (let index = 0; index < 64; index++) {
    const message = Buffer.from(`message ${index}`);
    const der = Buffer.from(lowS(sign("sha256", message, { key: privateKey, dsaEncoding: "ieee-p1363" }), name));
    expect(verify("sha256", message, publicKey, der)).toBe(true);
    const rLength = der[3] as number;
    const s = BigInt(`0x${der.subarray(6 + rLength).toString("hex")}`);
    expect(s <= HALF_ORDERS[curve]).toBe(true);
  }
});

test("a curve that Fabric does not know is refused by name", () => {
  expect(() => lowS(new Uint8Array(64), "secp256k1")).toThrow(/secp256k1.*P-256/);
});

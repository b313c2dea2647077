import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, test } from "vitest";
import { p1363OfDer, webCrypto } from "./webCrypto.ts";

const message = new TextEncoder().encode("value, signature header, block header");
const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const spki = new Uint8Array(publicKey.export({ type: "spki", format: "der" }));

describe("webCrypto", () => {
  test("hashes as Node does", async () => {
    const expected = new Uint8Array(createHash("sha256").update(message).digest());
    expect(await webCrypto.sha256(message)).toEqual(expected);
  });

  test("accepts 200 DER signatures, whatever the width of their integers", async () => {
    for (let index = 0; index < 200; index++) {
      const signature = new Uint8Array(sign("sha256", message, privateKey));
      expect(await webCrypto.verifyP256(spki, message, signature)).toBe(true);
    }
  });

  test("refuses another message, another key, and bytes that are no signature", async () => {
    const signature = new Uint8Array(sign("sha256", message, privateKey));
    const other = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ type: "spki", format: "der" });
    expect(await webCrypto.verifyP256(spki, message.subarray(1), signature)).toBe(false);
    expect(await webCrypto.verifyP256(new Uint8Array(other), message, signature)).toBe(false);
    expect(await webCrypto.verifyP256(spki, message, signature.subarray(1))).toBe(false);
    expect(await webCrypto.verifyP256(new Uint8Array(3), message, signature)).toBe(false);
  });
});

describe("p1363OfDer", () => {
  test("refuses trailing bytes and negative integers", () => {
    expect(p1363OfDer(Uint8Array.of(0x30, 6, 2, 1, 5, 2, 1, 6))?.at(31)).toBe(5);
    expect(p1363OfDer(Uint8Array.of(0x30, 7, 2, 1, 5, 2, 1, 6, 0))).toBeUndefined();
    expect(p1363OfDer(Uint8Array.of(0x30, 6, 2, 1, 0x80, 2, 1, 6))).toBeUndefined();
    expect(p1363OfDer(new Uint8Array())).toBeUndefined();
  });
});

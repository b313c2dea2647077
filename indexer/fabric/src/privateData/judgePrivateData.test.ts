import { createHash } from "node:crypto";
import { ledger } from "@hyperledger/fabric-protos";
import { describe, expect, test } from "vitest";
import { type HashedWrite, judgePrivateData, type ServedSet } from "./judgePrivateData.ts";
import { parsePrivateResponse, privateWrites } from "./privateSets.ts";

const sha256 = (data: Uint8Array | string): string => createHash("sha256").update(data).digest("hex");

/** A set as a peer holds it, by Fabric's own message definitions. */
function setOf(writes: Readonly<Record<string, string | null>>): Uint8Array {
  const { KVRWSet, KVWrite } = ledger.rwset.kvrwset;
  const set = new KVRWSet();
  for (const [key, value] of Object.entries(writes)) {
    const write = new KVWrite();
    write.setKey(key);
    if (value === null) write.setIsDelete(true);
    else write.setValue(Buffer.from(value));
    set.addWrites(write);
  }
  return set.serializeBinary();
}

const place = { txIndex: 3, namespace: "cc", collection: "secret" };

const hashedOf = (writes: Readonly<Record<string, string | null>>, purged: readonly string[] = []): HashedWrite[] =>
  Object.entries(writes).map(([key, value]) => ({
    ...{ ...place, txId: "ab", keyHash: sha256(key), valueHash: value === null ? "" : sha256(value) },
    ...{ isDelete: value === null, setHash: sha256(setOf(writes)), isPurged: purged.includes(key) },
  }));

const served = (writes: Readonly<Record<string, string | null>>): ServedSet => ({
  ...{ ...place, bytes: setOf(writes), node: "peer0" },
});

const judge = (hashed: readonly HashedWrite[], sets: readonly ServedSet[]) =>
  judgePrivateData(7, hashed, sets, (unshown) => `${unshown.sets.length} sets, ${unshown.purged.length} keys`);

describe("private data that a peer served", () => {
  const writes = { a: "1", b: "2", gone: null };

  test("becomes rows where set, keys and values have the hashes of the block", () => {
    const { writes: proved, check } = judge(hashedOf(writes), [served(writes)]);
    expect(check).toEqual({ check: "private_data", state: "verified", height: 7 });
    expect(
      proved.map(({ key, value, isDelete }) => [`${Buffer.from(key)}`, `${Buffer.from(value)}`, isDelete]),
    ).toEqual([
      ["a", "1", false],
      ["b", "2", false],
      ["gone", "", true],
    ]);
  });

  test.each([
    ["another value", { a: "1", b: "3", gone: null }, /the value of the key with the hash [0-9a-f]{64} has the hash/],
    ["a key that was not written", { a: "1", b: "2", gone: null, c: "4" }, /the block has no key with the hash/],
    ["a key less", { a: "1", gone: null }, /it lacks the key with the hash/],
    ["a deletion for a value", { a: null, b: "2", gone: null }, /has the hash of none, the block says [0-9a-f]{64}/],
    ["another order", { b: "2", a: "1", gone: null }, /its hash is [0-9a-f]{64}, the block says/],
  ])("with %s fails, says so, and becomes no row", (_, given, reason) => {
    const { writes: proved, check } = judge(hashedOf(writes), [served(given)]);
    expect(check).toMatchObject({ state: "failed", detail: expect.stringMatching(reason) });
    expect(check?.detail).toMatch(/^transaction 3, cc\/secret, served by peer0: /);
    expect(proved).toEqual([]);
  });

  test("that the block has no hash of fails; a set that cannot be read, too", () => {
    expect(judge([], [served(writes)]).check?.detail).toMatch(/the block has no hash of it/);
    const broken = { ...served(writes), bytes: Buffer.from("1aff", "hex") };
    expect(judge(hashedOf(writes), [broken]).check).toMatchObject({ state: "failed" });
  });

  test("may lack keys that were purged: the others are proved one by one", () => {
    const { writes: proved, check } = judge(hashedOf(writes, ["a"]), [served({ b: "2", gone: null })]);
    expect(check).toEqual({ check: "private_data", state: "unchecked", height: 7, detail: "0 sets, 1 keys" });
    expect(proved).toHaveLength(2);
  });

  test("that nobody served is unchecked; a block without any has no check", () => {
    expect(judge(hashedOf(writes), []).check).toMatchObject({ state: "unchecked", detail: "1 sets, 0 keys" });
    expect(judge([], [])).toEqual({ writes: [] });
  });
});

describe("what a peer sends", () => {
  test("that is cut anywhere, or changed, is an error or other data, and nothing else", () => {
    const bytes = setOf({ a: "1", b: "2" });
    for (let length = 0; length < bytes.length; length++) {
      const given = privateWrites(bytes.subarray(0, length));
      expect(typeof given === "string" || given.length < 3).toBe(true);
    }
  });

  test("may be a status alone", () => {
    expect(parsePrivateResponse(Buffer.from("08c801", "hex"))).toEqual({ status: 200 });
    expect(() => parsePrivateResponse(Buffer.from("22ff", "hex"))).toThrow();
  });
});

import type { DecodedEnvelope, FabricBlock, KeySet } from "@ledgerscope/proof";
import { expect, test } from "vitest";
import { PolicyState } from "./policyState.ts";

const KEY = Buffer.from("k");
/** `KVMetadataEntry{name 1, value 2}` with tag 2: the VALIDATION_PARAMETER is the byte 7. */
const POLICY = (() => {
  const name = Buffer.from("VALIDATION_PARAMETER");
  const entry = Buffer.concat([Buffer.from([0x0a, name.length]), name, Buffer.from([0x12, 1, 7])]);
  return Buffer.concat([Buffer.from([0x12, entry.length]), entry]);
})();

type Write = "put" | "delete" | "metadata";

/** Applies blocks with one valid transaction each, from `first` on. */
async function policyAfter(transactions: readonly (readonly Write[])[], blockToLive?: number): Promise<number[]> {
  const stored = {
    async *rows<T>(sql: string): AsyncIterable<T> {
      if (blockToLive !== undefined && sql.includes("block_to_live"))
        yield { namespace: "cc", collection: "secret", blocks: String(blockToLive) } as T;
    },
  };
  const state = await PolicyState.open({ stored, network: "n", channel: "c" }, 0);
  for (const [number, writes] of transactions.entries()) {
    const set: KeySet = {
      namespace: "cc",
      collection: "secret",
      reads: [],
      ranges: [],
      writes: writes
        .filter((write) => write !== "metadata")
        .map((write) => ({ key: KEY, isDelete: write === "delete", isPurge: false, value: Buffer.from("v") })),
      metadataWrites: writes.includes("metadata") ? [{ key: KEY, entries: POLICY }] : [],
      privateSetHash: Buffer.alloc(0),
    };
    const block = { number, data: [], metadata: [[], [], [0]].map((bytes) => Uint8Array.from(bytes)) };
    const envelope = { actions: [{ keySets: [set] }] };
    state.apply(block as unknown as FabricBlock, [envelope as unknown as DecodedEnvelope]);
  }
  return [...state.keyPolicy("cc", "secret", KEY)];
}

test("metadata of a key that is there is its policy, until the key is deleted", async () => {
  expect(await policyAfter([["put"], ["metadata"]])).toEqual([7]);
  expect(await policyAfter([["put", "metadata"], ["put"]])).toEqual([7]);
  expect(await policyAfter([["put", "metadata"], ["delete"], ["put"]])).toEqual([]);
});

test("metadata of a key that is not there is void, also in the transaction that deletes it", async () => {
  expect(await policyAfter([["metadata"], ["put"]])).toEqual([]);
  expect(await policyAfter([["put"], ["delete", "metadata"], ["put"]])).toEqual([]);
});

test("private data that is purged loses its policy", async () => {
  // Purged at the end of block 0 + 2 + 1.
  expect(await policyAfter([["put", "metadata"], [], []], 2)).toEqual([7]);
  expect(await policyAfter([["put", "metadata"], [], [], []], 2)).toEqual([]);
  expect(await policyAfter([["put", "metadata"], [], [], [], ["metadata"], ["put"]], 2)).toEqual([]);
  expect(await policyAfter([["put", "metadata"], [], ["put"], []], 2)).toEqual([7]);
});

import type { Check } from "@ledgerscope/core";
import { toHex } from "@ledgerscope/proof";
import { nodeCrypto } from "../nodeCrypto.ts";
import { type PrivateSet, type PrivateWrite, privateWrites } from "./privateSets.ts";

/** One key that a valid transaction wrote to a collection, as the block shows it. */
export interface HashedWrite {
  readonly txIndex: number;
  readonly txId: string;
  readonly namespace: string;
  readonly collection: string;
  /** Hex; empty where the set writes no key. */
  readonly keyHash: string;
  /** Hex; empty for a deletion. */
  readonly valueHash: string;
  readonly isDelete: boolean;
  /** Hex: SHA-256 of the set that the peers hold. */
  readonly setHash: string;
  /** This transaction or a later one purged the key: peers leave it out of the set. */
  readonly isPurged: boolean;
}

/** A set that a peer served. */
export interface ServedSet extends PrivateSet {
  /** The peer. */
  readonly node: string;
}

export interface ProvedWrite extends PrivateWrite {
  readonly txIndex: number;
  readonly txId: string;
  readonly namespace: string;
  readonly collection: string;
  readonly keyHash: string;
  readonly node: string;
}

export const setKey = ({ txIndex, namespace, collection }: Pick<PrivateSet, "txIndex" | "namespace" | "collection">) =>
  `${txIndex}\0${namespace}\0${collection}`;

const sha256 = (bytes: Uint8Array): string => toHex(nodeCrypto.sha256(bytes) as Uint8Array);

/** What is not shown of a block. */
export interface Unshown {
  /** Sets that no peer served. */
  readonly sets: readonly HashedWrite[];
  /** Keys that were purged. */
  readonly purged: readonly HashedWrite[];
}

/**
 * Compares what peers served of one block with the hashes that it holds: the set's, and each key's and value's. Only
 * what agrees becomes rows.
 * @param why says what is not shown, and why.
 * @returns no check for a block that nothing private was written in.
 */
export function judgePrivateData(
  height: number,
  hashed: readonly HashedWrite[],
  served: readonly ServedSet[],
  why: (unshown: Unshown) => string,
): { readonly writes: readonly ProvedWrite[]; readonly check?: Check } {
  const expected = new Map<string, HashedWrite[]>();
  for (const write of hashed) {
    const ofSet = expected.get(setKey(write));
    if (ofSet) ofSet.push(write);
    else expected.set(setKey(write), [write]);
  }
  const faults: string[] = [];
  const writes: ProvedWrite[] = [];
  const purged: HashedWrite[] = [];
  for (const set of served) {
    const proved = proveSet(set, expected.get(setKey(set)) ?? []);
    expected.delete(setKey(set));
    if (typeof proved === "string") {
      faults.push(`transaction ${set.txIndex}, ${set.namespace}/${set.collection}, served by ${set.node}: ${proved}`);
      continue;
    }
    writes.push(...proved.writes);
    purged.push(...proved.purged);
  }
  const check = { check: "private_data", height };
  if (faults.length > 0) return { writes, check: { ...check, state: "failed", detail: faults.join("; ") } };
  if (hashed.length === 0) return { writes };
  const sets = [...expected.values()].flatMap(([first]) => first ?? []);
  if (sets.length === 0 && purged.length === 0) return { writes, check: { ...check, state: "verified" } };
  return { writes, check: { ...check, state: "unchecked", detail: why({ sets, purged }) } };
}

/** @returns what is wrong with it, or its writes and the keys that were purged from it. */
function proveSet(
  set: ServedSet,
  hashed: readonly HashedWrite[],
): string | { readonly writes: readonly ProvedWrite[]; readonly purged: readonly HashedWrite[] } {
  const [first] = hashed;
  if (!first) return "the block has no hash of it, or its transaction is not valid";
  const writes = privateWrites(set.bytes);
  if (typeof writes === "string") return `it cannot be read: ${writes}`;
  const wanted = new Map(hashed.filter(({ keyHash }) => keyHash !== "").map((write) => [write.keyHash, write]));
  const proved: ProvedWrite[] = [];
  for (const write of writes) {
    const keyHash = sha256(write.key);
    const known = wanted.get(keyHash);
    if (!known) return `the block has no key with the hash ${keyHash}`;
    wanted.delete(keyHash);
    const valueHash = write.isDelete ? "" : sha256(write.value);
    if (write.isDelete !== known.isDelete || valueHash !== known.valueHash) {
      return `the value of the key with the hash ${keyHash} has the hash ${valueHash || "of none"}, the block says ${known.valueHash || "none"}`;
    }
    const { txIndex, namespace, collection, node } = set;
    proved.push({ ...write, txIndex, txId: known.txId, namespace, collection, keyHash, node });
  }
  const left = [...wanted.values()];
  const lacking = left.find(({ isPurged }) => !isPurged);
  if (lacking) return `it lacks the key with the hash ${lacking.keyHash}`;
  // A set that a key was purged from is another one; its keys and values are proved one by one all the same.
  const hash = sha256(set.bytes);
  if (left.length === 0 && hash !== first.setHash) return `its hash is ${hash}, the block says ${first.setHash}`;
  return { writes: proved, purged: left };
}

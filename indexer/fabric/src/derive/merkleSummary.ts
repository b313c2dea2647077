import { nodeCrypto } from "../nodeCrypto.ts";

/** A key and its version, as a range query returned it. */
export interface ReturnedKey {
  readonly key: Uint8Array;
  readonly height: number;
  readonly txIndex: number;
}

/** `kvrwset.QueryReadsMerkleSummary` */
export interface MerkleSummary {
  readonly maxDegree: number;
  readonly maxLevel: number;
  readonly hashes: readonly Uint8Array[];
}

/**
 * What a peer records of a range query's result in the place of its keys, once there are more than `maxDegree`
 * (fabric core/ledger/kvledger/txmgmt/rwsetutil/query_results_helper.go). Undefined: there are not.
 */
export function merkleSummary(results: readonly ReturnedKey[], maxDegree: number): MerkleSummary | undefined {
  if (maxDegree < 2 || results.length <= maxDegree) return undefined;
  /** Hashes by level, from 1. */
  const levels: Buffer[][] = [];
  let maxLevel = 1;
  const at = (level: number): Buffer[] => {
    const hashes = levels[level] ?? [];
    levels[level] = hashes;
    return hashes;
  };
  const add = (leaf: Buffer): void => {
    at(1).push(leaf);
    for (let level = 1; at(level).length > maxDegree; level++) {
      at(level + 1).push(combined(at(level)));
      levels[level] = [];
      maxLevel = Math.max(maxLevel, level + 1);
    }
  };
  // A leaf holds one key more than the degree: it is closed when there is one too many.
  for (let from = 0; from < results.length; from += maxDegree + 1) {
    add(sha256(encodeReads(results.slice(from, from + maxDegree + 1))));
  }
  for (let level = 1; level < maxLevel; level++) {
    const hashes = at(level);
    if (hashes.length === 0) continue;
    at(level + 1).push(hashes.length === 1 ? (hashes[0] as Buffer) : combined(hashes));
    levels[level] = [];
  }
  return { maxDegree, maxLevel, hashes: at(maxLevel) };
}

const sha256 = (bytes: Uint8Array): Buffer => Buffer.from(nodeCrypto.sha256(bytes));
const combined = (hashes: readonly Buffer[]): Buffer => sha256(Buffer.concat(hashes));

/** `kvrwset.QueryReads{repeated KVRead{key, version{block_num, tx_num}}}` */
function encodeReads(reads: readonly ReturnedKey[]): Buffer {
  return Buffer.concat(
    reads.map(({ key, height, txIndex }) => {
      const version = [...numberField(0x08, height), ...numberField(0x10, txIndex)];
      const keyField = key.length > 0 ? [0x0a, ...varint(key.length), ...key] : [];
      const read = [...keyField, 0x12, ...varint(version.length), ...version];
      return Buffer.from([0x0a, ...varint(read.length), ...read]);
    }),
  );
}

const numberField = (tag: number, value: number): number[] => (value === 0 ? [] : [tag, ...varint(value)]);

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  bytes.push(rest);
  return bytes;
}

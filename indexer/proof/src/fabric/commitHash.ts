import { compareBytes, concatBytes, EMPTY, toHex, toUtf8 } from "./bytes.ts";
import type { ProofCrypto } from "./proofCrypto.ts";
import { isDeletion, type KeySet } from "./readWriteSet.ts";
import { encodeVarint } from "./wire.ts";

/** Key sets of one valid transaction of the block. */
export interface ValidWrites {
  readonly txIndex: number;
  readonly keySets: readonly KeySet[];
}

interface Update {
  readonly key: Uint8Array;
  /** Undefined: deleted. */
  readonly value: Uint8Array | undefined;
  readonly txIndex: number;
}

/**
 * The value that a key has before the block: null where it has none, undefined where that is not known.
 * Needed only for transactions that write a key's metadata and not its value.
 */
export type StateLookup = (
  namespace: string,
  collection: string,
  key: Uint8Array,
) => Uint8Array | null | undefined | Promise<Uint8Array | null | undefined>;

/** Writes whose effect is not in the block: the key's value stands in an earlier one. */
export class MissingStateError extends Error {
  override readonly name = "MissingStateError";
}

/**
 * One step of the commit hash (fabric core/ledger/kvledger/kv_ledger.go, `addBlockCommitHash`):
 * `SHA-256(varint(length of filter) ‖ filter ‖ updates ‖ commit hash of the block before)`, where updates
 * is a deterministic `Updates` protobuf of all valid public and hashed private writes, sorted
 * (txmgr/update_batch_bytes.go). The first step, block 1, has an empty predecessor.
 * @throws MissingStateError when a transaction wrote only the metadata of a key whose value is neither in
 *   this block nor known to `stateBefore`.
 */
export async function commitHash(
  input: {
    readonly height: number;
    readonly filter: Uint8Array;
    readonly valid: readonly ValidWrites[];
    readonly previous: Uint8Array;
    readonly stateBefore?: StateLookup;
  },
  crypto: ProofCrypto,
): Promise<Uint8Array> {
  const { height, filter, valid, previous, stateBefore = () => undefined } = input;
  const updates = await encodeUpdates(height, valid, stateBefore);
  return crypto.sha256(concatBytes(encodeVarint(filter.length), filter, updates, previous));
}

async function encodeUpdates(
  height: number,
  valid: readonly ValidWrites[],
  stateBefore: StateLookup,
): Promise<Uint8Array> {
  // namespace → collection ("" is public state) → key in hex → last write
  const namespaces = new Map<string, Map<string, Map<string, Update>>>();
  for (const { txIndex, keySets } of valid) {
    for (const set of keySets) {
      if (set.namespace === "") continue; // the channel configuration: Fabric leaves it out
      await collect(set, txIndex, namespaces, stateBefore);
    }
  }
  const parts: Uint8Array[] = [];
  for (const [namespace, collections] of sorted(namespaces)) {
    let namespaceField = namespace;
    for (const [collection, updates] of sorted(collections)) {
      let collectionField = collection;
      for (const update of [...updates.values()].sort((a, b) => compareBytes(a.key, b.key))) {
        parts.push(bytesField(1, encodeUpdate(namespaceField, collectionField, update, height)));
        // Fabric names namespace and collection only in the first entry of each.
        namespaceField = "";
        collectionField = "";
      }
    }
  }
  return concatBytes(...parts);
}

async function collect(
  set: KeySet,
  txIndex: number,
  namespaces: Map<string, Map<string, Map<string, Update>>>,
  stateBefore: StateLookup,
): Promise<void> {
  if (set.writes.length === 0 && set.metadataWrites.length === 0) return;
  const updates = getOrAdd(getOrAdd(namespaces, set.namespace), set.collection);
  const written = new Set<string>();
  for (const write of set.writes) {
    const id = toHex(write.key);
    written.add(id);
    updates.set(id, { key: write.key, value: isDeletion(set, write) ? undefined : write.value, txIndex });
  }
  for (const { key } of set.metadataWrites) {
    const id = toHex(key);
    if (written.has(id)) continue;
    const value = updates.has(id) ? updates.get(id)?.value : await stateBefore(set.namespace, set.collection, key);
    if (value === null) continue; // Fabric drops metadata of a key that does not exist
    if (value === undefined && !updates.has(id)) {
      const where = set.collection ? `${set.namespace}/${set.collection}` : set.namespace;
      throw new MissingStateError(
        `transaction ${txIndex} writes only the metadata of a key of ${where}, whose value is in an earlier block`,
      );
    }
    updates.set(id, { key, value, txIndex });
  }
}

function encodeUpdate(namespace: string, collection: string, update: Update, height: number): Uint8Array {
  const { key, value, txIndex } = update;
  return concatBytes(
    bytesField(1, toUtf8(namespace)),
    bytesField(2, toUtf8(collection)),
    bytesField(3, key),
    value === undefined ? Uint8Array.of(0x20, 1) : bytesField(5, value),
    bytesField(6, concatBytes(orderPreserving(height), orderPreserving(txIndex))),
  );
}

/** proto3: an empty field is not written. */
function bytesField(field: number, value: Uint8Array): Uint8Array {
  return value.length === 0 ? EMPTY : concatBytes(encodeVarint(field * 8 + 2), encodeVarint(value.length), value);
}

/** `EncodeOrderPreservingVarUint64`: number of bytes, then the bytes, big-endian. */
function orderPreserving(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Uint8Array.of(bytes.length, ...bytes);
}

function getOrAdd<Value>(map: Map<string, Map<string, Value>>, key: string): Map<string, Value> {
  const inner = map.get(key) ?? new Map<string, Value>();
  map.set(key, inner);
  return inner;
}

const sorted = <Value>(map: Map<string, Value>): [string, Value][] =>
  [...map].sort(([a], [b]) => compareBytes(toUtf8(a), toUtf8(b)));

import { compareBytes, EMPTY, toLatin1, toUtf8 } from "./bytes.ts";
import { ByteWriter, varintBytes } from "./byteWriter.ts";
import type { ProofCrypto } from "./proofCrypto.ts";
import { isDeletion, type KeySet } from "./readWriteSet.ts";

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
  const message = new ByteWriter();
  message.varint(filter.length);
  message.bytes(filter);
  writeUpdates(message, height, await collectAll(valid, stateBefore));
  message.bytes(previous);
  return crypto.sha256(message.written());
}

/** namespace → collection ("" is public state) → key → last write */
type Namespaces = Map<string, Map<string, Map<string, Update>>>;

async function collectAll(valid: readonly ValidWrites[], stateBefore: StateLookup): Promise<Namespaces> {
  const namespaces: Namespaces = new Map();
  for (const { txIndex, keySets } of valid) {
    for (const set of keySets) {
      if (set.namespace === "") continue; // the channel configuration: Fabric leaves it out
      const pending = collect(set, txIndex, namespaces, stateBefore);
      if (pending) await pending;
    }
  }
  return namespaces;
}

function writeUpdates(message: ByteWriter, height: number, namespaces: Namespaces): void {
  const heightBytes = orderPreserving(height);
  for (const [namespace, collections] of sortedNames(namespaces)) {
    let namespaceField = toUtf8(namespace);
    for (const [collection, updates] of sortedNames(collections)) {
      let collectionField = toUtf8(collection);
      // Keys are Latin-1 of their bytes: their order is that of the bytes.
      for (const id of [...updates.keys()].sort()) {
        writeUpdate(message, namespaceField, collectionField, updates.get(id) as Update, heightBytes);
        // Fabric names namespace and collection only in the first entry of each.
        namespaceField = EMPTY;
        collectionField = EMPTY;
      }
    }
  }
}

/** @returns a promise where a value of an earlier block has to be looked up. */
function collect(
  set: KeySet,
  txIndex: number,
  namespaces: Namespaces,
  stateBefore: StateLookup,
): Promise<void> | undefined {
  if (set.writes.length === 0 && set.metadataWrites.length === 0) return undefined;
  const updates = getOrAdd(getOrAdd(namespaces, set.namespace), set.collection);
  for (const write of set.writes) {
    updates.set(toLatin1(write.key), {
      key: write.key,
      value: isDeletion(set, write) ? undefined : write.value,
      txIndex,
    });
  }
  return set.metadataWrites.length === 0 ? undefined : collectMetadata(set, txIndex, updates, stateBefore);
}

async function collectMetadata(
  set: KeySet,
  txIndex: number,
  updates: Map<string, Update>,
  stateBefore: StateLookup,
): Promise<void> {
  const written = new Set(set.writes.map(({ key }) => toLatin1(key)));
  for (const { key } of set.metadataWrites) {
    const id = toLatin1(key);
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

/** One `KVWriteProto` of `Updates`, as field 1; proto3 leaves empty fields out. */
function writeUpdate(
  message: ByteWriter,
  namespace: Uint8Array,
  collection: Uint8Array,
  { key, value, txIndex }: Update,
  heightBytes: Uint8Array,
): void {
  const indexBytes = orderPreserving(txIndex);
  const versionBytes = heightBytes.length + indexBytes.length;
  message.varint(0x0a);
  message.varint(
    fieldBytes(namespace.length) +
      fieldBytes(collection.length) +
      fieldBytes(key.length) +
      (value === undefined ? 2 : fieldBytes(value.length)) +
      fieldBytes(versionBytes),
  );
  writeField(message, 1, namespace);
  writeField(message, 2, collection);
  writeField(message, 3, key);
  if (value !== undefined) writeField(message, 5, value);
  else {
    message.varint(0x20);
    message.varint(1);
  }
  message.varint(0x32);
  message.varint(versionBytes);
  message.bytes(heightBytes);
  message.bytes(indexBytes);
}

const fieldBytes = (length: number): number => (length === 0 ? 0 : 1 + varintBytes(length) + length);

function writeField(message: ByteWriter, field: number, value: Uint8Array): void {
  if (value.length === 0) return;
  message.varint(field * 8 + 2);
  message.varint(value.length);
  message.bytes(value);
}

/** `EncodeOrderPreservingVarUint64`: number of bytes, then the bytes, big-endian. */
function orderPreserving(value: number): Uint8Array {
  let length = 0;
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) length++;
  const bytes = new Uint8Array(1 + length);
  bytes[0] = length;
  for (let at = length, rest = value; at > 0; at--, rest = Math.floor(rest / 256)) bytes[at] = rest % 256;
  return bytes;
}

function getOrAdd<Value>(map: Map<string, Map<string, Value>>, key: string): Map<string, Value> {
  const inner = map.get(key) ?? new Map<string, Value>();
  map.set(key, inner);
  return inner;
}

/** Names as Go sorts them: by the bytes of their UTF-8. */
const sortedNames = <Value>(map: Map<string, Value>): [string, Value][] =>
  [...map].sort(([a], [b]) => compareBytes(toUtf8(a), toUtf8(b)));

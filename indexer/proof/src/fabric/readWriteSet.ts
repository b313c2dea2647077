import { EMPTY, equalBytes, fromHex } from "./bytes.ts";
import { WireReader } from "./wire.ts";

/** Block and position of the transaction that wrote a key. */
export interface Version {
  readonly height: number;
  readonly txIndex: number;
}

export interface KeyRead {
  /** Key, or its SHA-256 in a collection. */
  readonly key: Uint8Array;
  /** Undefined: the key did not exist. */
  readonly version: Version | undefined;
}

export interface RangeQuery {
  readonly startKey: Uint8Array;
  /** Exclusive; the range is open when the iterator was exhausted. */
  readonly endKey: Uint8Array;
  readonly exhausted: boolean;
  readonly reads: readonly KeyRead[];
  /** `kvrwset.QueryReadsMerkleSummary`, where the reads were folded. */
  readonly merkleSummary: Uint8Array | undefined;
}

export interface KeyWrite {
  readonly key: Uint8Array;
  readonly isDelete: boolean;
  readonly isPurge: boolean;
  /** Value, or its SHA-256 in a collection. */
  readonly value: Uint8Array;
}

export interface MetadataWrite {
  readonly key: Uint8Array;
  /** Bytes of the repeated `KVMetadataEntry`, each with tag 2 as in the message; empty: the metadata was deleted. */
  readonly entries: Uint8Array;
}

/** SHA-256 of nothing. */
const EMPTY_HASH = fromHex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

/**
 * Whether the write removes the key. An empty value does so too, and in a collection the hash of one
 * (fabric rwsetutil, `IsKVWriteDelete`, `IsKVWriteHashDelete`).
 */
export function isDeletion(set: Pick<KeySet, "collection">, write: KeyWrite): boolean {
  return write.isDelete || write.value.length === 0 || (set.collection !== "" && equalBytes(write.value, EMPTY_HASH));
}

/** Reads and writes of one namespace, in public state (collection empty) or of one collection's hashes. */
export interface KeySet {
  readonly namespace: string;
  readonly collection: string;
  readonly reads: readonly KeyRead[];
  readonly ranges: readonly RangeQuery[];
  readonly writes: readonly KeyWrite[];
  readonly metadataWrites: readonly MetadataWrite[];
  /** Of a collection: SHA-256 of the private read-write set that the peers hold; empty for public state. */
  readonly privateSetHash: Uint8Array;
}

/**
 * `rwset.TxReadWriteSet` with its `kvrwset.KVRWSet`s and `HashedRWSet`s, in the order of the bytes.
 * Empty sets are left out.
 * @throws WireError
 */
export function decodeReadWriteSet(results: Uint8Array): KeySet[] {
  const sets: KeySet[] = [];
  const reader = new WireReader(results);
  while (reader.next()) {
    if (reader.field === 2) decodeNamespace(reader.message(), sets);
    else reader.skip();
  }
  return sets;
}

function decodeNamespace(reader: WireReader, sets: KeySet[]): void {
  let namespace = "";
  let publicSet = EMPTY;
  const collections: ReturnType<typeof decodeCollection>[] = [];
  while (reader.next()) {
    if (reader.field === 1) namespace = reader.text();
    else if (reader.field === 2) publicSet = reader.bytes();
    else if (reader.field === 3) collections.push(decodeCollection(reader.message()));
    else reader.skip();
  }
  if (publicSet.length > 0) sets.push(decodePublic(namespace, publicSet));
  for (const { name, hashed, privateSetHash } of collections) {
    if (hashed.length + privateSetHash.length > 0) sets.push(decodeHashed(namespace, name, hashed, privateSetHash));
  }
}

function decodeCollection(reader: WireReader): { name: string; hashed: Uint8Array; privateSetHash: Uint8Array } {
  let name = "";
  let hashed = EMPTY;
  let privateSetHash = EMPTY;
  while (reader.next()) {
    if (reader.field === 1) name = reader.text();
    else if (reader.field === 2) hashed = reader.bytes();
    else if (reader.field === 3) privateSetHash = reader.bytes();
    else reader.skip();
  }
  return { name, hashed, privateSetHash };
}

function decodePublic(namespace: string, bytes: Uint8Array): KeySet {
  const reads: KeyRead[] = [];
  const ranges: RangeQuery[] = [];
  const writes: KeyWrite[] = [];
  const metadataWrites: MetadataWrite[] = [];
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) reads.push(decodeRead(reader.message()));
    else if (reader.field === 2) ranges.push(decodeRange(reader.message()));
    else if (reader.field === 3) writes.push(decodeWrite(reader.message()));
    else if (reader.field === 4) metadataWrites.push(decodeMetadataWrite(reader.bytes()));
    else reader.skip();
  }
  return { namespace, collection: "", reads, ranges, writes, metadataWrites, privateSetHash: EMPTY };
}

function decodeHashed(namespace: string, collection: string, bytes: Uint8Array, privateSetHash: Uint8Array): KeySet {
  const reads: KeyRead[] = [];
  const writes: KeyWrite[] = [];
  const metadataWrites: MetadataWrite[] = [];
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) reads.push(decodeRead(reader.message()));
    else if (reader.field === 2) writes.push(decodeWrite(reader.message()));
    else if (reader.field === 3) metadataWrites.push(decodeMetadataWrite(reader.bytes()));
    else reader.skip();
  }
  return { namespace, collection, reads, ranges: [], writes, metadataWrites, privateSetHash };
}

/** `KVRead` and `KVReadHash` have the same shape. */
function decodeRead(reader: WireReader): KeyRead {
  let key = EMPTY;
  let version: Version | undefined;
  while (reader.next()) {
    if (reader.field === 1) key = reader.bytes();
    else if (reader.field === 2) version = decodeVersion(reader.message());
    else reader.skip();
  }
  return { key, version };
}

function decodeVersion(reader: WireReader): Version {
  let height = 0;
  let txIndex = 0;
  while (reader.next()) {
    if (reader.field === 1) height = reader.uint();
    else if (reader.field === 2) txIndex = reader.uint();
    else reader.skip();
  }
  return { height, txIndex };
}

function decodeRange(reader: WireReader): RangeQuery {
  let startKey = EMPTY;
  let endKey = EMPTY;
  let exhausted = false;
  let merkleSummary: Uint8Array | undefined;
  const reads: KeyRead[] = [];
  while (reader.next()) {
    if (reader.field === 1) startKey = reader.bytes();
    else if (reader.field === 2) endKey = reader.bytes();
    else if (reader.field === 3) exhausted = reader.bool();
    else if (reader.field === 4) {
      const rawReads = reader.message();
      while (rawReads.next()) {
        if (rawReads.field === 1) reads.push(decodeRead(rawReads.message()));
        else rawReads.skip();
      }
    } else if (reader.field === 5) merkleSummary = reader.bytes();
    else reader.skip();
  }
  return { startKey, endKey, exhausted, reads, merkleSummary };
}

/** `KVWrite`, and `KVWriteHash` with the same first three fields; 4 is `is_purge`, since Fabric 2.5. */
function decodeWrite(reader: WireReader): KeyWrite {
  let key = EMPTY;
  let isDelete = false;
  let isPurge = false;
  let value = EMPTY;
  while (reader.next()) {
    if (reader.field === 1) key = reader.bytes();
    else if (reader.field === 2) isDelete = reader.bool();
    else if (reader.field === 3) value = reader.bytes();
    else if (reader.field === 4) isPurge = reader.bool();
    else reader.skip();
  }
  return { key, isDelete, isPurge, value };
}

function decodeMetadataWrite(bytes: Uint8Array): MetadataWrite {
  const reader = new WireReader(bytes);
  let key = EMPTY;
  // Entries follow the key in what Fabric writes: their bytes are everything from the first to the last.
  let from = bytes.length;
  let to = bytes.length;
  for (let start = reader.offset; reader.next(); start = reader.offset) {
    if (reader.field === 1) key = reader.bytes();
    else {
      const isEntry = reader.field === 2;
      reader.skip();
      if (isEntry) {
        from = Math.min(from, start);
        to = reader.offset;
      }
    }
  }
  return { key, entries: bytes.subarray(from, to) };
}

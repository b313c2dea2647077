import { WireError, WireReader } from "@ledgerscope/proof";

/** What one transaction wrote to one collection, as a peer holds it. */
export interface PrivateSet {
  readonly txIndex: number;
  readonly namespace: string;
  readonly collection: string;
  /** `kvrwset.KVRWSet`; the block holds its SHA-256. */
  readonly bytes: Uint8Array;
}

/** One message of a DeliverWithPrivateData stream: the private data of a block, or the status that ends a request. */
export type PrivateResponse =
  | { readonly sets: readonly PrivateSet[]; readonly status?: undefined }
  | { readonly status: number; readonly sets?: undefined };

/**
 * Reads `protos.DeliverResponse` (status 1, block_and_private_data 4). Of `BlockAndPrivateData` (block 1,
 * private_data_map 2) only the map: blocks are read, compared and checked elsewhere.
 * @throws WireError
 */
export function parsePrivateResponse(bytes: Uint8Array): PrivateResponse {
  const reader = new WireReader(bytes);
  let status = 0;
  while (reader.next()) {
    if (reader.field === 1) status = reader.int32();
    else if (reader.field === 4) return { sets: readMap(reader.message()) };
    else reader.skip();
  }
  return { status };
}

function readMap(reader: WireReader): readonly PrivateSet[] {
  const sets: PrivateSet[] = [];
  while (reader.next()) {
    if (reader.field === 2) sets.push(...readEntry(reader.message()));
    else reader.skip();
  }
  return sets;
}

/** A map entry: position of the transaction, `rwset.TxPvtReadWriteSet` (ns_pvt_rwset 2). */
function readEntry(reader: WireReader): PrivateSet[] {
  let txIndex = 0;
  const collections: Omit<PrivateSet, "txIndex">[] = [];
  while (reader.next()) {
    if (reader.field === 1) txIndex = reader.uint();
    else if (reader.field === 2) {
      const set = reader.message();
      while (set.next()) {
        if (set.field === 2) collections.push(...readNamespace(set.message()));
        else set.skip();
      }
    } else reader.skip();
  }
  return collections.map((set) => ({ txIndex, ...set }));
}

/** `rwset.NsPvtReadWriteSet`: namespace 1, collection_pvt_rwset 2 (collection_name 1, rwset 2). */
function readNamespace(reader: WireReader): Omit<PrivateSet, "txIndex">[] {
  let namespace = "";
  const collections: { collection: string; bytes: Uint8Array }[] = [];
  while (reader.next()) {
    if (reader.field === 1) namespace = reader.text();
    else if (reader.field === 2) {
      const set = reader.message();
      const read = { collection: "", bytes: new Uint8Array(0) as Uint8Array };
      while (set.next()) {
        if (set.field === 1) read.collection = set.text();
        else if (set.field === 2) read.bytes = set.bytes();
        else set.skip();
      }
      collections.push(read);
    } else reader.skip();
  }
  return collections.map((set) => ({ namespace, ...set }));
}

export interface PrivateWrite {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
  readonly isDelete: boolean;
}

/** The writes of a `kvrwset.KVRWSet` (writes 3: key 1, is_delete 2, value 3). @returns the reason when it is none. */
export function privateWrites(bytes: Uint8Array): readonly PrivateWrite[] | string {
  try {
    const writes: PrivateWrite[] = [];
    const reader = new WireReader(bytes);
    while (reader.next()) {
      if (reader.field !== 3) {
        reader.skip();
        continue;
      }
      const write = reader.message();
      const read = { key: new Uint8Array(0) as Uint8Array, value: new Uint8Array(0) as Uint8Array, isDelete: false };
      while (write.next()) {
        if (write.field === 1) read.key = write.bytes();
        else if (write.field === 2) read.isDelete = write.bool();
        else if (write.field === 3) read.value = write.bytes();
        else write.skip();
      }
      // An empty value deletes as well (rwsetutil.IsKVWriteDelete).
      writes.push({ ...read, isDelete: read.isDelete || read.value.length === 0 });
    }
    return writes;
  } catch (error) {
    if (error instanceof WireError) return error.message;
    throw error;
  }
}

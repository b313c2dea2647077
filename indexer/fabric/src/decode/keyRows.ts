import { isDeletion, type KeyRead, type KeySet, WireReader } from "@ledgerscope/proof";
import { keyPolicyText } from "./keyPolicyText.ts";
import type { FabricRows, KeptRows } from "./rows.ts";

/** What every row of an action begins with. */
export interface ActionPlace {
  readonly network: string;
  readonly channel: string;
  readonly height: number;
  readonly tx_index: number;
  readonly action_index: number;
  readonly tx_id: string;
  readonly validation_code: number;
}

const EMPTY: Uint8Array = new Uint8Array(0);
/** Name under which a key's endorsement policy is kept (fabric peer.MetaDataKeys). */
const VALIDATION_PARAMETER = "VALIDATION_PARAMETER";

/**
 * One row per read and per write as it stands in the set: a key that is written twice, or whose value and
 * metadata are both written, has a row for each.
 * @throws WireError for a Merkle summary or metadata entry that cannot be read; all else of the set is there then.
 */
export function pushKeys(set: KeySet, place: ActionPlace, rows: FabricRows): void {
  for (const read of set.reads) pushRead(set, read, false, place, rows);
  for (const range of set.ranges) for (const read of range.reads) pushRead(set, read, true, place, rows);
  for (const write of set.writes) pushWrite(set, write.key, isDeletion(set, write), false, write.value, place, rows);
  for (const { key, entries } of set.metadataWrites) pushWrite(set, key, false, true, entries, place, rows);
  if (set.collection !== "") pushPrivateHashes(set, place, rows);
  if (set.ranges.length > 0) pushRanges(set, place, rows);
  if (set.metadataWrites.length > 0) pushMetadata(set, place, rows);
}

function pushRead(
  { namespace, collection }: KeySet,
  { key, version }: KeyRead,
  inRange: boolean,
  { network, channel, height, tx_index, action_index, tx_id, validation_code }: ActionPlace,
  rows: FabricRows,
): void {
  rows.reads.push({
    network,
    channel,
    namespace,
    collection,
    key,
    height,
    tx_index,
    action_index,
    tx_id,
    validation_code,
    read_absent: version === undefined,
    read_height: version?.height ?? 0,
    read_tx_index: version?.txIndex ?? 0,
    in_range: inRange,
  });
}

function pushWrite(
  { namespace, collection }: KeySet,
  key: Uint8Array,
  isDelete: boolean,
  isMetadata: boolean,
  value: Uint8Array,
  { network, channel, height, tx_index, action_index, tx_id, validation_code }: ActionPlace,
  rows: FabricRows,
): void {
  rows.writes.push({
    network,
    channel,
    namespace,
    collection,
    key,
    height,
    tx_index,
    action_index,
    tx_id,
    validation_code,
    is_delete: isDelete,
    is_metadata: isMetadata,
    value,
  });
}

function pushRanges({ namespace, ranges }: KeySet, place: ActionPlace, rows: FabricRows): void {
  for (const [index, range] of ranges.entries()) {
    const { maxDegree, maxLevel, hashes } = decodeSummary(range.merkleSummary ?? EMPTY);
    rows.rangeQueries.push({
      ...place,
      namespace,
      query_index: index,
      start_key: range.startKey,
      end_key: range.endKey,
      exhausted: range.exhausted,
      form: range.merkleSummary ? "merkle_hashes" : "raw_reads",
      read_count: range.reads.length,
      read_keys: range.reads.map(({ key }) => key),
      merkle_max_degree: maxDegree,
      merkle_max_level: maxLevel,
      merkle_hashes: hashes,
    });
  }
}

/** `kvrwset.QueryReadsMerkleSummary` */
function decodeSummary(bytes: Uint8Array): { maxDegree: number; maxLevel: number; hashes: Uint8Array[] } {
  let maxDegree = 0;
  let maxLevel = 0;
  const hashes: Uint8Array[] = [];
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) maxDegree = reader.int32() >>> 0;
    else if (reader.field === 2) maxLevel = reader.int32() >>> 0;
    else if (reader.field === 3) hashes.push(reader.bytes());
    else reader.skip();
  }
  return { maxDegree, maxLevel, hashes };
}

/** A metadata write without entries removes all metadata of the key: one row without a name. */
function pushMetadata({ namespace, collection, metadataWrites }: KeySet, place: ActionPlace, rows: FabricRows): void {
  for (const { key, entries } of metadataWrites) {
    const decoded = decodeEntries(entries);
    for (const [index, { name, value }] of (decoded.length > 0 ? decoded : [{ name: "", value: EMPTY }]).entries()) {
      rows.metadataWrites.push({
        ...place,
        namespace,
        collection,
        key,
        entry_index: index,
        name,
        value,
        policy: name === VALIDATION_PARAMETER ? keyPolicyText(value) : "",
      });
    }
  }
}

/** `kvrwset.KVMetadataEntry{name, value}`, each with tag 2 of the `KVMetadataWrite` that it stands in. */
function decodeEntries(bytes: Uint8Array): { name: string; value: Uint8Array }[] {
  const entries: { name: string; value: Uint8Array }[] = [];
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field !== 2) {
      reader.skip();
      continue;
    }
    const entry = reader.message();
    let name = "";
    let value = EMPTY;
    while (entry.next()) {
      if (entry.field === 1) name = entry.text();
      else if (entry.field === 2) value = entry.bytes();
      else entry.skip();
    }
    entries.push({ name, value });
  }
  return entries;
}

function pushPrivateHashes(set: KeySet, place: ActionPlace, rows: FabricRows): void {
  let index = 0;
  const push = (operation: string, keyHash: Uint8Array, more: Partial<KeptRows["privateHashes"][number]>): void => {
    rows.privateHashes.push({
      ...place,
      namespace: set.namespace,
      collection: set.collection,
      item_index: index++,
      operation,
      key_hash: keyHash,
      value_hash: EMPTY,
      is_delete: false,
      is_purge: false,
      read_absent: false,
      read_height: 0,
      read_tx_index: 0,
      private_set_hash: set.privateSetHash,
      ...more,
    });
  };
  for (const { key, version } of set.reads) {
    push("read", key, {
      read_absent: version === undefined,
      read_height: version?.height ?? 0,
      read_tx_index: version?.txIndex ?? 0,
    });
  }
  for (const write of set.writes) {
    push(write.isPurge ? "purge" : isDeletion(set, write) ? "delete" : "write", write.key, {
      value_hash: write.value,
      is_delete: write.isDelete,
      is_purge: write.isPurge,
    });
  }
  for (const { key } of set.metadataWrites) push("metadata", key, {});
  if (index === 0) push("none", EMPTY, {});
}

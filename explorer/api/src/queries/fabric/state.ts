import type { Viewer } from "@ledgerscope/core";
import { MAX_BYTES } from "../evm.ts";
import type { Reader } from "../readable.ts";
import { type Channel, channelScope } from "./channelScope.ts";

/** A namespace of the world state, or one of its private collections. */
export interface NamespaceRow {
  readonly network: string;
  readonly namespace: string;
  /** Empty for public state. */
  readonly collection: string;
  /** States stored: one per key and step of the pass in which it was written. */
  readonly states: number | string;
}

/** All that have ever had a key; summed up by the engine as they come. */
export async function stateNamespaces(viewer: Viewer, reader: Reader, of: Channel): Promise<NamespaceRow[]> {
  const scope = channelScope(viewer, of);
  return reader.query<NamespaceRow>(
    `SELECT network, namespace, collection, count() AS states FROM store.fabric_state WHERE ${scope.sql}
     GROUP BY network, namespace, collection ORDER BY namespace, collection LIMIT 1000`,
    scope.params,
  );
}

/** About how many keys a namespace has ever had: reads all of its states. */
export async function namespaceKeys(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  { namespace, collection }: StateSpace,
): Promise<string> {
  const scope = channelScope(viewer, of);
  const [row] = await reader.query<{ keys: string }>(
    `SELECT toString(uniqCombined(17)(key)) AS keys FROM store.fabric_state
     WHERE ${scope.sql} AND namespace = {namespace:String} AND collection = {collection:String}`,
    { ...scope.params, namespace, collection },
  );
  return row?.keys ?? "0";
}

/** Which part of the world state. */
export interface StateSpace {
  readonly namespace: string;
  /** Empty for public state. */
  readonly collection: string;
}

/** A key with the value that it has now, as far as the pass `state` has come. */
export interface StateKeyRow extends StateSpace {
  readonly network: string;
  readonly channel: string;
  /** Raw bytes; for a collection the SHA-256 of the key. */
  readonly keyHex: string;
  readonly height: number | string;
  readonly txIndex: number;
  readonly txId: string;
  readonly isDelete: boolean;
  /** Cut at `MAX_BYTES`; for a collection the SHA-256 of the value. */
  readonly valueHex: string;
  readonly valueBytes: number | string;
  readonly valueHeight: number | string;
  readonly valueTxIndex: number;
  readonly valueTxId: string;
  readonly metadataHeight: number | string;
  readonly metadataTxId: string;
  /** The key's own endorsement policy, in words. */
  readonly policy: string;
}

const columns = (bytes: number): string => `network, channel, namespace, collection, lower(hex(key)) AS keyHex, height,
  tx_index AS txIndex, tx_id AS txId, is_delete AS isDelete, lower(hex(substring(value, 1, ${bytes}))) AS valueHex,
  length(value) AS valueBytes, value_height AS valueHeight, value_tx_index AS valueTxIndex,
  value_tx_id AS valueTxId, metadata_height AS metadataHeight, metadata_tx_id AS metadataTxId, policy`;

/** Bytes of a value that lists show. */
const LISTED_BYTES = 2_048;

/** The first key that does not begin with these bytes and comes after those that do; undefined: there is none. */
export function afterPrefix(prefixHex: string): string | undefined {
  const bytes = Buffer.from(prefixHex, "hex");
  for (let end = bytes.length; end > 0; end--) {
    const last = bytes[end - 1] as number;
    if (last < 0xff) return Buffer.concat([bytes.subarray(0, end - 1), Buffer.from([last + 1])]).toString("hex");
  }
  return undefined;
}

/** Of a page's keys so many more are looked at, at least: some may be gone. */
const MORE_KEYS = 16;
/** Where many are gone more are looked at each time, up to so many. */
const TIMES_MORE = 4;
const MOST_KEYS = 200_000;

/** Keys that are there now and begin with these bytes, in their order. */
export async function stateKeys(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  space: StateSpace,
  prefixHex: string,
  { limit, after, gone }: { readonly limit: number; readonly after?: string; readonly gone?: boolean },
): Promise<StateKeyRow[]> {
  const found: StateKeyRow[] = [];
  let from = after;
  for (let count = limit + MORE_KEYS; ; count = Math.min(count * TIMES_MORE, MOST_KEYS)) {
    const rows = await newestOfKeys(viewer, reader, of, space, { prefixHex, after: from, count });
    found.push(...rows.filter(({ isDelete }) => gone || !isDelete));
    if (rows.length < count || found.length >= limit) return found.slice(0, limit);
    from = rows.at(-1)?.keyHex;
  }
}

/**
 * The newest row of each of the next keys, also of those that are gone: the keys come by a walk along the table's order
 * that ends when there are enough, however many there are altogether; then their rows alone are read.
 */
async function newestOfKeys(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  { namespace, collection }: StateSpace,
  {
    prefixHex,
    after,
    count,
  }: { readonly prefixHex: string; readonly after: string | undefined; readonly count: number },
): Promise<StateKeyRow[]> {
  const scope = channelScope(viewer, of);
  const end = afterPrefix(prefixHex);
  const inSpace = `${scope.sql} AND namespace = {namespace:String} AND collection = {collection:String}`;
  const conditions = [
    `${inSpace} AND key >= unhex({prefix:String})`,
    ...(end === undefined ? [] : ["key < unhex({end:String})"]),
    ...(after === undefined ? [] : ["key > unhex({after:String})"]),
  ];
  return reader.query<StateKeyRow>(
    `SELECT ${columns(LISTED_BYTES)} FROM store.fabric_state WHERE ${inSpace} AND key IN (
       SELECT key FROM store.fabric_state WHERE ${conditions.join(" AND ")} ORDER BY key LIMIT 1 BY key LIMIT {count:UInt32})
     ORDER BY key, height DESC, tx_index DESC LIMIT 1 BY key`,
    {
      ...scope.params,
      ...{ namespace, collection, prefix: prefixHex, count },
      ...(end !== undefined && { end }),
      ...(after !== undefined && { after }),
    },
  );
}

/** The key's newest row, also of one that was deleted; undefined for a key that no valid transaction has written. */
export async function stateKey(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  { namespace, collection }: StateSpace,
  keyHex: string,
): Promise<StateKeyRow | undefined> {
  const scope = channelScope(viewer, of);
  const [row] = await reader.query<StateKeyRow>(
    `SELECT ${columns(MAX_BYTES)} FROM store.fabric_state
     WHERE ${scope.sql} AND namespace = {namespace:String} AND collection = {collection:String}
       AND key = unhex({key:String})
     ORDER BY height DESC, tx_index DESC LIMIT 1`,
    { ...scope.params, namespace, collection, key: keyHex },
  );
  return row;
}

/** How far a pass has come: one past the last block that it has done; 0 where it has not run. */
export async function passedTo(viewer: Viewer, reader: Reader, of: Channel, pass: string): Promise<number> {
  const { networks } = viewer;
  if (networks !== "*" && !networks.includes(of.name)) return 0;
  const [row] = await reader.query<{ passedTo: number | string }>(
    `SELECT max(\`to\`) AS passedTo FROM store._passes
     WHERE network = {network:String} AND pass = {pass:String} AND version = (
       SELECT max(version) FROM store._passes WHERE network = {network:String} AND pass = {pass:String})`,
    { network: of.name, pass },
  );
  return Number(row?.passedTo ?? 0);
}

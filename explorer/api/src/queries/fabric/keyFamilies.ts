import type { Viewer } from "@ledgerscope/core";
import type { Reader } from "../readable.ts";
import { type Channel, channelScope } from "./channelScope.ts";
import { afterPrefix, type StateSpace } from "./state.ts";

/** Keys that begin alike: `bill/…`, or composite keys of one object type. */
export interface KeyFamily {
  /** What they begin with, up to and with its separator. */
  readonly prefixHex: string;
}

/** Families named at most. */
const MAX_FAMILIES = 48;
/** Rows read at first, and how many times: a family of more keys than that is leapt over. */
const ROWS = 20_000;
const MAX_ROUNDS = 16;
/** Where keys stand alone there is nothing to leap over: more are read each time, up to so many altogether. */
const MORE = 4;
const MAX_ROWS = 400_000;

/** Behind which byte the name of a key's family ends, from 1; 0: the key is alone. */
const ENDS = `if(startsWith(key, char(0)), position(key, char(0), greatest(2, {below:UInt32} + 1)),
  position(key, '/', {below:UInt32} + 1))`;
const FAMILY = `${ENDS} AS ends, ends = 0 OR ends = length(key) AS alone, if(alone, '', substring(key, 1, ends)) AS family`;

/**
 * The families of keys below a prefix, in order: a family's name ends behind the next `/`, or in a composite key
 * behind the next U+0000 (fabric core/chaincode/shim, CreateCompositeKey). The keys are read along the table's
 * order; where there are too many, the next round begins behind all keys of the last family, so that the cost
 * grows with the families and not with the keys.
 */
export async function keyFamilies(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  { namespace, collection }: StateSpace,
  belowHex: string,
): Promise<{ readonly families: readonly KeyFamily[]; readonly complete: boolean }> {
  const scope = channelScope(viewer, of);
  const end = afterPrefix(belowHex);
  const families: KeyFamily[] = [];
  let from: string | undefined = belowHex;
  let limit = ROWS;
  let read = 0;
  for (let round = 0; round < MAX_ROUNDS && from !== undefined; round++) {
    const rows: { prefixHex: string; lastHex: string; keys: number | string; alone: boolean }[] = await reader.query(
      `SELECT lower(hex(if(alone, '', family))) AS prefixHex, lower(hex(max(key))) AS lastHex, alone,
         sum(count()) OVER () AS keys
       FROM (
         SELECT key, ${FAMILY} FROM store.fabric_state
         WHERE ${scope.sql} AND namespace = {namespace:String} AND collection = {collection:String}
           AND key >= unhex({from:String})${end === undefined ? "" : " AND key < unhex({end:String})"}
         ORDER BY key LIMIT {limit:UInt32})
       GROUP BY family, alone ORDER BY max(key)`,
      {
        ...{ ...scope.params, namespace, collection, from, limit, below: belowHex.length / 2 },
        ...(end !== undefined && { end }),
      },
    );
    for (const { prefixHex, alone } of rows) {
      if (!alone && families.at(-1)?.prefixHex !== prefixHex) families.push({ prefixHex });
    }
    const last = rows.at(-1);
    if (last === undefined || Number(last.keys) < limit) return bounded(families, true);
    from = last.alone ? `${last.lastHex}00` : afterPrefix(last.prefixHex);
    read += limit;
    if (families.length > MAX_FAMILIES || read >= MAX_ROWS) break;
    limit = last.alone ? limit * MORE : ROWS;
  }
  return bounded(families, from === undefined);
}

const bounded = (families: readonly KeyFamily[], complete: boolean) => ({
  families: families.slice(0, MAX_FAMILIES),
  complete: complete && families.length <= MAX_FAMILIES,
});

/** The families of all keys of each of these public namespaces, by one statement that reads all of their states. */
export async function familiesOfNamespaces(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  namespaces: readonly string[],
): Promise<ReadonlyMap<string, readonly KeyFamily[]>> {
  const found = new Map<string, KeyFamily[]>(namespaces.map((namespace) => [namespace, []]));
  if (namespaces.length === 0) return found;
  const scope = channelScope(viewer, of);
  const rows = await reader.query<{ namespace: string; prefixHex: string }>(
    `SELECT namespace, lower(hex(family)) AS prefixHex FROM (
       SELECT namespace, key, ${FAMILY} FROM store.fabric_state
       WHERE ${scope.sql} AND namespace IN {namespaces:Array(String)} AND collection = '')
     WHERE NOT alone GROUP BY namespace, family ORDER BY namespace, family LIMIT ${MAX_FAMILIES} BY namespace`,
    { ...scope.params, namespaces, below: 0 },
  );
  for (const { namespace, prefixHex } of rows) found.get(namespace)?.push({ prefixHex });
  return found;
}

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
/** Rows read at a time, and how many times: a family of more keys than that is leapt over. */
const ROWS = 20_000;
const MAX_ROUNDS = 16;

/** Behind which byte the family's name ends, from 1; 0: the key is alone. */
const ENDS = `if(startsWith(key, char(0)), position(key, char(0), greatest(2, {below:UInt32} + 1)),
  position(key, '/', {below:UInt32} + 1))`;

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
  for (let round = 0; round < MAX_ROUNDS && from !== undefined; round++) {
    const rows: { prefixHex: string; lastHex: string; keys: number | string; alone: boolean }[] = await reader.query(
      `SELECT lower(hex(if(alone, '', family))) AS prefixHex, lower(hex(max(key))) AS lastHex, alone,
         sum(count()) OVER () AS keys
       FROM (
         SELECT key, ${ENDS} AS ends, ends = 0 OR ends = length(key) AS alone,
           if(alone, '', substring(key, 1, ends)) AS family
         FROM store.fabric_state
         WHERE ${scope.sql} AND namespace = {namespace:String} AND collection = {collection:String}
           AND key >= unhex({from:String})${end === undefined ? "" : " AND key < unhex({end:String})"}
         ORDER BY key LIMIT ${ROWS})
       GROUP BY family, alone ORDER BY max(key)`,
      {
        ...{ ...scope.params, namespace, collection, from, below: belowHex.length / 2 },
        ...(end !== undefined && { end }),
      },
    );
    for (const { prefixHex, alone } of rows) {
      if (!alone && families.at(-1)?.prefixHex !== prefixHex) families.push({ prefixHex });
    }
    const last = rows.at(-1);
    if (last === undefined || Number(last.keys) < ROWS) return bounded(families, true);
    from = last.alone ? `${last.lastHex}00` : afterPrefix(last.prefixHex);
    if (families.length > MAX_FAMILIES) break;
  }
  return bounded(families, from === undefined);
}

const bounded = (families: readonly KeyFamily[], complete: boolean) => ({
  families: families.slice(0, MAX_FAMILIES),
  complete: complete && families.length <= MAX_FAMILIES,
});

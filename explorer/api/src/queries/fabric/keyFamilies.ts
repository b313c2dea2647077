import type { Viewer } from "@ledgerscope/core";
import type { Reader } from "../readable.ts";
import { type Channel, channelScope } from "./channelScope.ts";
import { afterPrefix, type StateSpace } from "./state.ts";

/** Keys that begin alike: `bill/…`, or composite keys of one object type. */
export interface KeyFamily {
  /** What they begin with, up to and with its separator; a key that is alone, whole. */
  readonly prefixHex: string;
  /** The prefix is one key. */
  readonly isKey: boolean;
}

/** Families named at most. */
export const MAX_FAMILIES = 48;

/**
 * The families of keys below a prefix, in order: a prefix ends behind the next `/`, or in a composite key behind
 * the next U+0000 (fabric core/chaincode/shim, CreateCompositeKey). Found by leaps: after each family the next key
 * is looked up behind all of its keys, so that the cost grows with the families and not with the keys.
 */
export async function keyFamilies(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  space: StateSpace,
  belowHex: string,
  limit = MAX_FAMILIES,
): Promise<{ readonly families: readonly KeyFamily[]; readonly complete: boolean }> {
  const families: KeyFamily[] = [];
  let from: string | undefined = belowHex;
  while (from !== undefined && families.length < limit) {
    const key = await nextKey(viewer, reader, of, space, from, belowHex);
    if (key === undefined) return { families, complete: true };
    const family = familyOf(key, belowHex);
    families.push(family);
    // Behind a key that is alone comes the same one with another byte.
    from = family.isKey ? `${family.prefixHex}00` : afterPrefix(family.prefixHex);
  }
  return { families, complete: from === undefined };
}

/** What a key has in common with its kin, below a prefix that it begins with. */
export function familyOf(keyHex: string, belowHex: string): KeyFamily {
  const key = Buffer.from(keyHex, "hex");
  const below = belowHex.length / 2;
  const composite = key[0] === 0;
  // The first byte of a composite key is a separator itself.
  const at = key.indexOf(composite ? 0 : 0x2f, composite ? Math.max(1, below) : below);
  if (at < 0 || at === key.length - 1) return { prefixHex: keyHex, isKey: true };
  return { prefixHex: keyHex.slice(0, 2 * (at + 1)), isKey: false };
}

async function nextKey(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  { namespace, collection }: StateSpace,
  fromHex: string,
  belowHex: string,
): Promise<string | undefined> {
  const scope = channelScope(viewer, of);
  const end = afterPrefix(belowHex);
  const [row] = await reader.query<{ keyHex: string }>(
    `SELECT lower(hex(key)) AS keyHex FROM store.fabric_state
     WHERE ${scope.sql} AND namespace = {namespace:String} AND collection = {collection:String}
       AND key >= unhex({from:String})${end === undefined ? "" : " AND key < unhex({end:String})"}
     ORDER BY key LIMIT 1`,
    { ...scope.params, namespace, collection, from: fromHex, ...(end !== undefined && { end }) },
  );
  return row?.keyHex;
}

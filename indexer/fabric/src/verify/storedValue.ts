import { fromHex } from "@ledgerscope/proof";
import { STORE } from "@ledgerscope/schema";
import { IN_SCOPE, type StoredScope, scopeParams } from "./storedScope.ts";

/** The value that a key had before the block, from the stored valid writes: null when it was deleted, undefined when there is none. */
export async function storedValue(
  scope: StoredScope,
  before: number,
  namespace: string,
  collection: string,
  key: Uint8Array,
): Promise<Uint8Array | null | undefined> {
  const sql = `SELECT t.is_delete AS is_delete, lower(hex(t.value)) AS value FROM ${STORE}.fabric_writes AS t
WHERE ${IN_SCOPE} AND t.namespace = {namespace:String} AND t.collection = {collection:String} AND t.key = unhex({key:String})
  AND t.height < {before:UInt64} AND t.validation_code = 0 AND NOT t.is_metadata
ORDER BY t.height DESC, t.tx_index DESC, t.action_index DESC LIMIT 1`;
  const params = { ...scopeParams(scope), namespace, collection, key: Buffer.from(key).toString("hex"), before };
  for await (const row of scope.stored.rows<{ is_delete: boolean; value: string }>(sql, params)) {
    return row.is_delete ? null : fromHex(row.value);
  }
  return undefined;
}

import type { Check } from "@ledgerscope/core";
import { STORE } from "@ledgerscope/schema";
import type { StoredScope } from "../verify/storedScope.ts";

/**
 * Rows of private data against the hashes of their blocks: each must be of a valid transaction that wrote this key
 * and this value, and be there once.
 */
const JUDGED = `SELECT height, countIf(fault != '') AS faults, anyIf(fault, fault != '') AS detail FROM (
  SELECT p.height AS height, concat('fabric_private_data: transaction ', toString(p.tx_index), ', ', p.namespace, '/', p.collection,
    ', key hash ', lower(hex(SHA256(p.key)))) AS place,
    multiIf(
      h.copies = 0, concat(place, ': no valid transaction wrote it'),
      p.copies > 1, concat(place, ': it is there ', toString(p.copies), ' times'),
      p.key_hash != SHA256(p.key), concat(place, ': key_hash is ', lower(hex(p.key_hash))),
      p.tx_id != h.tx_id, concat(place, ': tx_id is ', p.tx_id),
      p.is_delete != h.is_delete, concat(place, ': is_delete differs'),
      p.is_delete AND p.value != '', concat(place, ': deleted, and has a value'),
      NOT p.is_delete AND SHA256(p.value) != h.value_hash,
        concat(place, ': the value has the hash ', lower(hex(SHA256(p.value))), ', the block says ', lower(hex(h.value_hash))),
      '') AS fault
  FROM (
    SELECT *, count() OVER (PARTITION BY height, tx_index, namespace, collection, key) AS copies
    FROM ${STORE}.fabric_private_data
    WHERE network = {network:String} AND height >= {from:UInt64} AND height < {to:UInt64}
  ) AS p
  LEFT JOIN (
    SELECT channel, height, tx_index, namespace, collection, key_hash, any(tx_id) AS tx_id, any(value_hash) AS value_hash,
      max(is_delete) AS is_delete, count() AS copies
    FROM ${STORE}.fabric_private_hashes
    WHERE network = {network:String} AND height >= {from:UInt64} AND height < {to:UInt64}
      AND validation_code = 0 AND operation IN ('write', 'delete', 'purge')
    GROUP BY channel, height, tx_index, namespace, collection, key_hash
  ) AS h ON p.channel = h.channel AND p.height = h.height AND p.tx_index = h.tx_index AND p.namespace = h.namespace
    AND p.collection = h.collection AND SHA256(p.key) = h.key_hash
)
GROUP BY height ORDER BY height`;

/** Blocks judged at a time. */
const CHUNK_BLOCKS = 10_000;

/** One check per block that rows of private data are stored of; a table that is empty is judged for nothing. */
export async function* verifyPrivateData(
  { network, stored }: StoredScope,
  { from, to }: { readonly from: number; readonly to: number },
  signal: AbortSignal,
): AsyncIterable<Check> {
  for (let start = from; start < to; start += CHUNK_BLOCKS) {
    signal.throwIfAborted();
    const params = { network, from: start, to: Math.min(to, start + CHUNK_BLOCKS) };
    for await (const row of stored.rows<{ height: string; faults: string; detail: string }>(JUDGED, params)) {
      const height = Number(row.height);
      yield Number(row.faults) === 0
        ? { check: "private_data", state: "verified", height }
        : { check: "private_data", state: "failed", height, detail: row.detail };
    }
  }
}

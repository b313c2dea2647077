import type { Pass } from "@ledgerscope/core";
import type { FabricConfig } from "../config.ts";
import { fabricState } from "../tables/fabricState.ts";
import { position } from "./keyHistory.ts";

/** Blocks per step: each adds one row per key that it writes. */
const STEP_BLOCKS = 2_000;

const STEP = `network = {network:String} AND height >= {from:UInt64} AND height < {to:UInt64} AND validation_code = 0`;
const KEY = "channel, namespace, collection, key";
/** From 1, so that 0 is "never". */
const AT = (height: string, index: string): string => `${position(height, index)} + 1`;

/**
 * Where each key stood before the step: its value, or its deletion, and its metadata, as writes. Metadata that is older
 * than the value is of a key that was there before: that earlier put, which the row no longer has, stands beside it.
 */
const BEFORE = `SELECT ${KEY}, event.1 AS height, event.2 AS tx_index, event.3 AS tx_id, event.4 AS is_metadata,
    event.5 AS is_delete, event.6 AS value
  FROM (
    SELECT ${KEY}, arrayJoin(arrayFilter(e -> e.3 != '', [
      (value_height, value_tx_index, value_tx_id, false, is_delete, value),
      (metadata_height, metadata_tx_index, metadata_tx_id, true, false, metadata),
      (metadata_height, metadata_tx_index,
        if((metadata_height, metadata_tx_index) < (value_height, value_tx_index), metadata_tx_id, ''), false, false, '')
    ])) AS event
    FROM (
      SELECT * FROM store.fabric_state
      WHERE network = {network:String} AND height < {from:UInt64}
        AND (${KEY}) IN (SELECT ${KEY} FROM store.fabric_writes WHERE ${STEP})
      ORDER BY height DESC, tx_index DESC LIMIT 1 BY ${KEY}
    )
  )`;

/**
 * The state of each key after valid writes, where its version lies in [from, to). Metadata belongs to a key from its
 * first write on until its deletion; metadata of a key that is not there is void (fabric txmgmt/validation/tx_ops.go).
 * `put_at`: the first write of the value since the last deletion.
 */
const stateAfter = (
  writes: string,
): string => `SELECT {network:String} AS network, s.channel AS channel, s.namespace AS namespace,
  s.collection AS collection, s.key AS key, toUInt64(bitShiftRight(version - 1, 24)) AS height,
  toUInt32(bitAnd(version - 1, 16777215)) AS tx_index,
  if(metadata_at > value_at, s.meta.3, s.last.1) AS tx_id, CAST(NOT s.alive, 'Bool') AS is_delete, if(s.alive, s.last.2, '') AS value,
  toUInt64(bitShiftRight(value_at - 1, 24)) AS value_height, toUInt32(bitAnd(value_at - 1, 16777215)) AS value_tx_index,
  s.last.1 AS value_tx_id, s.meta.2 AS metadata,
  if(metadata_at = 0, 0, toUInt64(bitShiftRight(metadata_at - 1, 24))) AS metadata_height,
  if(metadata_at = 0, 0, toUInt32(bitAnd(metadata_at - 1, 16777215))) AS metadata_tx_index,
  s.meta.3 AS metadata_tx_id, p.policy AS policy
FROM (
  SELECT ${KEY}, value_at, last, alive, if(alive, arrayLast(m -> m.1 >= put_at, metas), (toUInt64(0), '', '')) AS meta,
    meta.1 AS metadata_at, greatest(value_at, metadata_at) AS version
  FROM (
    SELECT ${KEY}, maxIf(at, NOT is_metadata) AS value_at, argMaxIf((tx_id, value), at, NOT is_metadata) AS last,
      maxIf(at, NOT is_metadata AND is_delete) AS deleted_at, value_at > deleted_at AS alive,
      arrayMin(arrayFilter(x -> x > deleted_at, groupArrayIf(at, NOT is_metadata))) AS put_at,
      arraySort(groupArrayIf((at, value, tx_id), is_metadata)) AS metas
    FROM (
      SELECT ${KEY}, ${AT("height", "tx_index")} AS at, tx_id, is_metadata, is_delete, value
      FROM (${writes})
    )
    GROUP BY ${KEY}
  )
  WHERE value_at > 0 AND version >= ${AT("{from:UInt64}", "0")} AND version < ${AT("{to:UInt64}", "0")}
) AS s
LEFT JOIN (
  SELECT ${KEY}, height, tx_index, any(policy) AS policy FROM store.fabric_metadata_writes
  WHERE network = {network:String} AND height < {to:UInt64} AND validation_code = 0 AND name = 'VALIDATION_PARAMETER'
  GROUP BY ${KEY}, height, tx_index
) AS p ON s.channel = p.channel AND s.namespace = p.namespace AND s.collection = p.collection AND s.key = p.key
  AND toUInt64(bitShiftRight(s.metadata_at - 1, 24)) = p.height
  AND toUInt32(bitAnd(s.metadata_at - 1, 16777215)) = p.tx_index`;

const WRITES = `SELECT ${KEY}, height, tx_index, tx_id, is_metadata, is_delete, value FROM store.fabric_writes`;

/** From the step's own writes and the state that the steps before it have left. */
const STATE = stateAfter(`${WRITES} WHERE ${STEP} UNION ALL ${BEFORE}`);

/**
 * From nothing but writes: the state below `{end:UInt64}` of each key whose newest version lies in [from, to), as rows
 * of `fabric_state`. The same select as the pass makes, which trusts its own earlier rows.
 */
export const NEWEST_STATE = stateAfter(`${WRITES} WHERE network = {network:String} AND validation_code = 0
  AND height < {end:UInt64} AND (${KEY}) IN (SELECT ${KEY} FROM store.fabric_writes WHERE ${STEP})`);

/** What the table holds of the same keys: the rows that count. */
export const STORED_STATE = `SELECT * FROM (
  SELECT * FROM store.fabric_state WHERE network = {network:String} AND height < {end:UInt64}
    AND (${KEY}) IN (
      SELECT ${KEY} FROM store.fabric_state
      WHERE network = {network:String} AND height >= {from:UInt64} AND height < {to:UInt64})
  ORDER BY height DESC, tx_index DESC LIMIT 1 BY ${KEY}
) WHERE height >= {from:UInt64} AND height < {to:UInt64}`;

const KEYS = `SELECT toString(uniqExact(${KEY})) AS keys FROM store.fabric_writes WHERE ${STEP}`;

/** Works out the current value, version and metadata of every key, step by step: a step starts from the one before it. */
export const statePass: Pass<FabricConfig> = {
  name: "state",
  version: 2,
  unit: "keys",
  tables: [fabricState.name],
  cumulative: true,
  async *run(_, { network, from, to, stored, signal }) {
    for (let start = from; start < to; start += STEP_BLOCKS) {
      signal.throwIfAborted();
      const end = Math.min(to, start + STEP_BLOCKS);
      let items = 0;
      for await (const row of stored.rows<{ keys: string }>(KEYS, { network, from: start, to: end })) {
        items = Number(row.keys);
      }
      yield {
        from: start,
        to: end,
        items,
        checks: [],
        payloads: [],
        derived: [{ table: fabricState.name, select: STATE }],
      };
    }
  },
};

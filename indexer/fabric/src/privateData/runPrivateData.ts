import { type Check, ConfigError, type PassRequest, type PassStep } from "@ledgerscope/core";
import { encodeRows, type Row, STORE } from "@ledgerscope/schema";
import type { FabricConfig } from "../config.ts";
import { nowMs } from "../deliver/nowMs.ts";
import { fabricPrivateData } from "../tables/fabricPrivateData.ts";
import type { StoredScope } from "../verify/storedScope.ts";
import { type HashedWrite, judgePrivateData } from "./judgePrivateData.ts";
import { PrivatePeers } from "./privatePeers.ts";

/** Blocks per step. */
const STEP_BLOCKS = 200;

const KEY = "channel, namespace, collection, key_hash";
const IN_STEP =
  "network = {network:String} AND height >= {from:UInt64} AND height < {to:UInt64} AND validation_code = 0";

/** What valid transactions wrote to collections, and whether the key was purged, there or later. */
const HASHED = `SELECT height, tx_index, tx_id, namespace, collection, is_delete, lower(hex(key_hash)) AS key_hex,
  lower(hex(value_hash)) AS value_hex, lower(hex(private_set_hash)) AS set_hex,
  p.at >= (t.height, t.tx_index) AS is_purged
FROM ${STORE}.fabric_private_hashes AS t
LEFT JOIN (
  SELECT ${KEY}, max((height, tx_index)) AS at FROM ${STORE}.fabric_private_hashes
  WHERE network = {network:String} AND validation_code = 0 AND is_purge
    AND (${KEY}) IN (SELECT ${KEY} FROM ${STORE}.fabric_private_hashes WHERE ${IN_STEP})
  GROUP BY ${KEY}
) AS p USING (${KEY})
WHERE ${IN_STEP} AND channel = {channel:String} AND private_set_hash != ''
  AND operation IN ('write', 'delete', 'purge')
ORDER BY height, tx_index`;

/** Rows whose keys transactions of the step have purged. */
const PURGED = `(channel, height, tx_index, namespace, collection, key_hash) IN (
  SELECT d.channel, d.height, d.tx_index, d.namespace, d.collection, d.key_hash
  FROM ${STORE}.fabric_private_data AS d
  JOIN (
    SELECT ${KEY}, max((height, tx_index)) AS at FROM ${STORE}.fabric_private_hashes
    WHERE ${IN_STEP} AND is_purge GROUP BY ${KEY}
  ) AS p USING (${KEY})
  WHERE d.network = {network:String} AND (d.height, d.tx_index) < p.at)`;

interface HashedRow {
  readonly height: string;
  readonly tx_index: number;
  readonly tx_id: string;
  readonly namespace: string;
  readonly collection: string;
  readonly is_delete: boolean;
  readonly key_hex: string;
  readonly value_hex: string;
  readonly set_hex: string;
  readonly is_purged: number | boolean;
}

export async function* runPrivateData(config: FabricConfig, request: PassRequest): AsyncIterable<PassStep> {
  const { network, from, to, stored, signal } = request;
  if (!("live" in config)) {
    throw new ConfigError(
      `networks.${network}.privateData: a ledger on disk holds none: peers: or profile: are needed`,
    );
  }
  const scope: StoredScope = { stored, network, channel: config.channel };
  const peers = new PrivatePeers(config);
  try {
    for (let start = from; start < to; start += STEP_BLOCKS) {
      const end = Math.min(to, start + STEP_BLOCKS);
      const rows: Row<typeof fabricPrivateData>[] = [];
      const checks: Check[] = [];
      for (const [height, hashed] of await hashedWrites(scope, start, end)) {
        signal.throwIfAborted();
        const { served, why } = await peers.ask(height, hashed);
        const { writes, check } = judgePrivateData(height, hashed, served, why);
        if (check) checks.push(check);
        const servedAt = BigInt(Math.round(nowMs() * 1_000)) * 1_000n;
        for (const write of writes) rows.push(rowOf(scope, height, write, servedAt));
      }
      yield {
        from: start,
        to: end,
        items: rows.length,
        checks,
        payloads: [encodeRows(fabricPrivateData, rows)],
        derived: [],
        erased: [{ table: fabricPrivateData.name, where: PURGED }],
      };
    }
  } finally {
    peers.close();
  }
}

const rowOf = (
  { network, channel }: StoredScope,
  height: number,
  write: ReturnType<typeof judgePrivateData>["writes"][number],
  servedAt: bigint,
): Row<typeof fabricPrivateData> => ({
  ...{ network, channel, height: BigInt(height), tx_index: write.txIndex, tx_id: write.txId },
  ...{ namespace: write.namespace, collection: write.collection, key: write.key },
  key_hash: Buffer.from(write.keyHash, "hex"),
  ...{ value: write.value, is_delete: write.isDelete, node: write.node, served_at: servedAt },
});

async function hashedWrites(scope: StoredScope, from: number, to: number): Promise<Map<number, HashedWrite[]>> {
  const { network, channel, stored } = scope;
  const blocks = new Map<number, HashedWrite[]>();
  for await (const row of stored.rows<HashedRow>(HASHED, { network, channel, from, to })) {
    const height = Number(row.height);
    const writes = blocks.get(height) ?? [];
    blocks.set(height, writes);
    const { namespace, collection } = row;
    writes.push({
      ...{ txIndex: row.tx_index, txId: row.tx_id, namespace, collection, isDelete: row.is_delete },
      ...{ keyHash: row.key_hex, valueHash: row.is_delete ? "" : row.value_hex, setHash: row.set_hex },
      isPurged: Boolean(row.is_purged),
    });
  }
  return blocks;
}

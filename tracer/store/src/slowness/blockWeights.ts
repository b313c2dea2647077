import type { Viewer } from "@ledgerscope/core";
import type { BlockWeight } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { scopeOf } from "../scope.ts";
import type { TraceRange } from "../traces.ts";
import { blockFactsIn, rowsIn } from "./heightRange.ts";

interface BlockRow {
  readonly height: string;
  readonly tx_count: number;
  readonly bytes: string;
  readonly is_config: number;
}

interface Limit {
  readonly height: number;
  readonly value: number;
}

/** What blocks weigh, the limits in force when they were cut, and when the first orderer had written them. */
export async function readBlockWeights(
  warehouse: Pick<Warehouse, "query">,
  viewer: Viewer,
  range: TraceRange,
): Promise<readonly BlockWeight[]> {
  const rows = rowsIn(viewer, range);
  const facts = blockFactsIn(viewer, range);
  const [blocks, written, limits] = await Promise.all([
    warehouse.query<BlockRow>(
      `SELECT height, tx_count, bytes, height IN (
    SELECT height FROM store.fabric_transactions WHERE ${rows.sql} AND header_type = 'CONFIG'
  ) AS is_config
FROM store.fabric_blocks WHERE ${rows.sql} ORDER BY height`,
      rows.params,
    ),
    warehouse.query<{ id: string; ns: string; node: string }>(
      `SELECT id, toUnixTimestamp64Nano(min(coalesce(start_at, end_at, at))) AS ns,
  argMin(node, coalesce(start_at, end_at, at)) AS node FROM store.stage_facts
WHERE ${facts.sql} AND stage = 'fabric.order.write' GROUP BY id`,
      facts.params,
    ),
    readLimits(warehouse, viewer, range),
  ]);
  const orderedAt = new Map(written.map(({ id, ns, node }) => [id, { orderedNs: BigInt(ns), orderedBy: node }]));
  return blocks.map((block) => {
    const height = Number(block.height);
    const ordered = orderedAt.get(block.height);
    const [count, timeout] = [inForce(limits.count, height), inForce(limits.timeout, height)];
    return {
      height,
      txCount: block.tx_count,
      bytes: Number(block.bytes),
      isConfig: block.is_config === 1,
      ...(count === undefined ? {} : { maxMessageCount: count }),
      ...(timeout === undefined ? {} : { batchTimeoutNs: timeout }),
      ...ordered,
    };
  });
}

/** A configuration is in force after its own block. */
const inForce = (limits: readonly Limit[], height: number): number | undefined =>
  limits.filter((limit) => limit.height < height).at(-1)?.value;

/** `max_message_count` and `BatchTimeout` (nanoseconds) of the channel, by the blocks that set them. */
async function readLimits(
  warehouse: Pick<Warehouse, "query">,
  viewer: Viewer,
  { network, channel, to }: TraceRange,
): Promise<{ readonly count: readonly Limit[]; readonly timeout: readonly Limit[] }> {
  const scope = scopeOf(viewer, network, { channel: true });
  const rows = await warehouse.query<{ name: string; height: string; json: string }>(
    `SELECT name, height, json FROM store.fabric_config_items
WHERE ${scope.sql} AND channel = {channel:String} AND config_channel = {channel:String} AND height < {to:UInt64}
  AND kind = 'value' AND path IN ('/Channel/Orderer/BatchSize', '/Channel/Orderer/BatchTimeout')
ORDER BY height, tx_index`,
    { ...scope.params, channel, to },
  );
  const of = (name: string, read: (json: Record<string, unknown>) => number | undefined): Limit[] =>
    rows.flatMap((row) => {
      const value = row.name === name ? read(JSON.parse(row.json) as Record<string, unknown>) : undefined;
      return value === undefined ? [] : [{ height: Number(row.height), value }];
    });
  return {
    count: of("BatchSize", ({ max_message_count }) =>
      typeof max_message_count === "number" ? max_message_count : undefined,
    ),
    timeout: of("BatchTimeout", ({ timeout }) => (typeof timeout === "string" ? goDurationNs(timeout) : undefined)),
  };
}

const UNITS: Readonly<Record<string, number>> = { ns: 1, us: 1e3, µs: 1e3, ms: 1e6, s: 1e9, m: 6e10, h: 3.6e12 };

/** A duration as Go prints it (`1m30s`, `300ms`), in nanoseconds; undefined where it is none. */
function goDurationNs(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/.test(text)) return undefined;
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ""] ?? 0),
    0,
  );
}

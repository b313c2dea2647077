import type { Viewer } from "@ledgerscope/core";
import { scopeOf } from "../scope.ts";
import type { Glance, Reader } from "./glance.ts";

/** A block that the consensus did not agree on as it usually does: proved by the ledger alone. */
export interface RoundChange {
  readonly height: number;
  /** Unix milliseconds of the block. */
  readonly timeMs: number;
  /** `view`: the first block of a new SmartBFT view; `round`: a QBFT or IBFT block that took more than one round. */
  readonly kind: "view" | "round";
  /** The view, or the round that succeeded. */
  readonly number: string;
  /** Nodes that the view's leader has blacklisted (SmartBFT); proposer of the round, 0x-hex (QBFT, IBFT). */
  readonly detail: string;
}

const MAX_ROWS = 200;

/** Views and rounds as the blocks themselves state them, newest first. */
export async function roundChanges(
  reader: Reader,
  viewer: Viewer,
  { network, fromMs, toMs }: Glance,
): Promise<RoundChange[]> {
  const scope = scopeOf(viewer, network, { channel: true });
  const evm = scopeOf(viewer, network, { channel: false });
  const time = "time >= fromUnixTimestamp64Milli({fromMs:Int64}) AND time < fromUnixTimestamp64Milli({toMs:Int64})";
  const rows = await reader.query<Record<keyof RoundChange, string>>(
    `SELECT height, timeMs, kind, number, detail FROM (
  SELECT height, toUnixTimestamp64Milli(time) AS timeMs, 'view' AS kind, toString(view) AS number, blacklist AS detail
  FROM (
    SELECT height, time, JSONExtractUInt(consensus, 'view_id') AS view, JSONExtractRaw(consensus, 'black_list') AS blacklist,
      lagInFrame(view, 1, view) OVER (PARTITION BY channel ORDER BY height ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS before
    FROM store.fabric_blocks WHERE ${scope.sql} AND ${time} AND JSONHas(consensus, 'view_id')
  ) WHERE view != before
  UNION ALL
  SELECT c.height AS height, toUnixTimestamp64Milli(b.time) AS timeMs, 'round' AS kind, toString(c.round) AS number,
    ifNull(concat('0x', lower(hex(c.proposer))), '') AS detail
  FROM (SELECT height, round, proposer FROM store.evm_consensus WHERE ${evm.sql} AND round > 0) AS c
  INNER JOIN (SELECT height, time FROM default.chain_blocks WHERE ${scope.sql} AND family = 'evm' AND ${time}) AS b USING (height)
) ORDER BY height DESC LIMIT ${MAX_ROWS}`,
    { ...evm.params, ...scope.params, fromMs, toMs },
  );
  return rows.map((row) => ({
    height: Number(row.height),
    timeMs: Number(row.timeMs),
    kind: row.kind as RoundChange["kind"],
    number: row.number,
    detail: row.detail,
  }));
}

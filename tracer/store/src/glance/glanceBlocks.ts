import type { Viewer } from "@ledgerscope/core";
import type { TraceRange } from "../traces.ts";
import { blocksOf, type Glance, type Reader } from "./glance.ts";

/** The glance's newest blocks as ranges, one for each channel. */
export async function glanceBlocks(reader: Reader, viewer: Viewer, glance: Glance): Promise<readonly TraceRange[]> {
  const { sql, heights, params } = blocksOf(viewer, glance);
  const rows = await reader.query<{ channel: string; first: string; last: string }>(
    `SELECT channel, min(height) AS first, max(height) AS last FROM store.fabric_blocks
WHERE ${sql} AND height IN (${heights}) GROUP BY channel ORDER BY channel`,
    params,
  );
  return rows.map(({ channel, first, last }) => ({
    network: glance.network,
    channel,
    from: Number(first),
    to: Number(last) + 1,
  }));
}

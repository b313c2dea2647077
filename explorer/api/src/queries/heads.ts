import type { Viewer } from "@ledgerscope/core";
import { type Reader, readable } from "./readable.ts";

/**
 * A number per network that changes whenever its stored blocks do. Reads two narrow columns, so that
 * it can be asked several times a second.
 */
export async function changeMarks(viewer: Viewer, reader: Reader): Promise<Map<string, string>> {
  const scope = readable(viewer, "without channel");
  const rows = await reader.query<{ network: string; mark: string }>(
    `SELECT network, toString(max(seq)) AS mark FROM (
       SELECT network, max(seq) AS seq FROM store._ranges WHERE ${scope.sql} GROUP BY network
       UNION ALL
       SELECT network, max(seq) AS seq FROM store.canonical_log WHERE ${scope.sql} GROUP BY network)
     GROUP BY network`,
    scope.params,
  );
  return new Map(rows.map(({ network, mark }) => [network, mark]));
}

export interface HeadRef {
  readonly network: string;
  readonly height: number;
  readonly hash: string;
}

/** The newest canonical block of a network. */
export async function headOf(viewer: Viewer, reader: Reader, network: string): Promise<HeadRef | undefined> {
  const scope = readable(viewer, "with channel");
  const [row] = await reader.query<{ network: string; height: number | string; hash: string }>(
    `SELECT network, height, hash FROM default.chain_blocks
     WHERE ${scope.sql} AND network = {network:String} AND height = (
       SELECT max(height) FROM default.chain_blocks WHERE ${scope.sql} AND network = {network:String})`,
    { ...scope.params, network },
  );
  return row && { ...row, height: Number(row.height) };
}

/** The channel that a network's blocks carry; undefined while nothing is stored. */
export async function channelOf(viewer: Viewer, reader: Reader, network: string): Promise<string | undefined> {
  const scope = readable(viewer, "with channel");
  const [row] = await reader.query<{ channel: string }>(
    `SELECT channel FROM default.chain_blocks WHERE ${scope.sql} AND network = {network:String} LIMIT 1`,
    { ...scope.params, network },
  );
  return row?.channel;
}

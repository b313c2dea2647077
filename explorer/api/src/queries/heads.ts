import type { Viewer } from "@ledgerscope/core";
import { type BlockRow, blockOf, type RawBlock } from "./blocks.ts";
import { chainBlocks, newestFinalSql, newestInHeadSql } from "./chainRows.ts";
import { type Condition, type Reader, readable } from "./readable.ts";

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

/** The newest canonical blocks of these networks, in any order; none of those that have no block. */
export async function headsOf(viewer: Viewer, reader: Reader, networks: readonly string[]): Promise<BlockRow[]> {
  const familyOf = (network: string): string => reader.familyOf?.(network) ?? "";
  const read = async ({ sql, params }: Condition): Promise<BlockRow[]> =>
    (await reader.query<RawBlock>(sql, params)).map((row) => blockOf(row));
  const found = await Promise.all(
    [...new Set(networks.map(familyOf))].map(async (family) => {
      const names = networks.filter((network) => familyOf(network) === family);
      // What is in the head zone stands above all that is final; a block that is being moved is found behind it.
      const inHead = family === "evm" ? await read(newestInHeadSql(viewer, names)) : [];
      const others = names.filter((name) => !inHead.some(({ network }) => network === name));
      return others.length === 0 ? inHead : [...inHead, ...(await read(newestFinalSql(viewer, reader, others)))];
    }),
  );
  return found.flat();
}

/** The newest canonical block of a network. */
export const headOf = async (viewer: Viewer, reader: Reader, network: string): Promise<BlockRow | undefined> =>
  (await headsOf(viewer, reader, [network]))[0];

/** The channel that a network's blocks carry; undefined while nothing is stored. */
export async function channelOf(viewer: Viewer, reader: Reader, network: string): Promise<string | undefined> {
  const { columns, from, where } = chainBlocks(viewer, reader, network);
  const [row] = await reader.query<{ channel: string }>(
    `SELECT ${columns} FROM ${from} WHERE ${where.sql} LIMIT 1`,
    where.params,
  );
  return row?.channel;
}

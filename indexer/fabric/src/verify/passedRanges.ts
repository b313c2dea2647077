import { type Pass, type Range, unionRanges } from "@ledgerscope/core";
import { STORE } from "@ledgerscope/schema";
import type { StoredScope } from "./storedScope.ts";

const RECORDED = `SELECT network, from, to, revision, seq FROM ${STORE}._passes
  WHERE network = {network:String} AND pass = {name:String} AND version = {version:UInt32}`;

/** No block of the step was written anew since. */
const BLOCKS_STAND = `SELECT from, to FROM (${RECORDED})
WHERE NOT arrayExists(r -> r.1 < to AND r.2 > from AND r.3 > revision, (
  SELECT groupArray((from, to, revision)) FROM ${STORE}._ranges WHERE network = {network:String} AND revision > 0))`;

/** No block up to the end of the step was stored since: a cumulative pass is done again from there. */
const NOTHING_CAME_BELOW = `SELECT p.from AS from, p.to AS to FROM (${RECORDED}) AS p
ASOF JOIN (
  SELECT network, from, max(seq) OVER (ORDER BY from) AS newest FROM ${STORE}._ranges WHERE network = {network:String}
) AS r ON p.network = r.network AND p.to > r.from
WHERE p.seq > r.newest`;

/** Which blocks a pass has done for good, ascending and joined. */
export async function passedRanges(
  { stored, network }: StoredScope,
  { name, version, cumulative }: Pick<Pass<never>, "name" | "version" | "cumulative">,
): Promise<readonly Range[]> {
  const sql = cumulative ? NOTHING_CAME_BELOW : BLOCKS_STAND;
  const ranges: Range[] = [];
  for await (const row of stored.rows<{ from: string; to: string }>(sql, { network, name, version })) {
    ranges.push({ from: Number(row.from), to: Number(row.to) });
  }
  return unionRanges(ranges);
}

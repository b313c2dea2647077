/**
 * SQL that joins overlapping and adjacent ranges of one revision; there may be a row per block.
 * @param ranges SELECT of from, to, revision.
 */
export function islands(ranges: string): string {
  return `SELECT min(from) AS from, max(to) AS to, revision FROM (
    SELECT from, to, revision, sum(starts) OVER (PARTITION BY revision ORDER BY from, to) AS island FROM (
      SELECT from, to, revision, from > max(to) OVER (
        PARTITION BY revision ORDER BY from, to ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS starts
      FROM (${ranges})))
  GROUP BY revision, island`;
}

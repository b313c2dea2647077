import type { Viewer } from "@ledgerscope/core";
import { type Glance, type Reader, TRANSACTION, transactionsOf } from "./glance.ts";

/** Failures of one reason in one stretch of time. */
export interface FailureBucket {
  /** From 0. */
  readonly bucket: number;
  readonly code: string;
  readonly count: number;
}

/** Failed transactions by reason over `buckets` stretches of the glance's time, all equally long; empty ones are left out. */
export async function failuresOverTime(
  reader: Reader,
  viewer: Viewer,
  glance: Glance,
  buckets: number,
): Promise<FailureBucket[]> {
  const scope = transactionsOf(viewer, glance);
  const rows = await reader.query<{ bucket: string; code: string; count: string }>(
    `SELECT intDiv((toUnixTimestamp64Milli(toDateTime64(time, 9)) - {fromMs:Int64}) * {buckets:Int64}, {toMs:Int64} - {fromMs:Int64}) AS bucket,
  toString(code) AS code, uniqExact(${TRANSACTION}) AS count
FROM store.diagnoses WHERE ${scope.sql} AND kind = 'failure'
GROUP BY bucket, code ORDER BY bucket, code`,
    { ...scope.params, buckets },
  );
  return rows.map(({ bucket, code, count }) => ({ bucket: Number(bucket), code, count: Number(count) }));
}

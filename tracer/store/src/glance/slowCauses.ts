import type { Viewer } from "@ledgerscope/core";
import { type Glance, type Reader, TRANSACTION, transactionsOf } from "./glance.ts";

/** What made transactions slow. */
export interface SlowCause {
  /** Name of the diagnosis. */
  readonly code: string;
  readonly subCause: string;
  readonly titleEn: string;
  readonly titleZh: string;
  /** Transactions. */
  readonly count: string;
  /** Time that it cost all of them, nanoseconds; 0 where it is not known. */
  readonly costNs: number;
  /** Time that it cost 95 of 100 at most, nanoseconds. */
  readonly p95Ns: number;
}

const MAX_ROWS = 100;

/** Causes of slowness, what cost most time first. */
export async function slowCauses(reader: Reader, viewer: Viewer, glance: Glance): Promise<SlowCause[]> {
  const scope = transactionsOf(viewer, glance);
  return reader.query<SlowCause>(
    `SELECT toString(d.code) AS code, toString(d.sub_cause) AS subCause, any(title_en) AS titleEn, any(title_zh) AS titleZh,
  toString(uniqExact(${TRANSACTION})) AS count, toFloat64(sum(ifNull(cost_ns, 0))) AS costNs,
  toFloat64(quantileTDigest(0.95)(ifNull(cost_ns, 0))) AS p95Ns
FROM (SELECT * FROM store.diagnoses WHERE ${scope.sql} AND kind = 'slow') AS d
GROUP BY code, subCause ORDER BY costNs DESC, code, subCause LIMIT ${MAX_ROWS}`,
    scope.params,
  );
}

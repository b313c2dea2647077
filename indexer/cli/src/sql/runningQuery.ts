import type { Warehouse } from "@ledgerscope/warehouse";

export interface QueryProgress {
  readonly readRows: number;
  readonly readBytes: number;
  /** What the engine expects to read; 0 when unknown. */
  readonly totalRows: number;
  readonly elapsedSeconds: number;
}

/** A ClickHouse server keeps the client's query id, the embedded engine keeps it in `log_comment`. */
const IS_QUERY = "(query_id = {id:String} OR Settings['log_comment'] = {id:String})";

/** How often a running query is looked at, in milliseconds. */
const POLL_MS = 250;

/** Tells `show` how far the query is until stopped. */
export function watchQuery(
  warehouse: Warehouse,
  queryId: string,
  show: (progress: QueryProgress) => void,
): { stop(): void } {
  let stopped = false;
  let asking = false;
  const timer = setInterval(() => {
    if (asking) return;
    asking = true;
    warehouse
      .query<Record<"read_rows" | "read_bytes" | "total", string> & { elapsed: number }>(
        `SELECT read_rows, read_bytes, total_rows_approx AS total, elapsed FROM system.processes WHERE ${IS_QUERY}`,
        { id: queryId },
      )
      .then(([row]) => {
        if (stopped || !row) return;
        show({
          readRows: Number(row.read_rows),
          readBytes: Number(row.read_bytes),
          totalRows: Number(row.total),
          elapsedSeconds: Number(row.elapsed),
        });
      })
      // Progress is a courtesy: a warehouse that is too busy for it still answers the query.
      .catch(() => {})
      .finally(() => {
        asking = false;
      });
  }, POLL_MS);
  timer.unref();
  return {
    stop() {
      stopped = true;
      clearInterval(timer);
    },
  };
}

/** Ends the query in the engine; it is no error when it has ended by itself. */
export async function killQuery(warehouse: Warehouse, queryId: string): Promise<void> {
  await warehouse.command(`KILL QUERY WHERE ${IS_QUERY} ASYNC`, { id: queryId });
}

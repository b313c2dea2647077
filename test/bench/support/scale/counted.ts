import type { QueryParams, Warehouse } from "@ledgerscope/warehouse";

/** A statement that was run, with what it cost. */
export interface Ran {
  readonly sql: string;
  readonly params: QueryParams;
  /** From asking to the last row. */
  readonly ms: number;
  /** Rows that the engine read for it: the same on a busy machine as on a quiet one. */
  readonly rows: number;
}

/** The same warehouse; each statement that is run through it is put into `ran`. */
export function counted(warehouse: Warehouse): { readonly warehouse: Warehouse; readonly ran: Ran[] } {
  const ran: Ran[] = [];
  const query = async <T>(sql: string, params: QueryParams = {}): Promise<T[]> => {
    const started = performance.now();
    const isSelect = !sql.startsWith("EXPLAIN");
    const result = await warehouse.client.query({ query: sql, format: "JSON", query_params: { ...params } });
    const { data, statistics } = await result.json<T>();
    ran.push({ sql, params, ms: performance.now() - started, rows: isSelect ? (statistics?.rows_read ?? 0) : 0 });
    return data;
  };
  return { warehouse: Object.assign(Object.create(warehouse) as Warehouse, { query }), ran };
}

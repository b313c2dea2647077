import { AsyncLocalStorage } from "node:async_hooks";
import type { Warehouse } from "@ledgerscope/warehouse";

/** A statement as it was run, with the values of its `{name:Type}` parameters. */
export interface Statement {
  readonly statement: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

type Parameters = Statement["parameters"];

/** So many statements of one request are told; a page needs a few dozen. */
const MAX_STATEMENTS = 500;

const waiting = new AsyncLocalStorage<Set<string>>();

/** Runs `work` for these fields: what it reads is noted for them, and for those that are added while it runs. */
export const readFor = <T>(fields: Set<string>, work: () => T): T => waiting.run(fields, work);

/** The fields that are being read for. */
export const readingFor = (): Set<string> | undefined => waiting.getStore();

/** The statements of one request, each with the fields that it was run for. */
export class Statements {
  readonly #noted: { readonly statement: Statement; readonly fields: ReadonlySet<string> }[] = [];

  /** The same warehouse; what is read through it is noted. */
  noting(warehouse: Warehouse): Warehouse {
    return Object.assign(Object.create(warehouse) as Warehouse, {
      query: <T>(sql: string, params: Parameters = {}) => {
        this.#note(sql, params);
        return warehouse.query<T>(sql, params);
      },
      rows: <T>(sql: string, params: Parameters = {}) => {
        this.#note(sql, params);
        return warehouse.rows<T>(sql, params);
      },
    });
  }

  #note(sql: string, params: Parameters): void {
    const fields = readingFor();
    if (!fields || this.#noted.length >= MAX_STATEMENTS) return;
    this.#noted.push({ statement: { statement: sql.trim(), parameters: plain(params) }, fields });
  }

  /** Path of a field in the response, without the indices of lists (`network.glance.hotKeys`) → its statements. */
  byField(): Record<string, Statement[]> {
    const found = new Map<string, Statement[]>();
    for (const { statement, fields } of this.#noted) {
      for (const field of fields) found.set(field, [...(found.get(field) ?? []), statement]);
    }
    return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

/** Parameters as JSON can carry them. */
function plain(params: Parameters): Parameters {
  return JSON.parse(JSON.stringify(params, (_, value) => (typeof value === "bigint" ? String(value) : value)));
}

import type { Warehouse } from "@ledgerscope/warehouse";
import type { Log } from "../errors.ts";
import { engineTime, insertAppRow, STATEMENTS_RUN } from "./appTables.ts";

/** A statement that somebody asks. */
export interface AskedStatement {
  readonly viewer: string;
  /** `run` on the page, or the kind of the file that was asked for. */
  readonly action: string;
  readonly queryId: string;
  readonly sql: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What came of it. */
export interface StatementEnd {
  /** Rows that were given out; null where nobody counts them. */
  readonly rows: number | null;
  /** `ok`, `cut`, `gone`, or the name of the engine's error. */
  readonly outcome: string;
}

/** One statement on its way, for the record. */
export class RecordedStatement {
  readonly #end: (bytes: number, end: StatementEnd) => void;
  #bytes = 0;
  #ended = false;

  constructor(end: (bytes: number, end: StatementEnd) => void) {
    this.#end = end;
  }

  /** Bytes that were given out. */
  gave(bytes: number): void {
    this.#bytes += bytes;
  }

  /** Once; what is said of its end later is not heard. */
  ended(end: StatementEnd): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#end(this.#bytes, end);
  }
}

/**
 * Who asked which statement when, and how much he was given: a line in the log at its beginning and at its end, and a
 * row in `app.statements_run`, which nobody can read or change by this API.
 */
export class StatementLog {
  readonly #warehouse: Warehouse;
  readonly #log: Log;

  constructor(warehouse: Warehouse, log: Log) {
    this.#warehouse = warehouse;
    this.#log = log;
  }

  begin(asked: AskedStatement): RecordedStatement {
    const { viewer, action, queryId, sql, parameters } = asked;
    const began = performance.now();
    const at = new Date();
    this.#log.info({ viewer, action, queryId, sql, parameters }, "statement begins");
    return new RecordedStatement((bytes, { rows, outcome }) => {
      const elapsedMs = Math.round(performance.now() - began);
      this.#log.info({ viewer, action, queryId, rows, bytes, elapsedMs, outcome }, "statement ended");
      const row = {
        ...{ at: engineTime(at), viewer, action, query_id: queryId, sql, parameters: JSON.stringify(parameters) },
        ...{ elapsed_ms: elapsedMs, rows, bytes, outcome },
      };
      insertAppRow(this.#warehouse, STATEMENTS_RUN, row, queryId).catch((error: unknown) => {
        this.#log.error({ err: error, queryId }, "a statement could not be recorded");
      });
    });
  }
}

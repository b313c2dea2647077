import { createHash } from "node:crypto";
import type { AnalystAccount, Warehouse } from "@ledgerscope/warehouse";
import { apiError, type Log } from "../errors.ts";
import type { Asking, Route } from "../route.ts";
import { readLimits } from "./analystLimits.ts";
import { AnalystReader } from "./analystReader.ts";
import { exportStatement, isFileKind } from "./exportStatement.ts";
import { runStatement } from "./runStatement.ts";
import { SavedQueries } from "./savedQueries.ts";
import { SqlError } from "./sqlError.ts";
import { parametersIn, readBody, readSqlRequest } from "./sqlRequest.ts";
import { type RecordedStatement, StatementLog } from "./statementLog.ts";
import { readNames } from "./tables.ts";

/** Seconds that a statement of the page may run. */
const PAGE_SECONDS = 120;
/** Rows that a page is given unless it asks for others, and at most. */
const PAGE_ROWS = 10_000;
const MAX_PAGE_ROWS = 50_000;

/** Characters of a statement that is saved with its values: lists of them are held in memory. */
const MAX_SAVED = 20_000;

const QUERY_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface SqlRouteOptions {
  readonly warehouse: Warehouse;
  /** The account that asks; undefined: the warehouse has none, and nobody may. */
  readonly analyst: AnalystAccount | undefined;
  readonly log: Log;
}

/**
 * SQL of people's own. The engine knows no rows by viewer, so that only those may ask who may see everything; the
 * engine's own account for it may read chain data and nothing else. Every statement is recorded (`StatementLog`).
 *
 * | path | answers |
 * |---|---|
 * | `GET /sql` | limits |
 * | `GET /sql/tables` | tables and columns with comments and units, functions |
 * | `POST /sql/run` | columns, rows and progress of a statement, as lines of JSON |
 * | `POST /sql/cancel` | ends a statement of one's own |
 * | `POST /sql/export` | a file: CSV, Parquet, NDJSON |
 * | `GET, POST /sql/saved`, `GET, DELETE /sql/saved/<id>` | saved queries |
 */
export function sqlRoute({ warehouse, analyst, log }: SqlRouteOptions): Route {
  const saved = new SavedQueries(warehouse);
  const statements = new StatementLog(warehouse, log);
  const reader = analyst && new AnalystReader(warehouse, analyst);
  return {
    prefix: "/sql",
    async answer(request, asking) {
      if (!asking.seesEverything) {
        throw apiError(
          "FORBIDDEN",
          "SQL shows every row of every network: only viewers who may see everything may ask it.",
        );
      }
      if (!reader) {
        throw apiError(
          "UNAVAILABLE",
          "This warehouse has no account for analysts. Name one that only reads: warehouse: { analyst: { username, password } }.",
        );
      }
      try {
        return await answer({ reader, saved, statements }, request, asking);
      } catch (error) {
        if (!(error instanceof SqlError)) throw error;
        const { problem } = error;
        return Response.json(
          { type: "about:blank", title: problem.name, status: 400, detail: problem.message, code: "BAD_SQL", problem },
          { status: 400, headers: { "Content-Type": "application/problem+json" } },
        );
      }
    },
  };
}

interface Parts {
  readonly reader: AnalystReader;
  readonly saved: SavedQueries;
  readonly statements: StatementLog;
}

async function answer({ reader, saved, statements }: Parts, request: Request, { viewer }: Asking): Promise<Response> {
  const [, , what = "", id, ...more] = new URL(request.url).pathname.split("/");
  switch (more.length > 0 ? "" : `${request.method} ${what}${id === undefined ? "" : "/"}`) {
    case "GET ":
      return json({ ...(await readLimits(reader, PAGE_SECONDS)), rows: PAGE_ROWS, maxRows: MAX_PAGE_ROWS });
    case "GET tables":
      return json(await readNames(reader));
    case "POST run": {
      const { sql, parameters, rest } = await readSqlRequest(request);
      const maxRows = wholeNumber(rest["maxRows"] ?? PAGE_ROWS, "maxRows", MAX_PAGE_ROWS);
      const queryId = ownId(viewer.name, rest["queryId"]);
      const record = statements.begin({ viewer: viewer.name, action: "run", queryId, sql, parameters });
      const asked = { sql, parameters, queryId, maxRows, maxSeconds: PAGE_SECONDS };
      return lines(
        (signal) => runStatement(reader, { ...asked, signal, onEnd: (end) => record.ended(end) }),
        request.signal,
        record,
      );
    }
    case "POST cancel":
      await reader.kill(ownId(viewer.name, (await readBody(request))["queryId"]));
      return new Response(null, { status: 204 });
    case "POST export": {
      const { sql, parameters, rest } = await readSqlRequest(request);
      const { format, name } = rest;
      if (!isFileKind(format)) throw apiError("BAD_INPUT", "format must be csv, parquet or ndjson.");
      const queryId = ownId(viewer.name, crypto.randomUUID());
      const question = { sql, parameters, queryId, signal: request.signal };
      const record = statements.begin({ viewer: viewer.name, action: format, queryId, sql, parameters });
      try {
        const file = { kind: format, name: typeof name === "string" ? name : "", record };
        return await exportStatement(reader, question, file);
      } catch (error) {
        const failed = error instanceof SqlError ? error.problem.name : "BROKEN_OFF";
        record.ended({ rows: null, outcome: request.signal.aborted ? "gone" : failed });
        throw error;
      }
    }
    case "GET saved":
      return json(await saved.list());
    case "POST saved":
      return json(await save(saved, viewer.name, await readBody(request)));
    case "GET saved/": {
      const found = await saved.find(nameIn(id));
      if (!found) throw apiError("NOT_FOUND", "There is no saved query of this name.");
      return json(found);
    }
    case "DELETE saved/":
      await saved.delete(viewer.name, nameIn(id));
      return new Response(null, { status: 204 });
    default:
      throw apiError(
        "NOT_FOUND",
        "There is nothing here. GET /sql/tables, POST /sql/run, /sql/cancel, /sql/export; /sql/saved.",
      );
  }
}

async function save(saved: SavedQueries, viewer: string, body: Readonly<Record<string, unknown>>): Promise<object> {
  const { title, sql, view = "", id } = body;
  const parameters = parametersIn(body["parameters"] ?? {});
  if (typeof title !== "string" || title.trim() === "" || title.length > 200) {
    throw apiError("BAD_INPUT", "title must be 1 to 200 characters.");
  }
  if (typeof sql !== "string" || sql.trim() === "") throw apiError("BAD_INPUT", "sql must be a statement.");
  if (typeof view !== "string" || view.length > 2000) throw apiError("BAD_INPUT", "view must be a short text.");
  if (id !== undefined && typeof id !== "string") throw apiError("BAD_INPUT", "id must be that of a saved query.");
  const texts = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)]));
  if (sql.length + JSON.stringify(texts).length > MAX_SAVED) {
    throw apiError("BAD_INPUT", `A statement that is saved may have ${MAX_SAVED} characters, with its values.`);
  }
  return await saved.save(viewer, { title: title.trim(), sql, parameters: texts, view }, id);
}

const json = (value: unknown): Response => Response.json(value, { headers: { "Cache-Control": "no-store" } });

/** @throws GraphQLError BAD_INPUT */
function nameIn(segment = ""): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw apiError("BAD_INPUT", "The path holds a percent sign that starts no escape: write it as %25.");
  }
}

/** Nobody can name a statement of somebody else's. */
function ownId(viewer: string, given: unknown): string {
  if (typeof given !== "string" || !QUERY_ID.test(given)) throw apiError("BAD_INPUT", "queryId must be a UUID.");
  return `sql-${createHash("sha256").update(viewer).digest("hex").slice(0, 12)}-${given}`;
}

function wholeNumber(given: unknown, name: string, max: number): number {
  if (typeof given === "number" && Number.isInteger(given) && given >= 1 && given <= max) return given;
  throw apiError("BAD_INPUT", `${name} must be 1 to ${max}.`);
}

/** Lines as they come, at the client's pace; what makes them ends when the client has gone. */
function lines(
  make: (signal: AbortSignal) => AsyncGenerator<string>,
  clientGone: AbortSignal,
  record: RecordedStatement,
): Response {
  const gone = new AbortController();
  const signal = AbortSignal.any([clientGone, gone.signal]);
  signal.addEventListener("abort", () => record.ended({ rows: null, outcome: "gone" }), { once: true });
  const source = make(signal);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await source.next();
      if (done) return controller.close();
      const bytes = encoder.encode(value);
      record.gave(bytes.length);
      controller.enqueue(bytes);
    },
    cancel: () => gone.abort(),
  });
  return new Response(body, {
    headers: {
      "Content-Type": "application/x-ndjson; charset=utf-8",
      "Cache-Control": "no-store, no-transform",
      "X-Accel-Buffering": "no",
      "X-Content-Type-Options": "nosniff",
    },
  });
}

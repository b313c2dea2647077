import type { IncomingMessage } from "node:http";
import type { BodyLimits } from "./bodyLimits.ts";
import { type ExternalTable, takeExternal } from "./externalTables.ts";
import { readMultipart } from "./multipart.ts";
import { decodedBody, passedOnBody, type RequestBody, readBody } from "./requestBody.ts";
import { RefusedStatement } from "./statement.ts";

/** URL parameters that belong to the HTTP interface; all others but `param_*` are settings. */
const INTERFACE_PARAMETERS = new Set([
  "query",
  "query_id",
  "database",
  "default_format",
  "user",
  "password",
  "wait_end_of_query",
  "buffer_size",
  "stacktrace",
  "session_id",
  "session_timeout",
  "session_check",
  "compress",
  "decompress",
  "quota_key",
  "client_protocol_version",
  "role",
]);

/** Longest and usual time that an unused session is kept, in seconds, as in ClickHouse. */
const MAX_SESSION_SECONDS = 3600;
const SESSION_SECONDS = 60;

export interface SessionRequest {
  readonly id: string;
  readonly timeoutSeconds: number;
  /** It must exist already. */
  readonly check: boolean;
}

interface WithExternal {
  readonly external?: readonly ExternalTable[];
}

export interface QueryRequest extends RequestBody {
  readonly external: readonly ExternalTable[];
  /** The client's, or a new one. */
  readonly queryId: string;
  readonly session: SessionRequest | undefined;
  readonly database: string | undefined;
  /** Of the engine, to be taken for this statement. */
  readonly roles: readonly string[];
  readonly format: string;
  readonly settings: ReadonlyMap<string, string>;
  readonly parameters: ReadonlyMap<string, string>;
  /** GET may only read. */
  readonly readOnly: boolean;
  /** Nothing is sent before the whole result is there, so that an error is still a clean one. */
  readonly waitEnd: boolean;
  /** The answer in ClickHouse's compressed blocks. */
  readonly compress: boolean;
}

export const isOn = (value: string | null | undefined): boolean => value === "1" || value === "true";

function readSession(search: URLSearchParams): SessionRequest | undefined {
  const id = search.get("session_id");
  if (!id) return undefined;
  const timeoutSeconds = Number(search.get("session_timeout") ?? SESSION_SECONDS);
  if (!(Number.isInteger(timeoutSeconds) && timeoutSeconds >= 0 && timeoutSeconds <= MAX_SESSION_SECONDS)) {
    const allowed = `a number of seconds up to ${MAX_SESSION_SECONDS}`;
    throw new RefusedStatement(374, "INVALID_SESSION_TIMEOUT", `Invalid session timeout: give ${allowed}`);
  }
  return { id, timeoutSeconds, check: isOn(search.get("session_check")) };
}

/** @param search gets the fields of a form, and gives away what describes its files. */
async function readWhole(
  request: IncomingMessage,
  search: URLSearchParams,
  limits: BodyLimits,
): Promise<RequestBody & WithExternal> {
  const decoded = decodedBody(request, isOn(search.get("decompress")), limits);
  const type = request.headers["content-type"] ?? "";
  if (!type.startsWith("multipart/form-data")) return readBody(decoded, search.get("query"), limits);
  const { fields, files } = await readMultipart(decoded, type, limits);
  for (const [name, value] of fields) search.append(name, value);
  const external = files.map(([name, data]) => takeExternal(name, data, search));
  return { text: Buffer.from(search.get("query") ?? ""), data: decoded, external };
}

/** @throws RefusedStatement for what cannot be served. */
export async function readQueryRequest(
  request: IncomingMessage,
  url: URL,
  queryId: string,
  limits: BodyLimits,
): Promise<QueryRequest> {
  const search = url.searchParams;
  const session = readSession(search);
  const body: RequestBody & WithExternal =
    passedOnBody(request, search.get("query"), limits) ?? (await readWhole(request, search, limits));
  const settings = new Map<string, string>();
  const parameters = new Map<string, string>();
  for (const [name, value] of search) {
    if (name.startsWith("param_")) parameters.set(name.slice("param_".length), value);
    else if (!INTERFACE_PARAMETERS.has(name)) settings.set(name, value);
  }
  const header = (name: string): string | undefined => request.headers[name] as string | undefined;
  return {
    external: [],
    ...body,
    queryId,
    session,
    roles: search.getAll("role"),
    database: search.get("database") || header("x-clickhouse-database"),
    format: search.get("default_format") || header("x-clickhouse-format") || "TabSeparated",
    settings,
    parameters,
    readOnly: request.method === "GET",
    waitEnd: isOn(search.get("wait_end_of_query")),
    compress: isOn(search.get("compress")),
  };
}

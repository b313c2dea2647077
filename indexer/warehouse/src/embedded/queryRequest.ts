import type { IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { createGunzip, createInflate } from "node:zlib";
import { RefusedStatement } from "./statement.ts";

/** Largest request body, after decompression, in bytes: it is held in memory until the engine has it. */
const MAX_BODY_BYTES = 256 * 1024 * 1024;

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
]);

/** Parts of ClickHouse's protocol that are refused, not ignored, because ignoring them would change results. */
const UNSUPPORTED_PARAMETERS = ["session_id", "compress", "decompress", "role", "quota_key"];

export interface QueryRequest {
  /** Statement and, behind an INSERT, its data. */
  readonly text: Buffer;
  /** The client's, or a new one. */
  readonly queryId: string;
  readonly database: string | undefined;
  readonly format: string;
  readonly settings: ReadonlyMap<string, string>;
  readonly parameters: ReadonlyMap<string, string>;
  /** GET may only read. */
  readonly readOnly: boolean;
  /** Nothing is sent before the whole result is there, so that an error is still a clean one. */
  readonly waitEnd: boolean;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const encoding = request.headers["content-encoding"] ?? "identity";
  const decoders = { gzip: createGunzip, "x-gzip": createGunzip, deflate: createInflate } as const;
  const decoder = encoding in decoders ? decoders[encoding as keyof typeof decoders] : undefined;
  if (!decoder && encoding !== "identity" && encoding !== "") {
    throw new RefusedStatement(48, "NOT_IMPLEMENTED", `Unknown Content-Encoding ${encoding}: use gzip or deflate`);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  const stream = decoder ? request.pipe(decoder()) : request;
  if (decoder) request.once("error", (error) => stream.destroy(error));
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      throw new RefusedStatement(229, "QUERY_IS_TOO_LARGE", `The request is larger than ${MAX_BODY_BYTES} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

/** @throws RefusedStatement for what cannot be served. */
export async function readQueryRequest(request: IncomingMessage, url: URL, queryId: string): Promise<QueryRequest> {
  if ((request.headers["content-type"] ?? "").startsWith("multipart/form-data")) {
    throw new RefusedStatement(48, "NOT_IMPLEMENTED", "multipart/form-data is not served: send parameters in the URL");
  }
  const search = url.searchParams;
  const unsupported = UNSUPPORTED_PARAMETERS.find((name) => (search.get(name) ?? "0") !== "0");
  if (unsupported) {
    throw new RefusedStatement(48, "NOT_IMPLEMENTED", `URL parameter ${unsupported} is not served by this warehouse`);
  }
  const settings = new Map<string, string>();
  const parameters = new Map<string, string>();
  for (const [name, value] of search) {
    if (name.startsWith("param_")) parameters.set(name.slice("param_".length), value);
    else if (!INTERFACE_PARAMETERS.has(name) && !UNSUPPORTED_PARAMETERS.includes(name)) settings.set(name, value);
  }
  const inUrl = search.get("query");
  const body = request.method === "GET" ? await buffer(request) : await readBody(request);
  const header = (name: string): string | undefined => request.headers[name] as string | undefined;
  return {
    text: inUrl === null ? body : Buffer.concat([Buffer.from(inUrl), ...(body.length > 0 ? [NEWLINE, body] : [])]),
    queryId,
    database: search.get("database") ?? header("x-clickhouse-database"),
    format: search.get("default_format") ?? header("x-clickhouse-format") ?? "TabSeparated",
    settings,
    parameters,
    readOnly: request.method === "GET",
    waitEnd: ["1", "true"].includes(search.get("wait_end_of_query") ?? "0"),
  };
}

const NEWLINE = Buffer.from("\n");

/**
 * Reads every user but `default` without a password as a stranger: on loopback that one is the administrator.
 * @throws RefusedStatement AUTHENTICATION_FAILED
 */
export function authenticate(request: IncomingMessage, url: URL): void {
  const basic = /^Basic (.*)$/i.exec(request.headers.authorization ?? "")?.[1];
  const [basicUser, ...basicPassword] = basic ? Buffer.from(basic, "base64").toString().split(":") : [];
  const header = (name: string): string | undefined => request.headers[name] as string | undefined;
  const user = header("x-clickhouse-user") ?? basicUser ?? url.searchParams.get("user") ?? "default";
  const password =
    header("x-clickhouse-key") ?? (basic ? basicPassword.join(":") : url.searchParams.get("password")) ?? "";
  if ((user === "default" || user === "") && password === "") return;
  throw new RefusedStatement(
    516,
    "AUTHENTICATION_FAILED",
    `${user}: Authentication failed: this warehouse knows the user default, without a password`,
  );
}

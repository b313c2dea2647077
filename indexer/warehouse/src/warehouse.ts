import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { type ClickHouseClient, ClickHouseError, ClickHouseLogLevel, createClient } from "@clickhouse/client";
import { ConfigError, RetryableError, type StoredReader } from "@ledgerscope/core";
import type { SchemaPart } from "@ledgerscope/schema";
import { joinServer, type Lease } from "./embedded/joinServer.ts";
import { readServerFile, type ServerFile } from "./embedded/serverFile.ts";
import { type MigrateOptions, migrate } from "./migrate.ts";
import type { WarehouseTarget } from "./target.ts";

/** Statement parameters by name, for `{name:Type}` placeholders. */
export type QueryParams = Readonly<Record<string, unknown>>;

export interface InsertRows {
  /** Physical table, with its database: `store.evm_blocks_final`. */
  readonly table: string;
  /** ClickHouse format of the bytes: `RowBinary`, `JSONEachRow`… */
  readonly format: string;
  readonly columns: readonly string[];
  /** As a whole, or piece by piece as they are sent. */
  readonly bytes: Uint8Array | Iterable<Uint8Array>;
  /** Skip indexes that the first merge may make, where the engine can leave them until then: until it, their parts are read whole. */
  readonly laterIndexes?: readonly string[];
}

/** A warehouse in use, embedded or a ClickHouse server: the same by its URL. */
export interface Warehouse extends StoredReader {
  /**
   * Any ClickHouse client may use it while this one is open. Do not keep `url` and `client` of a folder: after
   * its server has ended they are another's.
   */
  readonly url: string;
  readonly client: ClickHouseClient;
  /** All rows; 64-bit integers as strings. @throws RetryableError when the warehouse is busy or away. */
  query<T>(sql: string, params?: QueryParams): Promise<T[]>;
  /** Rows as they come, for results of any size. */
  rows<T>(sql: string, params?: QueryParams): AsyncIterable<T>;
  /** A statement without rows to read. */
  command(sql: string, params?: QueryParams): Promise<void>;
  /** Answered when the rows are on disk. An insert with a token that the table remembers changes nothing. */
  insert(rows: InsertRows, options: { readonly token: string }): Promise<void>;
  /**
   * Brings databases, tables and views to the schema; the warehouse's own tables are always part of it.
   * @returns the statements that were run; none when the warehouse was there already.
   */
  migrate(parts: readonly SchemaPart[], options?: MigrateOptions): Promise<readonly string[]>;
  /** Ends this use; an embedded server that was started on demand ends with its last one. */
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Told when a server is being started for the folder. */
  readonly onStart?: (text: string) => void;
  /** What each statement may take, by ClickHouse's settings: `max_execution_time`. @default no bound */
  readonly limits?: Readonly<Record<string, number>>;
}

/** ClickHouse codes after which the same statement may succeed: too many queries, timeouts, no connection to a replica. */
const BUSY_CODES = new Set(["159", "202", "203", "209", "210", "242", "319", "425", "999"]);

/** NOT_ENOUGH_SPACE, or what the system says where the engine has not looked before. */
const isFull = (error: ClickHouseError): boolean =>
  error.code === "243" || /No space left on device/i.test(error.message);

/** Codes of connections that failed or broke. */
const AWAY_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ERR_STREAM_PREMATURE_CLOSE",
]);

function isAway(error: unknown): boolean {
  if (error instanceof ClickHouseError) return false;
  const { code, message } = error as NodeJS.ErrnoException;
  return AWAY_CODES.has(code ?? "") || /socket hang up|Timeout error|is shutting down/.test(String(message));
}

/** What the caller should do about an error of the client or the engine. */
function typed(error: unknown, target: WarehouseTarget): unknown {
  if (error instanceof ClickHouseError) {
    if (isFull(error)) {
      const where = "path" in target ? target.path : target.url;
      return new ConfigError(
        `no space left on the disk of the warehouse ${where}: free some (${error.message.trim()})`,
        {
          cause: error,
        },
      );
    }
    return BUSY_CODES.has(error.code) ? new RetryableError(error.message, { cause: error }) : error;
  }
  if (!isAway(error)) return error;
  const why = (error as Error).message.trim();
  return new RetryableError(`the warehouse does not answer: ${why}`, { cause: error });
}

const identifier = (name: string): string =>
  name
    .split(".")
    .map((part) => `\`${part.replaceAll("`", "``")}\``)
    .join(".");

const CLIENT_SETTINGS = {
  // An insert is answered when its rows are on disk.
  async_insert: 0,
  // A repeated insert must not double the rows behind a materialized view.
  deduplicate_blocks_in_dependent_materialized_views: 1,
  // JavaScript numbers hold 53 bits.
  output_format_json_quote_64bit_integers: 1,
} as const;

/** Setting of ClickHouse 25.9 and later: skip indexes that an insert does not make. */
const LEAVE_OUT = "exclude_materialize_skip_indexes_on_insert";

/** An hour: a statement may compute that long; a lost server shows at once by its closed connection. */
const REQUEST_TIMEOUT_MS = 3_600_000;

/** How long somebody has to start a server again that did not end by itself, in milliseconds. */
const SUCCESSOR_PATIENCE_MS = 5000;
const LOOK_AGAIN_MS = 100;

/** Who serves a folder at an address of his choice may be about to do so again: he comes first. */
async function awaitSuccessor(path: string, served: ServerFile | undefined): Promise<void> {
  if (served?.onDemand !== false) return;
  const deadline = Date.now() + SUCCESSOR_PATIENCE_MS;
  while (Date.now() < deadline) {
    const now = readServerFile(path);
    if (now && now.instance !== served.instance) return;
    await sleep(LOOK_AGAIN_MS);
  }
}

function connect(url: string, target: WarehouseTarget, limits: OpenOptions["limits"]): ClickHouseClient {
  const account = "path" in target ? { password: target.users?.["default"]?.password } : target;
  const { username, password, database } = { username: undefined, database: undefined, ...account };
  return createClient({
    url,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(database === undefined ? {} : { database }),
    request_timeout: REQUEST_TIMEOUT_MS,
    max_open_connections: 32,
    keep_alive: { enabled: true, idle_socket_ttl: 10_000 },
    clickhouse_settings: { ...CLIENT_SETTINGS, ...limits },
    // Parameters that are too long for a URL go in the body.
    use_multipart_params_auto: true,
    // Errors are thrown, and told once by whoever handles them.
    log: { level: ClickHouseLogLevel.OFF },
  });
}

/** Where the warehouse can be reached now. */
interface Connection {
  readonly url: string;
  readonly client: ClickHouseClient;
  /** Of a folder: the use of the server that has it. */
  readonly lease?: Lease;
  readonly served?: ServerFile | undefined;
}

/**
 * Opens a warehouse: a folder is joined where a server runs on it and served by a new process otherwise.
 * When the server of a folder ends while the warehouse is open, what ran fails with RetryableError and the
 * next call joins the folder's server anew, or starts one (after 5 s, where the old one was to serve for good).
 * @throws ConfigError when the folder cannot be used, RetryableError when a server does not answer.
 */
export async function openWarehouse(target: WarehouseTarget, options: OpenOptions = {}): Promise<Warehouse> {
  const { limits } = options;
  const open = async (): Promise<Connection> => {
    if (!("path" in target)) return { url: target.url, client: connect(target.url, target, limits) };
    const lease = await joinServer(target.path, { users: target.users, onStart: options.onStart });
    return { url: lease.url, client: connect(lease.url, target, limits), lease, served: readServerFile(target.path) };
  };
  let connection = await open();
  let closed = false;
  let reopening: Promise<void> | undefined;

  async function reopen(): Promise<void> {
    const lost = connection;
    if ("path" in target) await awaitSuccessor(target.path, lost.served);
    connection = await open();
    lost.lease?.release();
    await lost.client.close();
  }

  /** The client to use next: of the server that has the folder now. */
  async function ready(): Promise<ClickHouseClient> {
    if (closed) throw new Error("the warehouse is closed");
    if (connection.lease && !connection.lease.held) {
      reopening ??= reopen().finally(() => {
        reopening = undefined;
      });
      await reopening;
    }
    return connection.client;
  }

  async function attempt<T>(work: (client: ClickHouseClient) => Promise<T>): Promise<T> {
    const client = await ready();
    try {
      return await work(client);
    } catch (error) {
      throw failed(error, client);
    }
  }

  function failed(error: unknown, client: ClickHouseClient): unknown {
    // The lease of a server that has gone may not have noticed yet: let go, so that the retry looks for another.
    if (isAway(error) && client === connection.client && !reopening) connection.lease?.release();
    return typed(error, target);
  }

  async function* rows<T>(sql: string, params: QueryParams = {}): AsyncGenerator<T> {
    const client = await ready();
    try {
      const result = await client.query({ query: sql, format: "JSONEachRow", query_params: { ...params } });
      for await (const page of result.stream<T>()) for (const row of page) yield row.json<T>();
    } catch (error) {
      throw failed(error, client);
    }
  }

  /** Asked once: a server of an older version refuses a setting that it does not know. */
  let leavesOut: Promise<boolean> | undefined;
  function canLeaveOut(client: ClickHouseClient): Promise<boolean> {
    leavesOut ??= client
      .query({ query: `SELECT name FROM system.settings WHERE name = '${LEAVE_OUT}'`, format: "JSONEachRow" })
      .then(async (result) => (await result.json()).length > 0)
      .catch((error: unknown) => {
        leavesOut = undefined;
        throw error;
      });
    return leavesOut;
  }

  const warehouse: Warehouse = {
    get url() {
      return connection.url;
    },
    get client() {
      return connection.client;
    },
    rows,
    query: <T>(sql: string, params: QueryParams = {}): Promise<T[]> =>
      attempt(async (client) => {
        const result = await client.query({ query: sql, format: "JSONEachRow", query_params: { ...params } });
        return await result.json<T>();
      }),
    command: (sql, params = {}) =>
      attempt(async (client) => {
        await client.command({ query: sql, query_params: { ...params } });
      }),
    insert: ({ table, format, columns, bytes, laterIndexes = [] }, { token }) =>
      attempt(async (client) => {
        const leavesOut = laterIndexes.length > 0 && (await canLeaveOut(client));
        const result = await client.exec({
          query: `INSERT INTO ${identifier(table)} (${columns.map(identifier).join(", ")}) FORMAT ${format}`,
          values: Readable.from(bytes instanceof Uint8Array ? [bytes] : bytes),
          clickhouse_settings: {
            insert_deduplication_token: token,
            ...(leavesOut ? { [LEAVE_OUT]: laterIndexes.join(",") } : {}),
          },
        });
        await text(result.stream);
      }),
    migrate: (parts, migration) => migrate(warehouse, parts, migration),
    async close() {
      closed = true;
      await reopening?.catch(() => {});
      await connection.client.close();
      connection.lease?.release();
    },
  };
  return warehouse;
}

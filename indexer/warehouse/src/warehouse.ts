import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { type ClickHouseClient, ClickHouseError, ClickHouseLogLevel, createClient } from "@clickhouse/client";
import { RetryableError, type StoredReader } from "@ledgerscope/core";
import type { SchemaPart } from "@ledgerscope/schema";
import { joinServer } from "./embedded/joinServer.ts";
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
  readonly bytes: Uint8Array;
}

/** A warehouse in use, embedded or a ClickHouse server: the same by its URL. */
export interface Warehouse extends StoredReader {
  /** Any ClickHouse client may use it while this one is open. */
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
}

/** ClickHouse codes after which the same statement may succeed: too many queries, timeouts, no connection to a replica. */
const BUSY_CODES = new Set(["159", "202", "203", "209", "210", "242", "319", "425", "999"]);

function asRetryable(error: unknown): unknown {
  if (error instanceof ClickHouseError) {
    return BUSY_CODES.has(error.code) ? new RetryableError(error.message, { cause: error }) : error;
  }
  const { code, message } = error as NodeJS.ErrnoException;
  const away = ["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH"];
  if ((code !== undefined && away.includes(code)) || /socket hang up|Timeout error/.test(String(message))) {
    return new RetryableError(`the warehouse does not answer: ${message}`, { cause: error });
  }
  return error;
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

/** An hour: a statement may compute that long; a lost server shows at once by its closed connection. */
const REQUEST_TIMEOUT_MS = 3_600_000;

/**
 * Opens a warehouse: a folder is joined where a server runs on it and served by a new process otherwise.
 * @throws ConfigError when the folder cannot be used, RetryableError when a server does not answer.
 */
export async function openWarehouse(target: WarehouseTarget, options: OpenOptions = {}): Promise<Warehouse> {
  const lease = "path" in target ? await joinServer(target.path, options.onStart) : undefined;
  const url = "path" in target ? (lease?.url as string) : target.url;
  const client = createClient({
    url,
    ...("path" in target
      ? {}
      : {
          ...(target.username === undefined ? {} : { username: target.username }),
          ...(target.password === undefined ? {} : { password: target.password }),
          ...(target.database === undefined ? {} : { database: target.database }),
        }),
    request_timeout: REQUEST_TIMEOUT_MS,
    max_open_connections: 32,
    keep_alive: { enabled: true, idle_socket_ttl: 10_000 },
    clickhouse_settings: CLIENT_SETTINGS,
    // Errors are thrown, and told once by whoever handles them.
    log: { level: ClickHouseLogLevel.OFF },
  });

  async function* rows<T>(sql: string, params: QueryParams = {}): AsyncGenerator<T> {
    try {
      const result = await client.query({ query: sql, format: "JSONEachRow", query_params: { ...params } });
      for await (const page of result.stream<T>()) for (const row of page) yield row.json<T>();
    } catch (error) {
      throw asRetryable(error);
    }
  }

  const warehouse: Warehouse = {
    url,
    client,
    rows,
    async query<T>(sql: string, params: QueryParams = {}): Promise<T[]> {
      try {
        const result = await client.query({ query: sql, format: "JSONEachRow", query_params: { ...params } });
        return await result.json<T>();
      } catch (error) {
        throw asRetryable(error);
      }
    },
    async command(sql, params = {}) {
      try {
        await client.command({ query: sql, query_params: { ...params } });
      } catch (error) {
        throw asRetryable(error);
      }
    },
    async insert({ table, format, columns, bytes }, { token }) {
      try {
        const result = await client.exec({
          query: `INSERT INTO ${identifier(table)} (${columns.map(identifier).join(", ")}) FORMAT ${format}`,
          values: Readable.from([bytes]),
          clickhouse_settings: { insert_deduplication_token: token },
        });
        await text(result.stream);
      } catch (error) {
        throw asRetryable(error);
      }
    },
    migrate: (parts, options) => migrate(warehouse, parts, options),
    async close() {
      await client.close();
      lease?.release();
    },
  };
  return warehouse;
}

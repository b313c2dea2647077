import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** What chDB's addon gives; `chdb`'s own `Session` is not used, see {@link Engine}. */
interface NativeEngine {
  CreateConnection(path: string, args?: readonly string[]): Connection;
  CloseConnection(connection: Connection): void;
  QueryAsyncConnection(connection: Connection, sql: string, format: string): Promise<NativeResult>;
}

declare const connectionBrand: unique symbol;
interface Connection {
  readonly [connectionBrand]: true;
}

interface NativeResult {
  readonly bytes: Uint8Array;
  /** Seconds. */
  readonly elapsed: number;
  readonly rowsRead: number;
  readonly bytesRead: number;
}

/** How much a statement read, for `X-ClickHouse-Summary`; the rows that an insert reads are those it writes. */
export interface Progress {
  readonly rows: number;
  readonly bytes: number;
  /** Estimate of all rows to read; absent or 0 where there is none. */
  readonly totalRows?: number;
  readonly elapsedSeconds: number;
}

const require = createRequire(import.meta.url);

function loadNative(): NativeEngine {
  // The package does not export its loader; it lies beside the entry point.
  const loader = require(join(dirname(require.resolve("chdb")), "dist", "loader.js")) as {
    loadNative(): NativeEngine;
  };
  return loader.loadNative();
}

/** A statement and the look at it while it runs. */
const SPARE_CONNECTIONS = 2;

/**
 * One chDB data directory, opened by this process alone.
 *
 * Every request gets a connection of its own, opened for it and closed after it: that takes 0.2 ms,
 * connections run side by side, and whatever a statement leaves behind (settings, parameters, current
 * database, temporary tables) goes with its connection. `chdb`'s `Session.close()` would wait for the
 * operations of every other session of the process, which is why the addon is called directly.
 */
export class Engine {
  readonly #native: NativeEngine;
  readonly #path: string;
  readonly #args: readonly string[];
  /** Keeps the engine in memory while no request runs. */
  readonly #anchor: Connection;
  /** Opened ahead, so that no request waits for it. */
  readonly #spare: Connection[] = [];
  #refilling: NodeJS.Immediate | undefined;

  /**
   * @param path absolute; created when absent.
   * @param config path of the engine's configuration file.
   * @param settings what every session starts with.
   * @throws the engine's own error: `Cannot lock file` when another process has the directory.
   */
  constructor(path: string, config: string, settings: Readonly<Record<string, string | number>>) {
    this.#native = loadNative();
    this.#path = path;
    this.#args = Object.entries(settings).map(([name, value]) => `--${name}=${value}`);
    // The first connection configures the engine.
    this.#anchor = this.#native.CreateConnection(path, [`--config-file=${config}`, ...this.#args]);
  }

  #connect(): Connection {
    return this.#native.CreateConnection(this.#path, this.#args);
  }

  /** A session that nobody has used. */
  open(): EngineSession {
    const connection = this.#spare.pop() ?? this.#connect();
    this.#refilling ??= setImmediate(() => {
      this.#refilling = undefined;
      while (this.#spare.length < SPARE_CONNECTIONS) this.#spare.push(this.#connect());
    });
    return new EngineSession(this.#native, connection);
  }

  /** Call it only when every session is closed. */
  close(): void {
    clearImmediate(this.#refilling);
    for (const connection of this.#spare.splice(0)) this.#native.CloseConnection(connection);
    this.#native.CloseConnection(this.#anchor);
  }
}

/** Runs one statement after the other; each `run` may hold several statements, of which the last one's result counts. */
export class EngineSession {
  readonly #native: NativeEngine;
  readonly #connection: Connection;

  constructor(native: NativeEngine, connection: Connection) {
    this.#native = native;
    this.#connection = connection;
  }

  /** @param format used where the statement names none. */
  async run(sql: string, format = "TabSeparated"): Promise<{ bytes: Uint8Array; progress: Progress }> {
    const { bytes, ...read } = await this.#native.QueryAsyncConnection(this.#connection, sql, format);
    return { bytes, progress: { rows: read.rowsRead, bytes: read.bytesRead, elapsedSeconds: read.elapsed } };
  }

  /** Not while a statement runs on it. */
  close(): void {
    this.#native.CloseConnection(this.#connection);
  }
}

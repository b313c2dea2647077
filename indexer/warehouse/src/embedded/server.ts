import { randomUUID } from "node:crypto";
import { accessSync, constants, mkdirSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { ConfigError } from "@ledgerscope/core";
import { type Account, authenticate } from "./accounts.ts";
import { Bodies, type HeldBytes } from "./bodyLimits.ts";
import { Engine } from "./engine.ts";
import { withEngineConfig } from "./engineConfig.ts";
import { Executor } from "./execute.ts";
import { folderError } from "./folderError.ts";
import { MAX_WITH_DATA, openLanes } from "./lanes.ts";
import { Leases } from "./leases.ts";
import { createMetrics } from "./metrics.ts";
import { Pipes } from "./pipes.ts";
import { isOn, readQueryRequest } from "./queryRequest.ts";
import { readOut } from "./requestBody.ts";
import { refuseBrowsers, requestUrl } from "./requestOrigin.ts";
import { respond, respondError } from "./respond.ts";
import { readServerFile } from "./serverFile.ts";
import { forgetTokensWithoutRows } from "./tokensWithoutRows.ts";

/** What every session starts with; a request's own settings come after. */
const SESSION_SETTINGS = {
  // An insert is answered when its rows are on disk.
  async_insert: 0,
  // A repeated insert must not double the rows behind a materialized view.
  deduplicate_blocks_in_dependent_materialized_views: 1,
  // The files that inserts are read from are written anew: whatever happens, that must not end a process that has them mapped.
  storage_file_read_method: "pread",
} as const;

const HOST = "127.0.0.1";

/** How long a server that was started on demand waits for its next user, in milliseconds: commands follow each other. */
const GRACE_MS = 3000;

/** Connections that wait to be accepted: what Linux allows, for thousands of clients at once. */
const BACKLOG = 4096;

export interface EmbeddedServerOptions {
  /** Folder of the warehouse: `engine/` is chDB's, `run/` belongs to the running server. Absolute. */
  readonly path: string;
  /** 0: any free port. */
  readonly port: number;
  readonly accounts: readonly Account[];
  /** Called when nobody uses the server any more; undefined: it serves until it is closed. */
  readonly onIdle?: () => void;
}

export interface EmbeddedServer {
  readonly url: string;
  readonly instance: string;
  /** Lets running statements end, then closes the engine. */
  close(): Promise<void>;
}

/** The engine writes its reason to stderr, where `spawnServer` reads it; the addon tells none. */
function openEngine(path: string, accounts: readonly Account[]): Engine {
  const folder = join(path, "engine");
  try {
    for (const needed of [join(path, "run"), folder]) {
      mkdirSync(needed, { recursive: true, mode: 0o700 });
      accessSync(needed, constants.R_OK | constants.W_OK | constants.X_OK);
    }
  } catch (cause) {
    throw folderError(path, cause as NodeJS.ErrnoException);
  }
  return withEngineConfig(join(path, "run"), accounts, (config) => new Engine(folder, config, SESSION_SETTINGS));
}

const BROKEN_PARTS = `SELECT arrayStringConcat(groupArray(concat(database, '.', table, ' ', name)), ', ')
  FROM system.detached_parts WHERE reason LIKE 'broken%'`;

async function firstLine(engine: Engine, sql: string): Promise<string> {
  const session = engine.open();
  const { bytes } = await session.run(sql).finally(() => session.close());
  return Buffer.from(bytes).toString().trimEnd();
}

/** A server that ended as it should has taken its file away. */
async function afterCrash(path: string, engine: Engine): Promise<void> {
  if (!readServerFile(path)) return;
  const session = engine.open();
  try {
    const forgotten = await forgetTokensWithoutRows(session);
    if (forgotten > 0)
      console.error(`${forgotten} inserts were cut off by the end of the last server: they may be repeated`);
  } finally {
    session.close();
  }
}

/** Serves chDB by ClickHouse's HTTP protocol on loopback. */
export async function serveEmbedded(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const engine = openEngine(options.path, options.accounts);
  await afterCrash(options.path, engine);
  const timezone = await firstLine(engine, "SELECT timezone()");
  const broken = await firstLine(engine, BROKEN_PARTS);
  // The log is what the process that started this one shows.
  if (broken !== "") console.error(`damaged parts were set aside, their rows are missing: ${broken}`);
  const executor = new Executor(engine, openLanes(), new Pipes(join(options.path, "run"), MAX_WITH_DATA));
  const metrics = createMetrics();
  const bodies = new Bodies();
  const instance = randomUUID();
  const leases = new Leases(options.onIdle, { firstGraceMs: 10_000, graceMs: GRACE_MS });
  const running = new Set<Promise<unknown>>();
  let closing = false;

  async function query(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const started = performance.now();
    let kind = "refused";
    let succeeded = false;
    const queryId = url.searchParams.get("query_id") || randomUUID();
    let held: HeldBytes | undefined;
    try {
      const account = authenticate(request, url, options.accounts);
      const limits = bodies.limits(account);
      held = limits.held;
      const parsed = await readQueryRequest(request, url, queryId, limits);
      if (parsed.text.length === 0 && request.method === "GET") {
        response.end("Ok.\n");
        return;
      }
      const execution = await executor.execute(parsed, account, () => response.destroyed);
      kind = execution.kind;
      succeeded = await respond(request, response, execution, {
        queryId,
        httpCompression: isOn(parsed.settings.get("enable_http_compression")),
        blockCompression: parsed.compress,
        waitEnd: parsed.waitEnd,
        timezone,
        ...(isOn(parsed.settings.get("send_progress_in_http_headers"))
          ? { progressMs: Number(parsed.settings.get("http_headers_progress_interval_ms")) }
          : {}),
      });
    } catch (error) {
      if (!response.headersSent && !response.destroyed) respondError(response, error as Error, queryId);
    } finally {
      held?.release();
      readOut(request);
      metrics.observe(kind, succeeded, (performance.now() - started) / 1000);
    }
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    refuseBrowsers(request);
    const url = requestUrl(request);
    if (closing) {
      response.writeHead(503, { Connection: "close" }).end("The warehouse is shutting down\n");
    } else if (url.pathname === "/ping" || url.pathname === "/replicas_status") {
      response.end("Ok.\n");
    } else if (url.pathname === "/lease") {
      leases.grant(request, response, JSON.stringify({ instance }));
    } else if (url.pathname === "/metrics") {
      response.setHeader("Content-Type", metrics.registry.contentType);
      response.end(await metrics.registry.metrics());
    } else if (url.pathname !== "/") {
      response.writeHead(404).end(`There is no handle ${url.pathname}\n`);
    } else if (request.method !== "GET" && request.method !== "POST") {
      response.writeHead(405, { Allow: "GET, POST" }).end("Use GET or POST\n");
    } else {
      const work = query(request, response, url);
      running.add(work);
      await work.finally(() => running.delete(work));
    }
  }

  // A request may take as long as its statement; idle connections are the client's to close.
  const server = createServer({ requestTimeout: 0, keepAliveTimeout: 30_000 }, (request, response) => {
    handle(request, response).catch((error: Error) => {
      if (response.headersSent) response.destroy();
      else respondError(response, error);
    });
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen({ port: options.port, host: HOST, backlog: BACKLOG }, resolve);
    });
  } catch (cause) {
    engine.close();
    leases.end();
    if ((cause as NodeJS.ErrnoException).code !== "EADDRINUSE") throw cause;
    throw new ConfigError(`port ${options.port} is taken: stop what listens there or choose another with --port`, {
      cause,
    });
  }
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${HOST}:${port}`,
    instance,
    async close() {
      closing = true;
      leases.end();
      server.close();
      await Promise.allSettled(running);
      server.closeAllConnections();
      executor.close();
      engine.close();
    },
  };
}

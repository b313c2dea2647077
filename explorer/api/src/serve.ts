import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { ConfigError } from "@ledgerscope/core";
import { Admission, type AdmissionLimits } from "./admission.ts";
import type { Api } from "./graphqlApi.ts";
import { isLoopback } from "./loopback.ts";
import { remembering } from "./remembered.ts";

export interface ServeOptions {
  readonly api: Api;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Rejects while the service cannot answer. */
  readonly healthy: () => Promise<unknown>;
  /** Only requests that were addressed to this machine: a name that a web page resolves to 127.0.0.1 is none. */
  readonly onlyLoopbackNames: boolean;
  /** @default 32 at once, 1000 waiting, 1000 streams */
  readonly limits?: AdmissionLimits;
  /** How long a request may take to arrive, in milliseconds. @default 10 s */
  readonly arrivalMs?: number;
}

const LIMITS: AdmissionLimits = { running: 32, waiting: 1000, streams: 1000 };

/** How long a request may take to arrive, in milliseconds: whoever sends a byte a second holds no place for long. */
const ARRIVAL_MS = 10_000;
/** How long it is believed that the warehouse answers, or does not, whoever asks: it is asked once a second. */
const remembered = remembering<boolean>({ freshMs: 1_000 });

export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves an API with `/metrics` (Prometheus) and `/healthz`. Whatever a request makes fail is logged and
 * answered with 500: nothing that a client sends ends the process.
 * @throws ConfigError when the port is taken.
 */
export async function serve({
  api,
  host,
  port,
  healthy,
  onlyLoopbackNames,
  limits = LIMITS,
  arrivalMs = ARRIVAL_MS,
}: ServeOptions): Promise<Served> {
  const isHealthy = (): Promise<boolean> =>
    remembered(healthy, "", () =>
      healthy().then(
        () => true,
        () => false,
      ),
    );
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (onlyLoopbackNames && !isLoopback(hostName(request))) {
      return answer(response, 403, "This API answers only to names of this machine, such as 127.0.0.1.\n");
    }
    const target = request.url ?? "/";
    if (!URL.canParse(target, "http://localhost")) {
      return answer(response, 400, "The request's target is no URL. The API is at /graphql.\n");
    }
    const { pathname } = new URL(target, "http://localhost");
    if (pathname === "/metrics") return metrics(api, response);
    if (pathname === "/healthz") return health(isHealthy, response);
    // A stream has a place of its own for as long as it lasts.
    const end = isStream(request) ? admission.stream() : () => undefined;
    if (!end) return busy(response);
    response.once("close", end);
    const leave = await admission.enter();
    if (!leave) return busy(response);
    response.once("close", leave);
    // Somebody who waited for his turn may have gone meanwhile.
    if (response.destroyed) return leave();
    onHead(response, leave);
    await api.yoga(request, response);
    // A body that failed on its way: what has come of it must not look whole. Events go on by themselves.
    if (!isStream(request) && !response.writableEnded) response.destroy();
  };
  const admission = new Admission(limits);
  const arrival = { headersTimeout: arrivalMs, requestTimeout: arrivalMs, connectionsCheckingInterval: arrivalMs / 4 };
  const server = createServer(arrival, (request, response) => {
    respond(request, response).catch((error: unknown) => {
      api.log.error({ err: error }, "request failed");
      if (response.headersSent) response.destroy();
      else answer(response, 500, "Something went wrong here. The server's log tells what.\n");
    });
  });
  await listen(server, host, port);
  const address = server.address() as { port: number };
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // Subscriptions never end by themselves.
      server.closeAllConnections();
      await closed;
    },
  };
}

const hostName = (request: IncomingMessage): string => (request.headers.host ?? "").replace(/:\d+$/, "");

function answer(response: ServerResponse, status: number, text: string, type = "text/plain; charset=utf-8"): void {
  response.writeHead(status, { "content-type": type });
  response.end(text);
}

/** Told as GraphQL tells errors, so that any client understands it. */
function busy(response: ServerResponse): void {
  const message = "Too many requests at once. Try again in a moment.";
  response.setHeader("retry-after", "1");
  // The rest of the request is not read.
  response.setHeader("connection", "close");
  answer(response, 503, JSON.stringify({ errors: [{ message, extensions: { code: "BUSY" } }] }), "application/json");
}

const isStream = (request: IncomingMessage): boolean =>
  String(request.headers.accept ?? "").includes("text/event-stream");

/** Calls back when the answer's head is written: all work for what is no stream is done then. */
function onHead(response: ServerResponse, begun: () => void): void {
  const writeHead = response.writeHead.bind(response) as (...head: unknown[]) => ServerResponse;
  response.writeHead = (...head: unknown[]): ServerResponse => {
    begun();
    return writeHead(...head);
  };
}

async function metrics(api: Api, response: ServerResponse): Promise<void> {
  answer(response, 200, await api.metrics.metrics(), api.metrics.contentType);
}

async function health(isHealthy: () => Promise<boolean>, response: ServerResponse): Promise<void> {
  if (await isHealthy()) answer(response, 200, "ok\n");
  else answer(response, 503, "the warehouse does not answer\n");
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(
        error.code === "EADDRINUSE"
          ? new ConfigError(`port ${port} on ${host} is taken: stop what uses it, or choose another with --port`)
          : error,
      );
    });
    server.listen(port, host, resolve);
  });
}

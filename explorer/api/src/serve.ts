import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { ConfigError } from "@ledgerscope/core";
import type { Api } from "./graphqlApi.ts";
import { isLoopback } from "./loopback.ts";

export interface ServeOptions {
  readonly api: Api;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Rejects while the service cannot answer. */
  readonly healthy: () => Promise<unknown>;
  /** Only requests that were addressed to this machine: a name that a web page resolves to 127.0.0.1 is none. */
  readonly onlyLoopbackNames: boolean;
}

export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves an API with `/metrics` (Prometheus) and `/healthz`.
 * @throws ConfigError when the port is taken.
 */
export async function serve({ api, host, port, healthy, onlyLoopbackNames }: ServeOptions): Promise<Served> {
  const server = createServer((request, response) => {
    if (onlyLoopbackNames && !isLoopback(hostName(request))) {
      return answer(response, 403, "This API answers only to names of this machine, such as 127.0.0.1.\n");
    }
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    if (pathname === "/metrics") return void metrics(api, response);
    if (pathname === "/healthz") return void health(healthy, response);
    return void api.yoga(request, response);
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

async function metrics(api: Api, response: ServerResponse): Promise<void> {
  answer(response, 200, await api.metrics.metrics(), api.metrics.contentType);
}

async function health(healthy: () => Promise<unknown>, response: ServerResponse): Promise<void> {
  try {
    await healthy();
    answer(response, 200, "ok\n");
  } catch {
    answer(response, 503, "the warehouse does not answer\n");
  }
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

import { createServer } from "node:http";
import { ConfigError } from "@ledgerscope/core";
import { Counter, collectDefaultMetrics, Gauge, register } from "prom-client";

export const headHeight = new Gauge({
  name: "ledgerscope_indexer_head_height",
  help: "Height of the newest stored block",
  labelNames: ["network"],
});
export const blocksTotal = new Counter({
  name: "ledgerscope_indexer_blocks_total",
  help: "Blocks stored",
  labelNames: ["network"],
});
export const transactionsTotal = new Counter({
  name: "ledgerscope_indexer_transactions_total",
  help: "Transactions stored",
  labelNames: ["network"],
});
export const checksTotal = new Counter({
  name: "ledgerscope_indexer_checks_total",
  help: "Checks made on blocks, at ingest and by background passes",
  labelNames: ["network", "check", "state"],
});
export const passBlocksRemaining = new Gauge({
  name: "ledgerscope_pass_blocks_remaining",
  help: "Final blocks that a background pass has still to do",
  labelNames: ["network", "pass"],
});
export const passItemsTotal = new Counter({
  name: "ledgerscope_pass_items_total",
  help: "What a background pass has worked through, in its unit (signatures, transactions)",
  labelNames: ["network", "pass"],
});
export const indexerHalted = new Gauge({
  name: "ledgerscope_indexer_halted",
  help: "1 when the network is indexed no more until the process is started again",
  labelNames: ["network"],
});
/** Why loops of this process have stopped for good, by what they did. */
const halted = new Map<string, string>();

export function reportHalt(what: string, reason: string): void {
  halted.set(what, reason);
}

export const publishedBlocks = new Counter({
  name: "ledgerscope_publication_blocks_total",
  help: "Blocks brought to the public warehouse",
  labelNames: ["network"],
});

/** Serves `/metrics` (Prometheus text) and `/healthz` (503 once something has halted) on the loopback interface. */
export async function serveMetrics(port: number): Promise<{ close(): Promise<void> }> {
  collectDefaultMetrics();
  const server = createServer((request, response) => {
    if (request.url === "/healthz") {
      if (halted.size === 0) response.end("ok\n");
      else response.writeHead(503).end([...halted].map(([what, reason]) => `${what} halted: ${reason}\n`).join(""));
      return;
    }
    if (request.url !== "/metrics") {
      response.writeHead(404).end();
      return;
    }
    void register.metrics().then((text) => response.setHeader("content-type", register.contentType).end(text));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE"
          ? new ConfigError(`port ${port} is taken: choose another with --metrics-port`)
          : error,
      ),
    );
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

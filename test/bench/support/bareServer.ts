import { fork } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { openWarehouse, type Warehouse } from "@ledgerscope/warehouse";

/**
 * The least that a server in a process of its own costs: takes bodies and throws them away, or answers with as
 * many bytes as the parameter `bytes` says, and computes nothing.
 */
function serve(): void {
  const zeros = Buffer.alloc(128 * 1024 * 1024);
  // Connections are the client's to close.
  const server = createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
    const wanted = Number(new URL(request.url ?? "/", "http://bare").searchParams.get("param_bytes") ?? 0);
    request.resume().once("end", () => response.end(zeros.subarray(0, wanted)));
  });
  server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
}

export interface BareServer {
  /** The client that a warehouse is used with. */
  readonly warehouse: Warehouse;
  close(): Promise<void>;
}

export async function startBareServer(): Promise<BareServer> {
  const child = fork(fileURLToPath(import.meta.url), ["serve"]);
  const port = await new Promise<number>((resolve, reject) => {
    child.once("message", (told) => resolve(told as number));
    child.once("exit", (code) => reject(new Error(`the bare server ended with ${code}`)));
  });
  const warehouse = await openWarehouse({ url: `http://127.0.0.1:${port}` });
  return {
    warehouse,
    async close() {
      await warehouse.close();
      child.kill();
    },
  };
}

if (process.argv[2] === "serve") serve();

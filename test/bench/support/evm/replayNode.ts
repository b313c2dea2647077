import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { TiledChain } from "./tiles.ts";

/**
 * A node over tiled real blocks, a process of its own: JSON-RPC over HTTP on loopback, connections kept alive,
 * batches included. Answers are bytes that lie ready but for what varies; nothing is parsed or printed per block, so that
 * it takes as little of the machine as a server can. Its number of blocks is its argument; it tells its URL
 * to the process that started it.
 */
const chain = await openChain(Number(process.argv[2]));

async function openChain(count: number): Promise<TiledChain> {
  return (await TiledChain.open(count)) ?? process.exit(2);
}

interface Call {
  readonly id: number | string;
  readonly method: string;
  readonly params?: readonly unknown[];
}

const hex = (value: number): string => `0x${value.toString(16)}`;
const NULL = Buffer.from("null");

function heightOf(tag: unknown): number | undefined {
  const last = chain.end - 1;
  if (tag === "latest" || tag === "finalized" || tag === "safe" || tag === undefined) return last;
  const height = tag === "earliest" ? chain.first : Number(tag);
  return height >= chain.first && height <= last ? height : undefined;
}

function logsOf(filter: { fromBlock?: unknown; toBlock?: unknown; address?: unknown; topics?: unknown }): Uint8Array[] {
  const from = heightOf(filter.fromBlock);
  const to = heightOf(filter.toBlock);
  if (from === undefined || to === undefined) return [Buffer.from("[]")];
  const parts: Uint8Array[] = [Buffer.from("[")];
  for (let height = from; height <= to; height++) {
    const logs = chain.logs(height, filter);
    if (logs.length === 0) continue;
    if (parts.length > 1) parts.push(Buffer.from(","));
    parts.push(logs);
  }
  parts.push(Buffer.from("]"));
  return parts;
}

/** Undefined: the method is not served. */
function resultOf(method: string, params: readonly unknown[]): Uint8Array[] | undefined {
  const at = heightOf(params[0]);
  switch (method) {
    case "eth_getBlockByNumber":
      if (at === undefined) return [NULL];
      return [params[1] ? chain.block(at) : chain.summary(at)];
    case "eth_getBlockReceipts":
      return [at === undefined ? NULL : chain.receipts(at)];
    case "eth_getLogs":
      return logsOf(params[0] as object);
    case "eth_chainId":
      return [Buffer.from('"0x1"')];
    case "net_version":
      return [Buffer.from('"1"')];
    case "eth_blockNumber":
      return [Buffer.from(`"${hex(chain.end - 1)}"`)];
    default:
      return undefined;
  }
}

function answer({ id, method, params = [] }: Call): Uint8Array[] {
  const head = `{"jsonrpc":"2.0","id":${JSON.stringify(id)},`;
  const result = resultOf(method, params);
  if (result) return [Buffer.from(`${head}"result":`), ...result, Buffer.from("}")];
  return [Buffer.from(`${head}"error":{"code":-32601,"message":"the method ${method} does not exist"}}`)];
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const asked = JSON.parse(Buffer.concat(chunks).toString()) as Call | Call[];
    const parts = Array.isArray(asked)
      ? [Buffer.from("["), ...asked.flatMap((call, index) => [Buffer.from(index ? "," : ""), ...answer(call)])]
      : answer(asked);
    if (Array.isArray(asked)) parts.push(Buffer.from("]"));
    response.writeHead(200, {
      "content-type": "application/json",
      "content-length": parts.reduce((sum, part) => sum + part.length, 0),
    });
    // Logs are slices of larger answers, which are not used again.
    response.once("close", () => {
      for (const part of parts) if (Buffer.isBuffer(part)) chain.giveBack(part);
    });
    response.cork();
    for (const part of parts) response.write(part);
    response.end();
    response.uncork();
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  process.send?.({
    url: `http://127.0.0.1:${port}`,
    first: chain.first,
    end: chain.end,
    bytesPerBlock: chain.bytesPerBlock(),
  });
});
process.on("disconnect", () => process.exit(0));

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { RecordedBlock } from "./recordedBlocks.ts";

/** What a replayed node does wrong. */
export interface ReplayFaults {
  /** HTTP status to answer the n-th request (from 1) with, instead of its answer. */
  status?(request: number): number | undefined;
  /** Changes what is served of a block; gets a copy. */
  edit?(block: RecordedBlock): RecordedBlock;
  /** Methods that the node says it does not have. */
  readonly without?: readonly string[];
  /** Cuts the body of the n-th request's answer short. */
  truncate?(request: number): boolean;
}

export interface ReplayServer {
  readonly url: string;
  /** Requests answered so far, by method. */
  readonly calls: ReadonlyMap<string, number>;
  /** Replaces the chain from then on: a reorganisation, or growth. */
  serve(blocks: readonly RecordedBlock[]): void;
  close(): Promise<void>;
}

interface Call {
  readonly id: unknown;
  readonly method: string;
  readonly params?: readonly unknown[];
}

/** The protocol depth of Ethereum: two epochs. Newer blocks are not `finalized`, one epoch back is `safe`. */
export interface ReplayOptions {
  /** Blocks under the newest that is `finalized`. @default 0 */
  readonly finalizedDepth?: number;
}

class UnknownMethod extends Error {}

/** A node over recorded blocks: JSON-RPC over HTTP on loopback, batches included. */
export async function replayRpc(
  recorded: readonly RecordedBlock[],
  faults: ReplayFaults = {},
  { finalizedDepth = 0 }: ReplayOptions = {},
): Promise<ReplayServer> {
  let byHeight = new Map<number, RecordedBlock>();
  let heightOfTransaction = new Map<string, number>();
  const serve = (blocks: readonly RecordedBlock[]): void => {
    const served = faults.edit ? blocks.map((block) => faults.edit?.(structuredClone(block)) ?? block) : blocks;
    byHeight = new Map(blocks.map((block, index) => [Number(block.block.number), served[index] as RecordedBlock]));
    heightOfTransaction = new Map(
      blocks.flatMap(({ block }) => block.transactions.map((tx: { hash: string }) => [tx.hash, Number(block.number)])),
    );
  };
  serve(recorded);

  const latest = (): number => Math.max(...byHeight.keys());
  const at = (tag: unknown): RecordedBlock | undefined => {
    if (tag === "latest") return byHeight.get(latest());
    if (tag === "finalized" || tag === "safe") return byHeight.get(latest() - finalizedDepth);
    if (tag === "earliest") return byHeight.get(Math.min(...byHeight.keys()));
    return byHeight.get(Number(tag));
  };
  const holding = (hash: unknown): RecordedBlock | undefined =>
    byHeight.get(heightOfTransaction.get(String(hash)) ?? Number.NaN);

  const answer = ({ method, params = [] }: Call): unknown => {
    if (faults.without?.includes(method)) throw new UnknownMethod();
    switch (method) {
      case "eth_chainId":
        return "0x1";
      case "eth_blockNumber":
        return `0x${latest().toString(16)}`;
      case "eth_getBlockByNumber": {
        const block = at(params[0])?.block;
        if (!block) return null;
        return params[1]
          ? block
          : { ...block, transactions: block.transactions.map((tx: { hash: string }) => tx.hash) };
      }
      case "eth_getBlockReceipts":
        return at(params[0])?.receipts ?? null;
      case "eth_getTransactionReceipt":
        return holding(params[0])?.receipts.find((receipt) => receipt.transactionHash === params[0]) ?? null;
      case "debug_traceBlockByNumber": {
        const { tracer } = (params[1] ?? {}) as { readonly tracer?: string };
        const traces = at(params[0])?.traces;
        if (tracer !== "callTracer") throw new Error(`tracer ${tracer} is not recorded`);
        if (!traces) throw new Error("block not found");
        return traces;
      }
      case "debug_traceTransaction": {
        const trace = holding(params[0])?.traces?.find(({ txHash }) => txHash === params[0]);
        if (!trace) throw new Error("transaction not found");
        return trace.result;
      }
      default:
        throw new UnknownMethod();
    }
  };

  const calls = new Map<string, number>();
  const respond = (call: Call): unknown => {
    calls.set(call.method, (calls.get(call.method) ?? 0) + 1);
    const envelope = { jsonrpc: "2.0", id: call.id };
    try {
      return { ...envelope, result: answer(call) };
    } catch (error) {
      if (!(error instanceof UnknownMethod)) return { ...envelope, error: { code: -32000, message: String(error) } };
      return {
        ...envelope,
        error: { code: -32601, message: `the method ${call.method} does not exist/is not available` },
      };
    }
  };

  let requests = 0;
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const number = ++requests;
    const status = faults.status?.(number);
    if (status !== undefined) {
      response.writeHead(status).end("fault");
      return;
    }
    const asked = JSON.parse(Buffer.concat(chunks).toString("utf8")) as Call | Call[];
    const body = JSON.stringify(Array.isArray(asked) ? asked.map(respond) : respond(asked));
    response.writeHead(200, { "content-type": "application/json" });
    response.end(faults.truncate?.(number) ? body.slice(0, body.length / 2) : body);
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    serve,
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
}

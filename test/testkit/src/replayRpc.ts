import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
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
  /** Leaves the n-th request without an answer. */
  hang?(request: number): boolean;
  /** Takes so many requests at a time, and answers 429 to more; each takes it some milliseconds. */
  readonly atATime?: number;
  /** The chain that the node says it serves, at the n-th request. @default "0x1" */
  chainId?(request: number): string;
  /** The newest block that the node knows: it is stuck. */
  stuckAt?(): number | undefined;
  /** Answers batches in another order than they were asked in. */
  readonly shuffle?: boolean;
  /** Changes what is sent; several pieces are streamed without a length. */
  body?(
    text: string,
    methods: readonly string[],
    request: number,
  ): string | Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

export interface ReplayServer {
  readonly url: string;
  /** Requests answered so far, by method. */
  readonly calls: ReadonlyMap<string, number>;
  /** Requests that a fault spoilt. */
  readonly spoilt: number;
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

  const latest = (): number => Math.min(Math.max(...byHeight.keys()), faults.stuckAt?.() ?? Number.POSITIVE_INFINITY);
  const at = (tag: unknown): RecordedBlock | undefined => {
    if (tag === "latest") return byHeight.get(latest());
    if (tag === "finalized" || tag === "safe") return byHeight.get(latest() - finalizedDepth);
    if (tag === "earliest") return byHeight.get(Math.min(...byHeight.keys()));
    return Number(tag) <= latest() ? byHeight.get(Number(tag)) : undefined;
  };
  const holding = (hash: unknown): RecordedBlock | undefined =>
    byHeight.get(heightOfTransaction.get(String(hash)) ?? Number.NaN);

  let requests = 0;
  let spoilt = 0;
  let inFlight = 0;
  const answer = ({ method, params = [] }: Call): unknown => {
    if (faults.without?.includes(method)) throw new UnknownMethod();
    switch (method) {
      case "eth_chainId":
        return faults.chainId?.(requests) ?? "0x1";
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
      case "debug_traceBlockByHash":
      case "debug_traceBlockByNumber": {
        const { tracer } = (params[1] ?? {}) as { readonly tracer?: string };
        const isByHash = method === "debug_traceBlockByHash";
        const found = isByHash ? [...byHeight.values()].find(({ block }) => block.hash === params[0]) : at(params[0]);
        const traces = found?.traces;
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

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const number = ++requests;
    if (faults.atATime !== undefined && inFlight > faults.atATime) {
      spoilt++;
      response.writeHead(429).end();
      return;
    }
    if (faults.atATime !== undefined) await sleep(5);
    if (faults.hang?.(number)) {
      spoilt++;
      return;
    }
    const status = faults.status?.(number);
    if (status !== undefined) {
      spoilt++;
      response.writeHead(status).end("fault");
      return;
    }
    const asked = JSON.parse(Buffer.concat(chunks).toString("utf8")) as Call | Call[];
    const answers = Array.isArray(asked) ? asked.map(respond) : respond(asked);
    if (faults.shuffle && Array.isArray(answers)) answers.reverse();
    const whole = JSON.stringify(answers);
    const body =
      faults.body?.(
        whole,
        [asked].flat().map(({ method }) => method),
        number,
      ) ?? whole;
    const cut = faults.truncate?.(number) === true;
    if (cut || body !== whole) spoilt++;
    response.writeHead(200, { "content-type": "application/json" });
    if (typeof body === "string") response.end(cut ? body.slice(0, body.length / 2) : body);
    else await pipeline(Readable.from(body), response).catch(() => {});
  };
  const server = createServer((request, response) => {
    inFlight++;
    response.once("close", () => inFlight--);
    handle(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    get spoilt() {
      return spoilt;
    },
    serve,
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
}

import { RetryableError } from "@ledgerscope/core";
import { WebSocket } from "undici";
import { printableUrl } from "../rpc/printableUrl.ts";
import { RpcEndpoint } from "../rpc/rpcEndpoint.ts";
import { RpcError } from "../rpc/rpcError.ts";

/** What a node may be asked to tell of its own accord. */
type Subject = "newHeads" | "newPendingTransactions";

/** A line to one node. */
export interface NodeLine {
  /**
   * The parsed result.
   * @throws RetryableError when the line is lost or the answer does not come in time.
   * @throws RpcError for an error that the node answers.
   */
  ask(method: string, params: readonly unknown[]): Promise<unknown>;
  /** @returns false where the line or the node cannot tell: it has to be asked. */
  subscribe(subject: Subject, hear: (item: unknown) => void): Promise<boolean>;
  close(): Promise<void>;
}

const TIMEOUT_MS = 10_000;
const MAX_RESPONSE_BYTES = 64_000_000;

/** @param url `http(s)://` or `ws(s)://`. @throws RetryableError when it cannot be reached. */
export async function openNodeLine(url: string): Promise<NodeLine> {
  if (/^wss?:/.test(url)) return SocketLine.open(url);
  const endpoint = new RpcEndpoint(url, {
    concurrency: 16,
    timeoutMs: TIMEOUT_MS,
    maxResponseBytes: MAX_RESPONSE_BYTES,
  });
  return {
    ask: (method, params) => endpoint.ask(method, params),
    subscribe: () => Promise.resolve(false),
    close: async () => endpoint.close(),
  };
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** JSON-RPC over a websocket: https://geth.ethereum.org/docs/interacting-with-geth/rpc/pubsub */
class SocketLine implements NodeLine {
  readonly #name: string;
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, Waiting>();
  readonly #hearing = new Map<string, (item: unknown) => void>();
  #nextId = 1;
  #lost = false;

  static open(url: string): Promise<SocketLine> {
    const socket = new WebSocket(url);
    const line = new SocketLine(printableUrl(url), socket);
    return new Promise((resolve, reject) => {
      const failed = (): void => reject(new RetryableError(`${line.#name} cannot be reached`));
      socket.addEventListener("open", () => resolve(line));
      socket.addEventListener("error", failed);
      socket.addEventListener("close", failed);
    });
  }

  private constructor(name: string, socket: WebSocket) {
    this.#name = name;
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => this.#receive(data));
    socket.addEventListener("close", () => this.#lose());
  }

  ask(method: string, params: readonly unknown[]): Promise<unknown> {
    if (this.#lost) return Promise.reject(new RetryableError(`the line to ${this.#name} is lost`));
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        reject(new RetryableError(`${this.#name} did not answer ${method} in ${TIMEOUT_MS / 1_000} s`));
      }, TIMEOUT_MS);
      const settled = <T>(settle: (value: T) => void) => {
        return (value: T): void => {
          clearTimeout(timer);
          settle(value);
        };
      };
      this.#waiting.set(id, { resolve: settled(resolve), reject: settled(reject) });
      this.#socket.send(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
    });
  }

  async subscribe(subject: Subject, hear: (item: unknown) => void): Promise<boolean> {
    try {
      const id = await this.ask("eth_subscribe", [subject]);
      this.#hearing.set(String(id), hear);
      return true;
    } catch (error) {
      if (error instanceof RpcError) return false;
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#socket.close();
    this.#lose();
  }

  #receive(data: unknown): void {
    let message: { id?: unknown; result?: unknown; error?: unknown; params?: unknown };
    try {
      message = JSON.parse(String(data)) ?? {};
    } catch {
      return;
    }
    if (typeof message.id === "number") {
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      const error = message.error as { code?: unknown; message?: unknown } | undefined;
      if (error) waiting?.reject(new RpcError(`${this.#name}: ${String(error.message)}`, Number(error.code ?? 0)));
      else waiting?.resolve(message.result);
      return;
    }
    const { subscription, result } = (message.params ?? {}) as { subscription?: unknown; result?: unknown };
    this.#hearing.get(String(subscription))?.(result);
  }

  #lose(): void {
    this.#lost = true;
    for (const { reject } of this.#waiting.values()) reject(new RetryableError(`the line to ${this.#name} was lost`));
    this.#waiting.clear();
  }
}

import { ConfigError, RetryableError } from "@ledgerscope/core";
import { Pool } from "undici";
import { printableUrl } from "./printableUrl.ts";
import { RpcError } from "./rpcError.ts";

const TIMEOUT_MS = 30_000;
/** The largest real blocks with all receipts are some tens of MB; a larger answer is refused, not buffered. */
const MAX_RESPONSE_BYTES = 128 * 1024 * 1024;

/** What may pass, by code: internal error (-32603, JSON-RPC 2.0) and rate limits: -32005 (EIP-1474), -32097/-32098 and 429 (gateways). */
const PASSING_CODES = new Set([-32603, -32005, -32097, -32098, 429]);

export interface RpcAnswer {
  readonly result: unknown;
  /** The whole answer as it was received. */
  readonly body: Uint8Array;
}

/** One JSON-RPC endpoint over HTTP, with a pool of kept-alive connections that bounds what is in flight. */
export class RpcEndpoint {
  readonly name: string;
  readonly #pool: Pool;
  readonly #path: string;
  readonly #headers: Record<string, string>;
  #nextId = 1;

  constructor(url: string, connections: number) {
    const { origin, pathname, search, username, password } = new URL(url);
    this.name = printableUrl(url);
    this.#path = pathname + search;
    this.#headers = { "content-type": "application/json" };
    if (username) {
      const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
      this.#headers["authorization"] = `Basic ${Buffer.from(credentials).toString("base64")}`;
    }
    this.#pool = new Pool(origin, {
      connections,
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
      connect: { timeout: TIMEOUT_MS },
      maxResponseSize: MAX_RESPONSE_BYTES,
    });
  }

  /**
   * One try.
   * @throws RetryableError for network trouble, timeouts, 429, 5xx, a broken answer, a node's internal error.
   * @throws ConfigError when the endpoint refuses us.
   * @throws RpcError for an error that the node answers.
   */
  async call(method: string, params: readonly unknown[], signal?: AbortSignal): Promise<RpcAnswer> {
    const id = this.#nextId++;
    const body = await this.#post(JSON.stringify({ jsonrpc: "2.0", id, method, params }), method, signal);
    let answer: { id?: unknown; result?: unknown; error?: { code?: unknown; message?: unknown } };
    try {
      answer = JSON.parse(body.toString("utf8"));
    } catch (cause) {
      throw new RetryableError(`${this.name} answered ${method} with ${body.length} bytes that are not JSON`, {
        cause,
      });
    }
    if (typeof answer !== "object" || answer === null || answer.id !== id) {
      throw new RetryableError(`${this.name} answered ${method} with something else than request ${id} asked for`);
    }
    if (answer.error) {
      const code = Number(answer.error.code ?? 0);
      const error = new RpcError(
        `${this.name} answered ${method} with error ${code}: ${String(answer.error.message)}`,
        code,
      );
      throw PASSING_CODES.has(code) && !error.isUnknownMethod ? new RetryableError(error.message) : error;
    }
    if (!("result" in answer)) throw new RetryableError(`${this.name} answered ${method} without a result`);
    return { result: answer.result, body };
  }

  async #post(body: string, method: string, signal?: AbortSignal): Promise<Buffer> {
    let statusCode: number;
    let retryAfter: unknown;
    let bytes: Buffer;
    try {
      const response = await this.#pool.request({
        path: this.#path,
        method: "POST",
        headers: this.#headers,
        body,
        ...(signal ? { signal } : {}),
      });
      statusCode = response.statusCode;
      retryAfter = response.headers["retry-after"];
      bytes = Buffer.from(await response.body.arrayBuffer());
    } catch (cause) {
      signal?.throwIfAborted();
      throw new RetryableError(`${this.name} did not answer ${method}: ${(cause as Error).message || String(cause)}`, {
        cause,
      });
    }
    if (statusCode === 429 || statusCode >= 500) {
      const seconds = Number(retryAfter);
      throw new RetryableError(`${this.name} answered ${method} with HTTP ${statusCode}`, {
        ...(seconds > 0 ? { retryAfterMs: seconds * 1000 } : {}),
      });
    }
    // Some nodes send JSON-RPC errors with HTTP 400 and 404: the body says more than the status.
    if (statusCode >= 400 && !bytes.subarray(0, 1).equals(Buffer.from("{"))) {
      throw new ConfigError(
        `${this.name} answered ${method} with HTTP ${statusCode}: check the URL and its key under \`rpc\``,
      );
    }
    return bytes;
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }
}

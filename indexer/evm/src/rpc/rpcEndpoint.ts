import { ConfigError, RetryableError } from "@ledgerscope/core";
import { AdaptiveLimit } from "./adaptiveLimit.ts";
import { AnswerBody } from "./answerBody.ts";
import type { Lease } from "./byteBudget.ts";
import { type Envelope, openBatch, openEnvelope } from "./envelope.ts";
import type { HttpHead } from "./httpHead.ts";
import { HttpPool, isTimeout } from "./httpPool.ts";
import { OversizedAnswer } from "./oversizedAnswer.ts";
import { printableUrl } from "./printableUrl.ts";
import { RpcError } from "./rpcError.ts";

/** What may pass, by code: internal error (-32603, JSON-RPC 2.0) and rate limits: -32005 (EIP-1474), -32097/-32098 and 429 (gateways). */
const PASSING_CODES = new Set([-32603, -32005, -32097, -32098, 429]);
/** Those of them that ask for fewer requests. */
const LIMITING_CODES = new Set([-32005, -32097, -32098, 429]);
/** How many times the timeout a whole answer may take. */
const TRICKLE = 10;
/** Most calls in one batch: gateways refuse more than some hundred. */
const BATCH_CALLS = 100;

export interface EndpointOptions {
  /** Most requests in flight. */
  readonly concurrency: number;
  /** How long the first byte, and each byte after another, may take, in milliseconds. */
  readonly timeoutMs: number;
  /** An answer that is larger is refused, not buffered. */
  readonly maxResponseBytes: number;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Where the bytes of the answer are counted. */
  readonly lease?: Lease;
}

/** One JSON-RPC endpoint over HTTP, with a pool of kept-alive connections and a limit that adapts to it. */
export class RpcEndpoint {
  readonly name: string;
  /** Methods, tags (`finalized`) and `batch`, as far as this endpoint has said that it does not know them. */
  readonly lacks: Set<string> = new Set();
  readonly #pool: HttpPool;
  readonly #limit: AdaptiveLimit;
  readonly #options: EndpointOptions;
  readonly #path: string;
  readonly #headers: Record<string, string>;
  #nextId = 1;

  /** @param name Printable, without what may be secret; tells it from other endpoints. */
  constructor(url: string, options: EndpointOptions, name: string = printableUrl(url)) {
    const parsed = new URL(url);
    const { pathname, search, username, password } = parsed;
    this.name = name;
    this.#options = options;
    this.#limit = new AdaptiveLimit(options.concurrency);
    this.#path = pathname + search;
    this.#headers = { "content-type": "application/json" };
    if (username) {
      const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
      this.#headers["authorization"] = `Basic ${Buffer.from(credentials).toString("base64")}`;
    }
    // Not bounded here: a reader that waits for memory keeps its connection, and must not keep out another.
    this.#pool = new HttpPool(parsed, options.timeoutMs);
  }

  /** Requests that may be in flight now. */
  get limit(): number {
    return this.#limit.limit;
  }

  /**
   * One try. @returns the JSON of the answer's `result`, as it was received.
   * @throws RetryableError for network trouble, timeouts, 429, 5xx, a broken answer, a node's internal error.
   * @throws ConfigError when the endpoint refuses us, or answers more than the limit of an answer.
   * @throws RpcError for an error that the node answers.
   */
  async call(method: string, params: readonly unknown[], options: CallOptions = {}): Promise<Uint8Array> {
    const id = this.#nextId++;
    const body = await this.#post(JSON.stringify({ jsonrpc: "2.0", id, method, params }), method, options);
    const envelope = openEnvelope(body);
    if (!envelope)
      throw new RetryableError(`${this.name} answered ${method} with ${body.length} bytes that are no answer`);
    return this.#resultOf(envelope, id, method);
  }

  /** The parsed result of a short answer. Errors as those of `call`. */
  async ask(method: string, params: readonly unknown[], options?: CallOptions): Promise<unknown> {
    const result = await this.call(method, params, options);
    try {
      return JSON.parse(Buffer.from(result).toString("utf8"));
    } catch (cause) {
      throw new RetryableError(`${this.name} answered ${method} with a result that is not JSON`, { cause });
    }
  }

  /**
   * The same method for many parameters, in batches where the endpoint takes them, each answer found by its id.
   * Errors as those of `call`.
   */
  async callMany(
    method: string,
    params: readonly (readonly unknown[])[],
    options: CallOptions = {},
  ): Promise<readonly Uint8Array[]> {
    if (params.length <= 1 || this.lacks.has("batch")) {
      return Promise.all(params.map((one) => this.call(method, one, options)));
    }
    const batches: (readonly (readonly unknown[])[])[] = [];
    for (let at = 0; at < params.length; at += BATCH_CALLS) batches.push(params.slice(at, at + BATCH_CALLS));
    return (await Promise.all(batches.map((batch) => this.#batch(method, batch, options)))).flat();
  }

  async #batch(
    method: string,
    params: readonly (readonly unknown[])[],
    options: CallOptions,
  ): Promise<readonly Uint8Array[]> {
    const calls = params.map((one) => ({ jsonrpc: "2.0", id: this.#nextId++, method, params: one }));
    const body = await this.#post(JSON.stringify(calls), method, options);
    const answers = openBatch(body);
    if (!answers) {
      const refused = openEnvelope(body);
      if (!refused)
        throw new RetryableError(`${this.name} answered a batch of ${method} with something that is no answer`);
      // One answer for the whole batch: the endpoint takes none.
      this.lacks.add("batch");
      return this.callMany(method, params, options);
    }
    const byId = new Map(answers.map((answer) => [answer.id, answer]));
    if (byId.size !== answers.length) {
      throw new RetryableError(`${this.name} answered a batch of ${method} with two answers for one request`);
    }
    return calls.map(({ id }) => {
      const answer = byId.get(id);
      if (!answer) throw new RetryableError(`${this.name} left a request of a batch of ${method} unanswered`);
      return this.#resultOf(answer, id, method);
    });
  }

  #resultOf({ id, result, error }: Envelope, asked: number, method: string): Uint8Array {
    if (error) {
      const code = Number(error.code ?? 0);
      const said = new RpcError(`${this.name} answered ${method} with error ${code}: ${String(error.message)}`, code);
      if (said.isUnknownMethod) this.lacks.add(method);
      if (LIMITING_CODES.has(code)) this.#limit.overloaded(Date.now());
      throw PASSING_CODES.has(code) && !said.isUnknownMethod ? new RetryableError(said.message) : said;
    }
    if (id !== asked) {
      throw new RetryableError(`${this.name} answered ${method} with something else than request ${asked} asked for`);
    }
    if (!result) throw new RetryableError(`${this.name} answered ${method} without a result`);
    return result;
  }

  async #post(body: string, method: string, { signal, lease }: CallOptions): Promise<Buffer> {
    await this.#limit.acquire(signal);
    const startedMs = Date.now();
    const { maxResponseBytes, timeoutMs } = this.#options;
    const what = `${this.name} answered ${method}`;
    let answer: { readonly head: HttpHead; readonly body: AnswerBody; readonly firstByteMs: number } | undefined;
    let endMs = startedMs + TRICKLE * timeoutMs;
    const addPause = (pausedMs: number): void => {
      endMs += pausedMs;
    };
    try {
      await this.#pool.post({
        path: this.#path,
        headers: this.#headers,
        body,
        ...(signal ? { signal } : {}),
        begin: (head) => {
          const announced = typeof head.framing === "number" ? head.framing : undefined;
          const room = new AnswerBody(announced, maxResponseBytes, () => new OversizedAnswer(what, maxResponseBytes));
          answer = { head, body: room, firstByteMs: Date.now() - startedMs };
          return room;
        },
        received: (bytes) => {
          if (Date.now() > endMs) {
            throw new RetryableError(`${what} too slowly: not done after ${(TRICKLE * timeoutMs) / 1000} s`);
          }
          const room = lease?.take(bytes);
          return room && this.#pause(room).then(addPause);
        },
      });
      if (!answer) throw new Error("no answer");
      const bytes = answer.body.bytes();
      this.#judge(answer.head, bytes, method, startedMs);
      this.#limit.succeeded(startedMs, answer.firstByteMs);
      return bytes;
    } catch (cause) {
      signal?.throwIfAborted();
      if (cause instanceof RetryableError || cause instanceof ConfigError) throw cause;
      if (isTimeout(cause)) this.#limit.overloaded(startedMs);
      throw new RetryableError(`${this.name} did not answer ${method}: ${(cause as Error).message || String(cause)}`, {
        cause,
      });
    } finally {
      this.#limit.release();
    }
  }

  /** A time in which nothing is read, because too much is held already, is no work of the endpoint. @returns its milliseconds. */
  async #pause(room: Promise<void>): Promise<number> {
    const sinceMs = Date.now();
    this.#limit.release();
    try {
      await room;
    } finally {
      this.#limit.enter();
    }
    return Date.now() - sinceMs;
  }

  #judge({ status, headers }: HttpHead, bytes: Buffer, method: string, startedMs: number): void {
    if (status === 429 || status >= 500) {
      const seconds = Number(headers.get("retry-after"));
      const retryAfterMs = seconds > 0 ? seconds * 1000 : undefined;
      if (status === 429 || status === 503) this.#limit.overloaded(startedMs, retryAfterMs);
      throw new RetryableError(`${this.name} answered ${method} with HTTP ${status}`, {
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      });
    }
    // Some nodes send JSON-RPC errors with HTTP 400 and 404: the body says more than the status.
    if (status >= 400 && !/^\s*[[{]/.test(bytes.toString("latin1", 0, 16))) {
      throw new ConfigError(
        `${this.name} answered ${method} with HTTP ${status}: check the URL and its key under \`rpc\``,
      );
    }
  }

  close(): void {
    this.#pool.close();
  }
}

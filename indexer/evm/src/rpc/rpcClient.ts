import { RetryableError, retry } from "@ledgerscope/core";
import { type RpcAnswer, RpcEndpoint } from "./rpcEndpoint.ts";

/** Tries per call over all endpoints; with the backoff of `retry`, about 12 seconds before giving up. */
const TRIES = 8;

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** An answer of `null` means that the node lags behind: try again, and fail with these words. */
  readonly missing?: string;
  /** Most tries in all. */
  readonly tries?: number;
}

/** JSON-RPC over the endpoints of one chain: the one that works is kept, the next is taken when it fails. */
export class RpcClient {
  readonly endpoints: readonly RpcEndpoint[];
  #preferred = 0;

  constructor(urls: readonly string[], options: { readonly concurrency: number }) {
    this.endpoints = urls.map((url) => new RpcEndpoint(url, options.concurrency));
  }

  /** The answer with its bytes as received. Errors as those of `RpcEndpoint.call`, after bounded retries. */
  answer(method: string, params: readonly unknown[], options: CallOptions = {}): Promise<RpcAnswer> {
    const { signal, missing, tries = TRIES } = options;
    return retry(
      async () => {
        const at = this.#preferred;
        try {
          const answer = await (this.endpoints[at] as RpcEndpoint).call(method, params, signal);
          if (missing !== undefined && answer.result === null) throw new RetryableError(missing);
          return answer;
        } catch (error) {
          // Requests in flight fail together: only the first of them moves on.
          if (error instanceof RetryableError && this.#preferred === at) {
            this.#preferred = (at + 1) % this.endpoints.length;
          }
          throw error;
        }
      },
      { tries, ...(signal ? { signal } : {}) },
    );
  }

  async call(method: string, params: readonly unknown[], options?: CallOptions): Promise<unknown> {
    return (await this.answer(method, params, options)).result;
  }

  async close(): Promise<void> {
    await Promise.all(this.endpoints.map((endpoint) => endpoint.close()));
  }
}

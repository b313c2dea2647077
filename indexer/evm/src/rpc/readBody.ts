import { ConfigError, RetryableError } from "@ledgerscope/core";
import type { Dispatcher } from "undici";
import type { Lease } from "./byteBudget.ts";

export interface BodyOptions {
  /** Most bytes. */
  readonly limit: number;
  /** Begins the error's sentence. */
  readonly what: string;
  /** Longest time of reading, in milliseconds: an answer may trickle. */
  readonly timeoutMs: number;
  /** Where the bytes are counted. */
  readonly lease?: Lease;
  /** Around a time in which nothing is read because too much is held already. */
  onPause(): void;
  onResume(): void;
}

/** An answer beyond what the configuration allows. */
export class OversizedAnswer extends ConfigError {}

/**
 * The whole body, in memory of its own, so that it may be handed to another thread. Reads no faster than the
 * lease allows.
 * @throws OversizedAnswer when it is larger than the limit; the rest is not read then.
 */
export async function readBody({ headers, body }: Dispatcher.ResponseData, options: BodyOptions): Promise<Buffer> {
  const { limit, what, lease } = options;
  const refuse = (): OversizedAnswer => {
    body.on("error", () => {}).destroy();
    return new OversizedAnswer(
      `${what} with more than ${Math.floor(limit / 1_000_000)} MB: ` +
        "if a block of this chain is really that large, raise `max_response_mb`",
    );
  };
  const announced = headers["content-encoding"] === undefined ? Number(headers["content-length"]) : Number.NaN;
  if (announced > limit) throw refuse();
  const whole = announced >= 0 ? Buffer.allocUnsafeSlow(announced) : undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  let endMs = Date.now() + options.timeoutMs;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    if (length + chunk.length > limit) throw refuse();
    if (Date.now() > endMs)
      throw new RetryableError(`${what} too slowly: ${length} bytes in ${options.timeoutMs / 1000} s`);
    if (whole) chunk.copy(whole, length);
    else chunks.push(chunk);
    length += chunk.length;
    const room = lease?.take(chunk.length);
    if (room) {
      const pausedMs = Date.now();
      options.onPause();
      await room;
      options.onResume();
      endMs += Date.now() - pausedMs;
    }
  }
  if (whole) return whole.subarray(0, length);
  const joined = Buffer.allocUnsafeSlow(length);
  let at = 0;
  for (const chunk of chunks) at += chunk.copy(joined, at);
  return joined;
}

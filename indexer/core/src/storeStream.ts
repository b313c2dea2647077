import type { Batch } from "./batch.ts";
import { retry } from "./retry.ts";
import type { Sink } from "./sink.ts";
import type { Source, StreamRequest } from "./source.ts";

export interface StoreStreamOptions {
  readonly signal: AbortSignal;
  /** After each batch is stored; the next is not written before it resolves. */
  afterWrite(batch: Batch): void | Promise<void>;
}

/** Stores what the source streams, one batch after the other; the next is read while one is written, but at the head. */
export async function storeStream(
  source: Source,
  sink: Sink,
  request: StreamRequest,
  { signal, afterWrite }: StoreStreamOptions,
): Promise<void> {
  const reading = new AbortController();
  const batches = source.stream(request, AbortSignal.any([signal, reading.signal]))[Symbol.asyncIterator]();
  const read = (): Promise<IteratorResult<Batch>> => {
    const next = batches.next();
    // Its error is thrown when its turn comes; until then it is not unhandled.
    next.catch(() => {});
    return next;
  };
  let ended = false;
  try {
    let ahead: Promise<IteratorResult<Batch>> | undefined;
    for (;;) {
      const { value, done } = await (ahead ?? read()).catch((error: unknown) => {
        ended = true;
        throw error;
      });
      ended = done === true;
      if (done) return;
      ahead = value.atHead ? undefined : read();
      await retry(() => sink.write(value), { signal });
      await afterWrite(value);
      for (const { release } of value.payloads) release?.();
    }
  } finally {
    reading.abort();
    if (!ended) await batches.return?.();
  }
}

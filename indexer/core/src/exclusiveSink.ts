import type { Sink } from "./sink.ts";

/** One sink for several writers of one process: what changes it is done one after the other. */
export function exclusiveSink(sink: Sink): Sink {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work, work);
    last = result.catch(() => {});
    return result;
  };
  return {
    stored: () => sink.stored(),
    recent: (count) => sink.recent(count),
    at: (height) => sink.at(height),
    write: (batch) => inTurn(() => sink.write(batch)),
    finalize: (to) => inTurn(() => sink.finalize(to)),
    rewind: (to) => inTurn(() => sink.rewind(to)),
  };
}

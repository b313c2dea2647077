import type { Sink } from "./sink.ts";

/**
 * One sink for several writers of one process. Writes are done one after the other, and so are moves to the final
 * zone; a move touches what was stored before it, so that it and a write do not wait for each other. A rewind is done alone.
 */
export function exclusiveSink(sink: Sink): Sink {
  let writes: Promise<unknown> = Promise.resolve();
  let moves: Promise<unknown> = Promise.resolve();
  const settled = (work: Promise<unknown>): Promise<unknown> => work.catch(() => {});
  return {
    stored: () => sink.stored(),
    recent: (count) => sink.recent(count),
    at: (height) => sink.at(height),
    write(batch) {
      const result = writes.then(() => sink.write(batch));
      writes = settled(result);
      return result;
    },
    finalize(to) {
      const result = moves.then(() => sink.finalize(to));
      moves = settled(result);
      return result;
    },
    rewind(to) {
      const result = Promise.all([writes, moves]).then(() => sink.rewind(to));
      writes = settled(result);
      moves = writes;
      return result;
    },
  };
}

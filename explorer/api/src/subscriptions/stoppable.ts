/**
 * A generator that ends as soon as its reader has gone. `return()` of a plain one waits for whatever it waits for
 * itself, which may be a block that comes tomorrow.
 */
export function stoppable<T>(begin: (signal: AbortSignal) => AsyncGenerator<T, void>): AsyncGenerator<T, void> {
  const stop = new AbortController();
  const events = begin(stop.signal);
  const stopped: AsyncGenerator<T, void> = {
    next: () => events.next(),
    return(value) {
      stop.abort();
      return events.return(value as undefined);
    },
    throw(error) {
      stop.abort();
      return events.throw(error);
    },
    [Symbol.asyncIterator]: () => stopped,
  };
  return stopped;
}

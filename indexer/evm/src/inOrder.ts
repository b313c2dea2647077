/**
 * Runs `work` for from, from + 1 … up to `to` (half-open), at most `ahead` at a time, and yields the results in order.
 * When the consumer stops, work that is under way is left to end by its own signal.
 */
export async function* inOrder<T>(
  range: { readonly from: number; readonly to: number },
  ahead: number,
  work: (at: number) => Promise<T>,
): AsyncGenerator<T, void, void> {
  const underWay: Promise<T>[] = [];
  let next = range.from;
  for (let at = range.from; at < range.to; at++) {
    while (next < range.to && underWay.length < ahead) {
      const started = work(next++);
      // Its error is thrown when its turn comes; until then it is not unhandled.
      started.catch(() => {});
      underWay.push(started);
    }
    yield await (underWay.shift() as Promise<T>);
  }
}

/**
 * What `make` makes, made when it is first read. With an `import()` in it, the code behind a step of work is loaded
 * when the work begins, and never by whoever only asks what there is to do.
 */
export async function* lateIterable<T, R = void>(
  make: () => Promise<AsyncIterable<T, R, void>>,
): AsyncGenerator<T, R, void> {
  return yield* await make();
}

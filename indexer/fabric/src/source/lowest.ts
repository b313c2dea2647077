/**
 * The lowest of these heights that is not below `from`; undefined where there is none. Found one by one: a folder
 * may hold more blocks than a call takes arguments.
 */
export function lowest(heights: Iterable<number>, from = 0): number | undefined {
  let found: number | undefined;
  for (const height of heights) if (height >= from && height < (found ?? Number.POSITIVE_INFINITY)) found = height;
  return found;
}

import { decodeCursor, encodeCursor } from "./cursor.ts";
import { apiError } from "./errors.ts";

const MAX_PAGE = 100;

export interface PageArguments {
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** What a query needs to read one page. */
export interface Slice {
  /** Rows to read: one more than the page, to know whether another follows. */
  readonly limit: number;
  /** Sorting key of the last row of the page before. */
  readonly after?: readonly number[];
}

export interface Page<T> {
  readonly edges: { readonly cursor: string; readonly node: T }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** @throws GraphQLError BAD_INPUT when `first` is outside 1..`max`. */
export function checkedFirst(first: number, max = MAX_PAGE): number {
  if (first < 1 || first > max) throw apiError("BAD_INPUT", `\`first\` must be 1 to ${max}, got ${first}.`);
  return first;
}

/**
 * Reads one page of a list as a Relay connection (https://relay.dev/graphql/connections.htm), forward only.
 * @param list what the cursors belong to.
 * @param keyLength how many columns `read` orders by; `positionOf` gives a row's values of them.
 */
export function readPage<T>(
  list: string,
  page: PageArguments,
  read: (slice: Slice) => Promise<readonly T[]>,
  keyLength: number,
  positionOf: (row: T) => readonly number[],
): Promise<Page<T>> {
  return readSealedPage(
    page,
    (limit, after) => read({ limit, ...(after === undefined ? {} : { after: decodeCursor(list, after, keyLength) }) }),
    (row) => encodeCursor(list, positionOf(row)),
  );
}

/**
 * The same for lists whose sorting key is not numbers alone.
 * @param read at most `limit` rows after that cursor, which `cursorOf` gave.
 */
export async function readSealedPage<T>(
  { first, after }: PageArguments,
  read: (limit: number, after: string | undefined) => Promise<readonly T[]>,
  cursorOf: (row: T) => string,
): Promise<Page<T>> {
  const size = checkedFirst(first);
  // One more than the page, to know whether another follows.
  const rows = await read(size + 1, after || undefined);
  const edges = rows.slice(0, size).map((node) => ({ cursor: cursorOf(node), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > size,
      hasPreviousPage: Boolean(after),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

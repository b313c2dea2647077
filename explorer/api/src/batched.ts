import type DataLoader from "dataloader";
import { notedLoader } from "./statements/notedLoader.ts";

export interface BatchedOptions<Key, Row, Value> {
  /** Keys of one group are asked for together. */
  readonly group: (key: Key) => string;
  readonly load: (keys: readonly [Key, ...Key[]]) => Promise<readonly Row[]>;
  /** Names a key within its group; `rowKeyOf` says which key a row belongs to. */
  readonly keyOf: (key: Key) => string;
  readonly rowKeyOf: (row: Row) => string;
  /** From the rows of one key, in the order they were read. */
  readonly value: (rows: readonly Row[]) => Value;
}

/** A loader that asks once for all keys of one tick that share a group, instead of once per row of a list. */
export function batched<Key, Row, Value>(options: BatchedOptions<Key, Row, Value>): DataLoader<Key, Value, string> {
  const cacheKey = (key: Key): string => `${options.group(key)}|${options.keyOf(key)}`;
  return notedLoader<Key, Value, string>(
    async (keys) => {
      const found = new Map<string, Row[]>();
      await Promise.all(
        [...groupBy(keys, options.group)].map(async ([group, members]) => {
          const rows = await options.load(members as [Key, ...Key[]]);
          for (const [key, ofKey] of groupBy(rows, options.rowKeyOf)) found.set(`${group}|${key}`, ofKey);
        }),
      );
      return keys.map((key) => options.value(found.get(cacheKey(key)) ?? []));
    },
    { cacheKeyFn: cacheKey, maxBatchSize: 500 },
  );
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

export const only = <Row>(rows: readonly Row[]): Row | undefined => rows[0];
export const all = <Row>(rows: readonly Row[]): readonly Row[] => rows;

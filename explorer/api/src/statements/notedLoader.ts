import DataLoader from "dataloader";
import { readFor, readingFor } from "./statements.ts";

/**
 * A DataLoader that knows which fields wait for each key: a batch is read for all of them, and a field that
 * is given what was loaded before, or along with something else, is noted for it as well.
 */
export function notedLoader<Key, Value, CacheKey = Key>(
  load: DataLoader.BatchLoadFn<Key, Value>,
  options: DataLoader.Options<Key, Value, CacheKey> = {},
): DataLoader<Key, Value, CacheKey> {
  const cacheKey = options.cacheKeyFn ?? ((key: Key) => key as unknown as CacheKey);
  const fieldsOf = new Map<CacheKey, Set<string>>();
  const loader = new DataLoader<Key, Value, CacheKey>((keys) => {
    if (fieldsOf.size === 0) return load(keys);
    const together = new Set<string>();
    for (const key of keys.map(cacheKey)) {
      for (const field of fieldsOf.get(key) ?? []) together.add(field);
      fieldsOf.set(key, together);
    }
    return readFor(together, () => load(keys));
  }, options);
  const loadOne = loader.load.bind(loader);
  loader.load = (key) => {
    const fields = readingFor();
    if (fields) {
      const known = fieldsOf.get(cacheKey(key)) ?? new Set();
      for (const field of fields) known.add(field);
      fieldsOf.set(cacheKey(key), known);
    }
    return loadOne(key);
  };
  const primeOne = loader.prime.bind(loader);
  // What is read along with something else is read by the same statements.
  loader.prime = (key, value) => {
    const reading = readingFor();
    if (reading && !fieldsOf.has(cacheKey(key))) fieldsOf.set(cacheKey(key), reading);
    return primeOne(key, value);
  };
  return loader;
}

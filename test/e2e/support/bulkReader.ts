import type { StoredReader } from "@ledgerscope/core";

/** Reads rows of many networks with one query each, where one network after the other would be asked the same. */
export function bulkReader(stored: StoredReader, networks: readonly string[]): StoredReader {
  const known = new Map<string, Promise<ReadonlyMap<string, unknown[]>>>();
  const read = async (
    sql: string,
    params: Readonly<Record<string, unknown>>,
  ): Promise<ReadonlyMap<string, unknown[]>> => {
    const rows = new Map<string, unknown[]>(networks.map((network) => [network, []]));
    const all = sql.replace("t.network = {network:String}", "t.network IN {networks:Array(String)}");
    for await (const row of stored.rows<{ network: string }>(all, { ...params, networks }))
      rows.get(row.network)?.push(row);
    return rows;
  };
  return {
    async *rows<T>(sql: string, params: Readonly<Record<string, unknown>>) {
      if (!sql.includes("t.network = {network:String}")) {
        yield* stored.rows<T>(sql, params);
        return;
      }
      const key = JSON.stringify([sql, { ...params, network: "" }]);
      const reading = known.get(key) ?? read(sql, params);
      known.set(key, reading);
      yield* ((await reading).get(String(params["network"])) ?? []) as T[];
    },
  };
}

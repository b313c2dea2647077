import { fabricSchema } from "@ledgerscope/fabric";
import { encodeRows, type Table } from "@ledgerscope/schema";
import type { Warehouse } from "@ledgerscope/warehouse";

/** mulberry32: a small deterministic generator of numbers in [0, 1). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Version {
  readonly height: number;
  readonly index: number;
}

const same = (a: Version | undefined, b: Version | undefined): boolean =>
  a?.height === b?.height && a?.index === b?.index;

/**
 * Writes the reads and writes of a made-up channel: few keys, so that transactions meet; puts, deletes and
 * metadata, public and private; each simulated on the state of up to three blocks ago and validated by the peer's
 * rule (a key touched earlier in the block, or a version that is not the current one, is a conflict).
 * @returns ids of the transactions with code 11.
 */
export async function writeRandomLedger(warehouse: Warehouse, network: string, seed: number): Promise<string[]> {
  const random = generator(seed);
  const pick = (below: number): number => Math.floor(random() * below);
  const keys = Array.from({ length: 6 }, (_, at) => ({
    namespace: at % 2 ? "bench" : "bench2",
    collection: at === 5 ? "secret" : "",
    key: new Uint8Array([107, at]),
  }));
  const snapshots: Map<number, Version>[] = [new Map()];
  const reads: object[] = [];
  const writes: object[] = [];
  const conflicts: string[] = [];

  for (let height = 1; height <= 25; height++) {
    const state = new Map(snapshots.at(-1));
    const touched = new Set<number>();
    const before = snapshots.length;
    for (let index = 0; index < 8; index++) {
      const txId = `${seed}-${height}-${index}`;
      const seen = snapshots[before - 1 - pick(Math.min(4, before))] as Map<number, Version>;
      const read = [...new Set([pick(6), pick(6)])];
      const written = [...new Set([pick(6), ...(random() < 0.3 ? [pick(6)] : [])])];
      const invalid = read.some((key) => touched.has(key) || !same(seen.get(key), state.get(key)));
      if (invalid) conflicts.push(txId);
      const common = {
        ...{ network, channel: "c", height, tx_index: index, action_index: 0, tx_id: txId },
        validation_code: invalid ? 11 : 0,
      };
      for (const key of read) {
        const version = seen.get(key);
        reads.push({
          ...common,
          ...keys[key],
          ...{ read_absent: !version, read_height: version?.height ?? 0, read_tx_index: version?.index ?? 0 },
          in_range: false,
        });
      }
      for (const key of written) {
        const isDelete = random() < 0.25;
        // Metadata of a key that exists: a write of its own, or beside the value's.
        const metadata = !isDelete && state.has(key) && random() < 0.3;
        const row = { ...common, ...keys[key], value: "", is_delete: isDelete, is_metadata: false };
        if (!metadata || random() < 0.5) writes.push(row);
        if (metadata) writes.push({ ...row, is_metadata: true });
        if (invalid) continue;
        touched.add(key);
        if (isDelete) state.delete(key);
        else state.set(key, { height, index });
      }
    }
    snapshots.push(state);
  }
  for (const [name, rows] of [
    ["fabric_reads", reads],
    ["fabric_writes", writes],
  ] as const) {
    const table = fabricSchema.tables.find((one) => one.name === name) as Table;
    const { format, columns, bytes } = encodeRows(table, rows as never);
    await warehouse.insert({ table: `store.${name}`, format, columns, bytes }, { token: `${network}:${name}` });
  }
  return conflicts;
}

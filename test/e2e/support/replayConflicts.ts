import type { Warehouse } from "@ledgerscope/warehouse";

interface Read {
  readonly height: string;
  readonly tx_index: number;
  readonly tx_id: string;
  readonly k: string;
  readonly read_absent: boolean;
  readonly version: string;
}
interface Write {
  readonly height: string;
  readonly tx_index: number;
  readonly tx_id: string;
  readonly k: string;
  readonly is_delete: boolean;
}
/** One valid write, and the version of the key that it left; undefined after a delete. */
interface Step {
  readonly txId: string;
  readonly version: string | undefined;
}

/**
 * Replays a ledger block by block in memory, as a peer's validator does, and independently of the SQL that
 * is tested: for every transaction with code 11 the ids of all valid writers since the version it had read.
 */
export async function replayConflicts(warehouse: Warehouse, network: string): Promise<Record<string, string[]>> {
  const key = "concat(namespace, '|', collection, '|', hex(key)) AS k";
  const reads = await warehouse.query<Read>(
    `SELECT height, tx_index, tx_id, ${key}, read_absent, concat(toString(read_height), ':', toString(read_tx_index)) AS version
FROM store.fabric_reads WHERE network = {network:String} AND validation_code = 11 AND NOT in_range`,
    { network },
  );
  const writes = await warehouse.query<Write>(
    `SELECT height, tx_index, tx_id, ${key}, max(is_delete) AS is_delete FROM store.fabric_writes
WHERE network = {network:String} AND validation_code = 0 GROUP BY ALL`,
    { network },
  );
  const heights = [...new Set([...reads, ...writes].map(({ height }) => Number(height)))].sort((a, b) => a - b);
  const history = new Map<string, Step[]>();
  /** How long each key's history was when a whole block last left it absent. */
  const absentAt = new Map<string, number>();
  const culprits = new Map<string, Map<string, string>>();

  for (const height of heights) {
    const touched = new Set<string>();
    const inBlock = [...reads, ...writes].filter((one) => Number(one.height) === height);
    const indexes = [...new Set(inBlock.map(({ tx_index }) => tx_index))].sort((a, b) => a - b);
    for (const index of indexes) {
      for (const one of inBlock.filter(({ tx_index }) => tx_index === index)) {
        if ("is_delete" in one) continue;
        const steps = history.get(one.k) ?? [];
        const known = one.read_absent
          ? (absentAt.get(one.k) ?? 0)
          : steps.findLastIndex(({ version }) => version === one.version) + 1;
        const current = steps.at(-1)?.version;
        const unchanged = one.read_absent ? current === undefined : current === one.version;
        if (unchanged && !touched.has(one.k)) continue;
        const found = culprits.get(one.tx_id) ?? new Map<string, string>();
        for (const [at, { txId }] of steps.entries()) if (at >= known) found.set(txId, txId);
        culprits.set(one.tx_id, found);
      }
      for (const one of inBlock.filter(({ tx_index }) => tx_index === index)) {
        if (!("is_delete" in one)) continue;
        const steps = history.get(one.k) ?? [];
        steps.push({ txId: one.tx_id, version: one.is_delete ? undefined : `${height}:${index}` });
        history.set(one.k, steps);
        touched.add(one.k);
      }
    }
    for (const k of touched) {
      const steps = history.get(k) ?? [];
      if (steps.at(-1)?.version === undefined) absentAt.set(k, steps.length);
    }
  }
  const places = new Map(writes.map(({ tx_id, height, tx_index }) => [tx_id, Number(height) * 1e6 + tx_index]));
  return Object.fromEntries(
    [...culprits].map(([txId, found]) => [
      txId,
      [...found.keys()].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0)),
    ]),
  );
}

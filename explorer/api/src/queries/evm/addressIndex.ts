import type { Viewer } from "@ledgerscope/core";
import { passProgress, type Warehouse } from "@ledgerscope/warehouse";
import { type Reader, readable } from "../readable.ts";

/** The pass that fills `evm_address_lookup` and `evm_address_activity`. */
const PASS = { name: "addresses", unit: "transactions" };
/** A pass that has come further meanwhile only spares work: what it has not done is read from the blocks' own rows. */
const KEPT_MS = 5_000;

const known = new WeakMap<object, Map<string, { readonly atMs: number; readonly to: Promise<number> }>>();

/** Everything below this height can be looked up by address; 0 while the pass has not run. */
export function addressIndexTo(viewer: Viewer, warehouse: Pick<Warehouse, "query">, network: string): Promise<number> {
  const networks = known.get(warehouse) ?? new Map();
  known.set(warehouse, networks);
  const last = networks.get(network);
  if (last && Date.now() - last.atMs < KEPT_MS) return last.to;
  const to = readIndexTo(viewer, warehouse, network);
  networks.set(network, { atMs: Date.now(), to });
  to.catch(() => networks.delete(network));
  return to;
}

async function readIndexTo(viewer: Viewer, reader: Reader, network: string): Promise<number> {
  const scope = readable(viewer, "without channel");
  const [row] = await reader.query<{ version: number }>(
    `SELECT max(version) AS version FROM store._passes
     WHERE ${scope.sql} AND network = {network:String} AND pass = {pass:String}`,
    { ...scope.params, network, pass: PASS.name },
  );
  if (!row?.version) return 0;
  const pass = { ...PASS, version: row.version };
  const [progress] = await passProgress(reader as Warehouse, { network, passes: [pass] });
  return progress?.doneTo ?? 0;
}

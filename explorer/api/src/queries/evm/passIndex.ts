import type { Viewer } from "@ledgerscope/core";
import { passProgress, type Warehouse } from "@ledgerscope/warehouse";
import { type Reader, readable } from "../readable.ts";

/** Passes that fill look-ups: of `evm_address_lookup` and `evm_address_activity`, and of `evm_tx_lookup`. */
const PASSES = { addresses: "transactions", tx_lookup: "transactions" } as const;
type PassName = keyof typeof PASSES;

/**
 * How long an answer is taken as it is, and how long it is given while a newer one is being read: a pass that has come
 * further meanwhile only spares work, what it has not done is read from the blocks' own rows.
 */
const FRESH_MS = 5_000;
const KEPT_MS = 30_000;

const known = new WeakMap<object, Map<string, { readonly atMs: number; readonly to: Promise<number> }>>();

/** Everything below this height can be looked up by address; 0 while the pass has not run. */
export const addressIndexTo = (viewer: Viewer, reader: Reader, network: string): Promise<number> =>
  passIndexTo(viewer, reader, network, "addresses");

/** Everything below this height can be looked up by hash; 0 while the pass has not run. */
export const txIndexTo = (viewer: Viewer, reader: Reader, network: string): Promise<number> =>
  passIndexTo(viewer, reader, network, "tx_lookup");

function passIndexTo(viewer: Viewer, reader: Reader, network: string, pass: PassName): Promise<number> {
  const passes = known.get(reader) ?? new Map();
  known.set(reader, passes);
  const key = `${pass} ${network}`;
  const last = passes.get(key);
  const ageMs = last ? Date.now() - last.atMs : Number.POSITIVE_INFINITY;
  if (last && ageMs < FRESH_MS) return last.to;
  const to = readIndexTo(viewer, reader, network, pass);
  passes.set(key, { atMs: Date.now(), to });
  to.catch(() => passes.delete(key));
  return last && ageMs < KEPT_MS ? last.to : to;
}

async function readIndexTo(viewer: Viewer, reader: Reader, network: string, name: PassName): Promise<number> {
  const scope = readable(viewer, "without channel");
  const [row] = await reader.query<{ version: number }>(
    `SELECT max(version) AS version FROM store._passes
     WHERE ${scope.sql} AND network = {network:String} AND pass = {pass:String}`,
    { ...scope.params, network, pass: name },
  );
  if (!row?.version) return 0;
  const pass = { name, unit: PASSES[name], version: row.version };
  const [progress] = await passProgress(reader as Warehouse, { network, passes: [pass] });
  return progress?.doneTo ?? 0;
}

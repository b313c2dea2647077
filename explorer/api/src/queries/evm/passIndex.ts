import { mayRead, type Viewer } from "@ledgerscope/core";
import { passProgress, type Warehouse } from "@ledgerscope/warehouse";
import { remembering } from "../../remembered.ts";
import { type Reader, readable } from "../readable.ts";

/** Passes that fill look-ups: of `evm_address_lookup` and `evm_address_activity`, and of `evm_tx_lookup`. */
const PASSES = { addresses: "transactions", tx_lookup: "transactions" } as const;
type PassName = keyof typeof PASSES;

/** A pass that has come further meanwhile only spares work: what it has not done is read from the blocks' own rows. */
const remembered = remembering<number>({ freshMs: 5_000, keptMs: 30_000 });

/** Everything below this height can be looked up by address; 0 while the pass has not run. */
export const addressIndexTo = (viewer: Viewer, reader: Reader, network: string): Promise<number> =>
  passIndexTo(viewer, reader, network, "addresses");

/** Everything below this height can be looked up by hash; 0 while the pass has not run. */
export const txIndexTo = (viewer: Viewer, reader: Reader, network: string): Promise<number> =>
  passIndexTo(viewer, reader, network, "tx_lookup");

async function passIndexTo(viewer: Viewer, reader: Reader, network: string, pass: PassName): Promise<number> {
  if (!mayRead(viewer, network, "")) return 0;
  return remembered(reader, `${pass} ${network}`, () => readIndexTo(viewer, reader, network, pass));
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

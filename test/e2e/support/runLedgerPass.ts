import { openWarehouse, runPass } from "@ledgerscope/warehouse";
import { ledgerPass, passSchema } from "./ledgerPass.ts";

/** Runs the pass over a warehouse folder until it is done: `node runLedgerPass.ts FOLDER NETWORK`. */
const [path = "", network = ""] = process.argv.slice(2);
const warehouse = await openWarehouse({ path });
await runPass(warehouse, {
  network,
  tables: passSchema.tables,
  config: undefined,
  pass: ledgerPass,
  signal: new AbortController().signal,
  onStep: ({ to }) => process.stdout.write(`${to}\n`),
});
await warehouse.close();

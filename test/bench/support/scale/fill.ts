import { evm } from "@ledgerscope/evm";
import { fabric } from "@ledgerscope/fabric";
import { runPasses, type Warehouse } from "@ledgerscope/warehouse";
import { evmTables } from "./evmTables.ts";
import { fabricTables, largestBlock } from "./fabricTables.ts";
import { blocksOf, EVM, FABRIC, type MadeTable, type Scale } from "./scale.ts";

/** Rows made by one statement. */
const AT_ONCE = 1_000_000;
/** Blocks of one stored range. */
const RANGE_BLOCKS = 5_000;
/** Passes whose rows pages read, and that need nothing but rows that are made here. */
const PASSES = ["tx_lookup", "addresses", "token_movements"];
/** Passes whose own rows are made here. */
const MADE_PASSES = ["conflicts", "identities", "state"];

/** Makes the rows of both networks up from `from` transactions to `scale.transactions`, in the engine; its tables are there. */
export async function fill(warehouse: Warehouse, scale: Scale, note: (text: string) => void): Promise<void> {
  for (const [network, made] of [
    [FABRIC, fabricTables(scale)],
    [EVM, evmTables(scale)],
  ] as const) {
    const blocks = blocksOf(scale, network);
    for (const table of made) {
      const started = performance.now();
      const [end, step] =
        table.by === "blocks" ? [blocks, Math.ceil(AT_ONCE / network.perBlock)] : [blocks * network.perBlock, AT_ONCE];
      for (let from = 0; from < end; from += step) await insert(warehouse, table, from, Math.min(end, from + step));
      note(`${table.table} ${((performance.now() - started) / 1000).toFixed(1)} s`);
    }
    if (network === FABRIC) for (const table of largestBlock(scale)) await insert(warehouse, table, 0, 1);
    await store(warehouse, network.network, network === FABRIC ? blocks + 1 : blocks);
  }
  await notePasses(warehouse);
  if (!scale.everything) return;
  const { signal } = new AbortController();
  await runPasses(warehouse, {
    network: EVM.network,
    tables: evm.schema.tables,
    config: evm.parseConfig({ family: "evm", rpc: ["http://127.0.0.1:1"] }, { network: EVM.network, baseDir: "/" }),
    passes: evm.passes.filter(({ name }) => PASSES.includes(name)),
    signal,
  });
  note("passes");
}

async function insert(warehouse: Warehouse, { table, rows, columns }: MadeTable, from: number, to: number) {
  const names = Object.keys(columns).map((name) => `\`${name}\``);
  // Aliases of its own: an expression may read a column of the rows that is named as one of the table's.
  const values = Object.values(columns).map((expression, at) => `${expression} AS made${at}`);
  await warehouse.command(
    `INSERT INTO store.${table} (${names.join(", ")}) SELECT ${values.join(", ")} FROM (${rows}) SETTINGS insert_deduplicate = 0`,
    { from, to },
  );
}

/** Says that the blocks are stored. */
async function store(warehouse: Warehouse, network: string, blocks: number): Promise<void> {
  await warehouse.command(
    `INSERT INTO store._ranges (network, zone, from, to, revision, rows, bytes, checks, seq)
SELECT {network:String}, 'final', number * ${RANGE_BLOCKS}, least((number + 1) * ${RANGE_BLOCKS}, {blocks:UInt64}), 0, 1, 1,
  '{"header_hash":{"verified":5000}}', toUInt64(toUnixTimestamp64Nano(now64(9))) + number
FROM numbers(toUInt64(ceil({blocks:UInt64} / ${RANGE_BLOCKS})))`,
    { network, blocks },
  );
}

/** Says that the passes whose rows are made here have been over everything that is stored. */
async function notePasses(warehouse: Warehouse): Promise<void> {
  for (const { name, version, unit } of fabric.passes.filter(({ name }) => MADE_PASSES.includes(name))) {
    await warehouse.command(
      `INSERT INTO store._passes (network, pass, version, from, to, revision, items, unit, checks, exceptions, seconds, seq)
SELECT network, {name:String}, {version:UInt32}, from, to, revision, 1, {unit:String}, '{}', '[]', 1, seq
FROM store._ranges WHERE network = {network:String}`,
      { network: FABRIC.network, name, version, unit },
    );
  }
}

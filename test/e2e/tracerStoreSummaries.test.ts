import { backfill, operator } from "@ledgerscope/core";
import { fabric, fabricSchema } from "@ledgerscope/fabric";
import { collect } from "@ledgerscope/tracer-collector";
import { explain, forgetExplained, trace, why, whyFailed } from "@ledgerscope/tracer-store";
import { createSink, type Warehouse } from "@ledgerscope/warehouse";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FabricRecordingFiles, RecordedNetworks, recordingFiles } from "./support/recordedNetwork.ts";

const files = recordingFiles("fabric-failures") as FabricRecordingFiles;
const LATE = "peer0.org3";
const EARLY = Object.keys(files.logs).filter((node) => node !== LATE);
const of = { network: "failures", channel: files.channel, family: "fabric" };
/** Blocks that are not stored at first. */
const GAP = { from: 60, to: 70 };

/** One past the last height of the ledger. */
let end: number;
let networks: RecordedNetworks;
let warehouse: Warehouse;

interface Row {
  readonly tx_id: string;
  readonly height: string | null;
  readonly tx_index: number | null;
  readonly status: string;
  readonly code: number | null;
  readonly nodes: readonly string[];
  readonly duration_ns: string;
}

const rows = (): Promise<Row[]> =>
  warehouse.query<Row>(
    `SELECT tx_id, height, tx_index, status, code, arraySort(arrayDistinct(stages.node)) AS nodes, duration_ns
FROM store.trace_summaries ORDER BY height NULLS LAST, tx_index, tx_id`,
  );

/**
 * Everything that the rows say, but for when they were made. What was slow is told against what is usual, of which
 * those who explain later know more: failures alone.
 */
const digest = async (): Promise<readonly unknown[]> =>
  warehouse.query(
    `SELECT * FROM (
  SELECT 'diagnoses' AS what, count() AS rows, sum(cityHash64(* EXCEPT (seq))) AS hash FROM store.diagnoses WHERE kind = 'failure'
  UNION ALL SELECT 'summaries', count(), sum(cityHash64(* EXCEPT (seq))) FROM store.trace_summaries
) ORDER BY what`,
  );

async function storeBlocks({ from, to }: { readonly from: number; readonly to?: number }): Promise<void> {
  const input = { family: "fabric", channel: files.channel, ledger: files.ledger };
  const source = await fabric.open(fabric.parseConfig(input, { network: of.network, baseDir: "/" }));
  end = ((await source.head()).latest?.number ?? -1) + 1;
  const sink = createSink(warehouse, { network: of.network, tables: fabricSchema.tables });
  await backfill(source, sink, { wanted: { from, to: to ?? end }, signal: new AbortController().signal });
  await source.close();
}

const readLogs = (nodes: readonly string[]): Promise<unknown> =>
  collect({
    ...{ ...of, warehouse, baseDir: "/", follow: false, signal: new AbortController().signal },
    observe: { logs: Object.fromEntries(nodes.map((node) => [node, files.logs[node]])) },
  });

beforeAll(async () => {
  networks = await RecordedNetworks.open();
  warehouse = networks.warehouse;
  await storeBlocks({ from: 0, to: GAP.from });
  await storeBlocks({ from: GAP.to });
  await readLogs(EARLY);
}, 120_000);
afterAll(() => networks?.close());

test("a transaction whose block is not stored counts as lost, until the block is", async () => {
  const first = await explain(warehouse, of);
  expect(first.explainedTo).toBe(end);
  const before = await rows();
  expect(before.filter(({ height }) => height !== null)).toHaveLength(first.transactions);
  const lost = before.filter(({ status }) => status === "not_ordered").map(({ tx_id }) => tx_id);

  await storeBlocks(GAP);
  const second = await explain(warehouse, of);
  expect(second.transactions).toBeGreaterThan(30);
  const after = await rows();
  const [ledger] = await warehouse.query<{ count: string }>(
    "SELECT count() AS count FROM store.fabric_transactions WHERE tx_id != ''",
  );
  const placed = after.filter(({ height }) => height !== null);
  expect(placed).toHaveLength(Number(ledger?.count));
  expect(new Set(placed.map(({ height, tx_index }) => `${height}:${tx_index}`)).size).toBe(placed.length);
  const ids = new Set(placed.map(({ tx_id }) => tx_id));
  expect(lost.filter((id) => ids.has(id)).length).toBeGreaterThan(30);
  expect(after.filter(({ height, tx_id }) => height === null && ids.has(tx_id))).toEqual([]);
  // Every one that is left is one of those whose client was told of an error.
  const clients = new Map(files.clients.map((client) => [client.txId, client]));
  const left = after.filter(({ height }) => height === null);
  expect(left.length).toBeGreaterThan(5);
  expect(left.filter(({ tx_id }) => clients.get(tx_id)?.code !== undefined)).toEqual([]);
}, 120_000);

test("a row says what the transaction's trace says, a diagnosis what `why` says", async () => {
  const all = await rows();
  for (const status of ["valid", "failed", "not_endorsed"]) {
    const row = all.filter((one) => one.status === status)[7] as Row;
    const found = await trace(warehouse, operator, { id: row.tx_id });
    expect(found?.endNs).toBe((found?.startNs ?? 0n) + BigInt(row.duration_ns));
    expect([...new Set(found?.spans.slice(1).map(({ node }) => node))].sort()).toEqual(row.nodes);
  }
  const stored = await warehouse.query<{ tx_id: string; code: string; sub_cause: string; culprits: string[] }>(
    `SELECT tx_id, code, sub_cause, culprits.tx_id AS culprits FROM store.diagnoses WHERE kind = 'failure'`,
  );
  const told = new Map(stored.map((row) => [row.tx_id, row]));
  let count = 0;
  for await (const failed of whyFailed(warehouse, operator, of.network)) {
    count++;
    const row = told.get(failed.id);
    expect([row?.code, row?.sub_cause || null, [...new Set(row?.culprits)]]).toEqual([
      failed.diagnosis,
      failed.sub_cause,
      failed.culprits,
    ]);
  }
  expect(told.size).toBe(count);
  const one = stored[0] as { tx_id: string; code: string };
  expect((await why(warehouse, operator, { id: one.tx_id }))?.diagnosis?.code).toBe(one.code);
}, 120_000);

test("explained again without anything new, nothing is done", async () => {
  const before = await digest();
  expect(await explain(warehouse, of)).toMatchObject({ transactions: 0, unplaced: 0 });
  expect(await digest()).toEqual(before);
});

test("facts that come late are taken in, and the rows are those of a rebuild", async () => {
  expect((await rows()).some(({ nodes }) => nodes.includes(LATE))).toBe(false);
  await readLogs([LATE]);
  const { transactions } = await explain(warehouse, of);
  expect(transactions).toBeGreaterThan(800);
  const placed = (await rows()).filter(({ height }) => Number(height ?? 0) > 0);
  expect(placed.filter(({ nodes }) => !nodes.includes(LATE))).toEqual([]);
  const before = await digest();
  await forgetExplained(warehouse, of.network);
  await explain(warehouse, of);
  expect(await digest()).toEqual(before);
}, 120_000);

test("stopped in the middle, the next run goes on and repeats nothing", async () => {
  const whole = await digest();
  await forgetExplained(warehouse, of.network);
  const stop = new AbortController();
  const stopped = explain(warehouse, { ...of, signal: stop.signal, onStep: () => stop.abort(new Error("stopped")) });
  await expect(stopped).rejects.toThrow("stopped");
  const done = (await rows()).length;
  expect(done).toBeGreaterThan(200);
  const { transactions } = await explain(warehouse, of);
  expect(transactions + done).toBe((await rows()).filter(({ height }) => height !== null).length);
  expect(await digest()).toEqual(whole);
}, 120_000);

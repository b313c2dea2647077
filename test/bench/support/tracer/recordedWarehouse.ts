import { resolve } from "node:path";
import { backfill } from "@ledgerscope/core";
import { evm } from "@ledgerscope/evm";
import { fabric } from "@ledgerscope/fabric";
import { collect } from "@ledgerscope/tracer-collector";
import { tracerSchema } from "@ledgerscope/tracer-store";
import { createSink, runPasses, type Warehouse } from "@ledgerscope/warehouse";

const RECORDING = resolve(import.meta.dirname, "../../../fixtures/fabric-bft");
/** Passes whose evidence diagnoses rest on. */
const NEEDED = ["state", "conflicts", "identities", "signatures"];
const NODES = ["peer1", "peer2", "peer3", "orderer1", "orderer2", "orderer3", "orderer4"];

/** The recorded network's name, its channel and how many blocks it has. */
export const RECORDED = { network: "relief", channel: "mychannel", family: "fabric", blocks: 201 } as const;

/** Stores a recorded Fabric network (3.1.5, SmartBFT): ledger, passes, facts of every node's log at debug. */
export async function storeRecording(warehouse: Warehouse): Promise<void> {
  await warehouse.migrate([fabric.schema, evm.schema, tracerSchema]);
  const { network, channel, family, blocks } = RECORDED;
  const { signal } = new AbortController();
  const input = { family, channel, ledger: "./peer1.blockfile_000000.xz" };
  const config = fabric.parseConfig(input, { network, baseDir: RECORDING });
  const source = await fabric.open(config);
  const ofPasses = fabric.passes.flatMap(({ tables }) => tables);
  const tables = fabric.schema.tables.filter(({ name }) => !ofPasses.includes(name));
  await backfill(source, createSink(warehouse, { network, tables }), { wanted: { from: 0, to: blocks }, signal });
  await source.close();
  await runPasses(warehouse, {
    network,
    tables: fabric.schema.tables,
    config,
    passes: fabric.passes.filter(({ name }) => NEEDED.includes(name)),
    signal,
  });
  const logs = Object.fromEntries(NODES.map((node) => [node, [`./logs/${node}.log.xz`]]));
  await collect({ warehouse, network, channel, family, observe: { logs }, baseDir: RECORDING, signal, follow: false });
}

import type { Table } from "@ledgerscope/schema";
import type { Warehouse } from "@ledgerscope/warehouse";
import { bytesOf, type Given, plantRows, type TablesByName } from "./plantRows.ts";

/** Slot of EIP-1967 where a proxy keeps its implementation. */
const IMPLEMENTATION = Buffer.from("360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc", "hex");
/** `transfer(address,uint256)`, and the event that standards want of it. */
const CALL = Buffer.from(`a9059cbb${"11".repeat(32)}${"22".repeat(32)}`, "hex");
const EVENT = Buffer.from("ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef", "hex");
/** Places beyond every real transaction of a block. */
const WRITER_INDEX = 89;
const INDEX = 90;

/** What most of a network's planted rows are about. */
export interface Planted {
  /** As the chain prints it. */
  readonly transaction: string;
  /** Values for arguments of fields, by `Type.field(argument)`. */
  readonly arguments: Readonly<Record<string, string>>;
}

type Plant = (name: string, rows: readonly Given[]) => Promise<void>;

const planting =
  (warehouse: Warehouse, tables: TablesByName, network: string): Plant =>
  (name, rows) =>
    plantRows(
      warehouse,
      tables[name] as Table,
      rows.map((row) => ({ network, ...row })),
      network,
    );

/**
 * Adds to one transaction of a stored EVM network every part that there is, as a node with tracers would have told it,
 * and to its blocks what only permissioned chains and chains with validators have.
 */
export async function plantEvm(warehouse: Warehouse, tables: TablesByName, network: string): Promise<Planted> {
  const blocks = await warehouse.query<{ height: string; hash: string; ms: string }>(
    `SELECT height, lower(hex(block_hash)) AS hash, toUnixTimestamp64Milli(time) AS ms FROM store.evm_blocks_final
     WHERE network = {network:String} ORDER BY height`,
    { network },
  );
  const places = blocks.map(({ height, hash, ms }) => ({
    ...{ height: BigInt(height), block_hash: Buffer.from(hash, "hex"), time: Number(ms) },
  }));
  const plant = planting(warehouse, tables, network);
  const [real] = await warehouse.query<{ height: string; tx_index: number; hash: string; recipient: string }>(
    `SELECT height, tx_index, lower(hex(hash)) AS hash, lower(hex(assumeNotNull(to))) AS recipient
     FROM store.evm_transactions_final WHERE network = {network:String} AND to IS NOT NULL
     ORDER BY status, height, tx_index LIMIT 1`,
    { network },
  );
  if (!real) throw new Error(`${network} has no call`);
  const contract = Buffer.from(real.recipient, "hex");
  const block = places.find(({ height }) => height === BigInt(real.height));
  const at = { ...block, tx_index: real.tx_index, tx_hash: Buffer.from(real.hash, "hex") };
  const call = { to: contract, input: CALL, selector: CALL.subarray(0, 4), type: "call" };
  await plant("evm_traces", [
    { ...at, ...call, trace_address: [], subtraces: 2, error: "execution reverted", reverted: true },
    { ...at, ...call, trace_address: [0], subtraces: 0, error: "execution reverted", reverted: true },
    { ...at, to: contract, trace_address: [1], subtraces: 0, type: "create", error: "", reverted: false },
  ]);
  await plant("evm_logs", [
    { ...at, address: contract, log_index: 900, topics: [EVENT, Buffer.alloc(32), Buffer.alloc(32)] },
  ]);
  await plant("evm_state_diffs", [
    { ...at, address: contract, kind: "balance", slot: Buffer.alloc(32) },
    { ...at, address: contract, kind: "code", slot: Buffer.alloc(32) },
    { ...at, address: contract, kind: "storage", slot: IMPLEMENTATION },
  ]);
  const token = { standard: "erc1155", token: contract, to: contract, log_index: 900, batch_index: 0 };
  await plant("evm_token_transfers", [{ ...at, ...token }]);
  await plant("evm_token_metadata", [{ ...at, token: contract, decimals: 6 }]);
  await plant("evm_contracts", [{ ...at, address: contract, trace_address: [1], source: "trace" }]);
  const validators = [1, 2, 3, 4].map((number) => bytesOf(`${network}-validator-${number}`, 20));
  const seal = { profile: "qbft", proposer: validators[0], validators, committers: validators.slice(1), quorum: 3 };
  await plant(
    "evm_consensus",
    places.map((place) => ({ ...place, ...seal, round: 1, vote: "add" })),
  );
  await plant(
    "evm_withdrawals",
    places.map((place) => ({ ...place, address: contract })),
  );
  const address = `0x${contract.toString("hex")}`;
  return {
    transaction: `0x${real.hash}`,
    arguments: { "Query.evmAddress(address)": address, "Query.evmToken(address)": address },
  };
}

/**
 * Adds to a stored and explained Fabric network a transaction that was refused over a key, with every part that there
 * is, the one that had written the key, and what nodes might have shown besides.
 */
export async function plantFabric(
  warehouse: Warehouse,
  tables: TablesByName,
  { network, channel }: { readonly network: string; readonly channel: string },
): Promise<Planted> {
  const blocks = await warehouse.query<{ height: string; ms: string }>(
    `SELECT height, toUnixTimestamp64Milli(time) AS ms FROM store.fabric_blocks
     WHERE network = {network:String} ORDER BY height`,
    { network },
  );
  const [state] = await warehouse.query<{ namespace: string; keyHex: string; height: string; txIndex: number }>(
    `SELECT namespace, lower(hex(key)) AS keyHex, value_height AS height, value_tx_index AS txIndex FROM store.fabric_state
     WHERE network = {network:String} AND collection = '' AND NOT is_delete ORDER BY namespace, key LIMIT 1`,
    { network },
  );
  if (!state) throw new Error(`${network} has no state`);
  const plant = planting(warehouse, tables, network);
  const txId = bytesOf(`${network}-transaction`, 32).toString("hex");
  const writerId = bytesOf(`${network}-writer`, 32).toString("hex");
  const places = blocks.map(({ height, ms }) => ({ channel, height: BigInt(height), ns: BigInt(ms) * 1_000_000n }));
  const last = places.at(-1) as (typeof places)[number];
  const key = { namespace: state.namespace, collection: "", key: Buffer.from(state.keyHex, "hex") };
  const refused = { validation_code: 11, validation_name: "MVCC_READ_CONFLICT", tx_id: txId };
  const at = { ...last, tx_index: INDEX, action_index: 0, time: last.ns, ...refused };
  const writer = { ...at, tx_index: WRITER_INDEX, tx_id: writerId, validation_code: 0, validation_name: "VALID" };
  const version = { read_absent: false, read_height: BigInt(state.height), read_tx_index: BigInt(state.txIndex) };
  const kind = { header_type: "ENDORSER_TRANSACTION", chaincode: state.namespace };
  await plant("fabric_transactions", [
    { ...at, ...kind },
    { ...writer, ...kind },
  ]);
  await plant("fabric_envelopes", [at]);
  await plant("fabric_endorsements", [at]);
  await plant("fabric_actions", [at]);
  await plant("fabric_events", [at]);
  await plant("fabric_reads", [{ ...at, ...version, ...key }]);
  await plant("fabric_writes", [
    { ...at, ...key, is_delete: false, is_metadata: false },
    { ...writer, ...key, is_delete: false, is_metadata: false },
    { ...writer, ...key, is_delete: false, is_metadata: true },
  ]);
  await plant("fabric_metadata_writes", [{ ...writer, ...key, name: "VALIDATION_PARAMETER" }]);
  const written = { writer_height: last.height, writer_tx_index: WRITER_INDEX, writer_tx_id: writerId };
  await plant("fabric_conflicts", [{ ...at, ...written, ...version, ...key, kind: "read", evidence: "proved" }]);
  await plant("fabric_range_queries", [{ ...at, form: "keys" }]);
  await plant("fabric_private_hashes", [{ ...at, ...version, operation: "read" }]);
  await plant("fabric_policy_evaluations", [{ ...at, state: "unsatisfied", source: "key" }]);
  await plant("fabric_config_updates", [
    { channel, height: 0n, tx_index: 0, config_channel: channel, kind: "value", change: "changed" },
  ]);
  await plant(
    "fabric_arrivals",
    places.flatMap(({ height, ns }) =>
      ["peer1", `${network}-peer2`].map((node, late) => ({
        ...{ channel, height, node, arrived_at: ns + BigInt(late) * 50_000_000n },
      })),
    ),
  );
  // A node that says something else of a block than its ledger: a fork.
  const told = { "fabric.block.commit_hash": bytesOf(`${network}-fork`, 32).toString("hex") };
  await plant(
    "stage_facts",
    places.map(({ height, ns }) => ({
      ...{
        channel,
        subject: "block",
        id: String(height),
        stage: "fabric.commit",
        node: `${network}-peer2`,
        remote: "",
      },
      ...{ attempt: 0, source: "log:peer2", edge: "span", at: ns, start_at: ns - 1_000_000n, end_at: ns },
      ...{ evidence: "measured", evidence_rank: 3, attributes: told },
    })),
  );
  await plant(
    "diagnoses",
    ["suspicion", "slow", "failure"].map((one) => ({
      ...{ ...at, kind: one, confidence: 0.5, "culprits.height": [last.height], "culprits.tx_index": [WRITER_INDEX] },
    })),
  );
  await plant("metric_samples", [{ node: "peer1", at: last.ns, labels: { channel, kind: `${network}-label` } }]);
  const [log] = await warehouse.query<{ node: string; fingerprint: string }>(
    "SELECT node, fingerprint FROM store.log_positions FINAL WHERE network = {network:String} ORDER BY node LIMIT 1",
    { network },
  );
  if (log) await plant("malformed_log_lines", [{ channel, ...log }]);
  await plant("_quarantine", [{ height: 1_000n, seq: BigInt(Date.now()) * 1_000_000n }]);
  return {
    transaction: txId,
    arguments: { "FabricNetwork.key(namespace)": state.namespace, "FabricNetwork.key(keyHex)": state.keyHex },
  };
}

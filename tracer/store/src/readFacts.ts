import type { Evidence, Stage, StageFact, Subject, Viewer } from "@ledgerscope/core";
import type { Observer } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { type Scope, scopeOf } from "./scope.ts";

/** Digits of a transaction id that Fabric's endorser logs. */
const PREFIX_DIGITS = 8;

interface FactRow {
  readonly network: string;
  readonly channel: string;
  readonly subject: Subject;
  readonly id: string;
  readonly stage: Stage;
  readonly node: string;
  readonly remote: string;
  readonly attempt: number;
  readonly source: string;
  readonly start_ns: string | null;
  readonly end_ns: string | null;
  readonly evidence: Evidence;
  readonly attributes: Record<string, string>;
}

const COLUMNS = `network, channel, subject, id, stage, node, remote, attempt, source, evidence, attributes,
  toUnixTimestamp64Nano(start_at) AS start_ns, toUnixTimestamp64Nano(end_at) AS end_ns`;

const toFact = ({ start_ns, end_ns, ...rest }: FactRow): StageFact => ({
  ...rest,
  ...(start_ns === null ? {} : { startNs: BigInt(start_ns) }),
  ...(end_ns === null ? {} : { endNs: BigInt(end_ns) }),
});

/** Which facts are wanted: those of one transaction and its block, or those of all transactions of some blocks. */
export interface FactsOf {
  readonly network: string;
  readonly channel: string;
  /** One transaction: its id in hex without 0x. All of the blocks' when absent. */
  readonly txId?: string;
  /** Heights from `from` up to, not including, `to`. Absent for a transaction that stands in no stored block. */
  readonly blocks?: { readonly from: number; readonly to: number };
  /** With `txId`: ids of the block's other transactions, at most 100. They are looked for when absent. */
  readonly siblings?: readonly string[] | undefined;
}

const FACTS = (scope: string): string =>
  `SELECT ${COLUMNS} FROM store.stage_facts WHERE ${scope} AND channel = {channel:String}`;
const HEIGHTS = "height >= {from:UInt64} AND height < {to:UInt64}";
/** Ids of the blocks' transactions. */
const IN_BLOCKS = (column: string): string => `id IN (SELECT ${column} FROM store.fabric_transactions
    WHERE network = {network:String} AND channel = {channel:String} AND ${HEIGHTS})`;

/**
 * Facts of transactions (under their ids and under the ids' first digits) and of their blocks; of one transaction
 * also what gateways sent of the others of its block.
 */
export async function readBlockFacts(warehouse: Warehouse, viewer: Viewer, of: FactsOf): Promise<readonly StageFact[]> {
  const { network, channel, txId, blocks } = of;
  const scope = scopeOf(viewer, network, { channel: true });
  if (txId !== undefined) return readOwn(warehouse, scope, { ...of, txId });
  if (blocks === undefined) return [];
  const inEvmBlocks = `id IN (SELECT lower(hex(hash)) FROM store.evm_transactions
    WHERE network = {network:String} AND ${HEIGHTS})`;
  const inFabricBlocks = `${IN_BLOCKS("tx_id")} OR ${IN_BLOCKS(`substring(tx_id, 1, ${PREFIX_DIGITS})`)}`;
  const rows = await warehouse.query<FactRow>(
    `${FACTS(scope.sql)}
  AND (subject = 'block' AND id IN (SELECT toString(arrayJoin(range({from:UInt64}, {to:UInt64}))))
    OR subject = 'tx' AND (${channel === "" ? inEvmBlocks : inFabricBlocks}))`,
    { ...scope.params, network, channel, ...blocks },
  );
  return rows.map(toFact);
}

/** Of one transaction and its block, and what gateways sent of the others: one statement costs half of what two do. */
async function readOwn(
  warehouse: Warehouse,
  scope: Scope,
  { network, channel, txId, blocks, siblings }: FactsOf & { readonly txId: string },
): Promise<readonly StageFact[]> {
  const others = siblings ? "id IN {siblings:Array(String)}" : IN_BLOCKS("tx_id");
  const sent = blocks === undefined || channel === "" ? "" : `OR stage = 'fabric.submit' AND ${others}`;
  const ofBlock = blocks === undefined ? "" : "OR subject = 'block' AND id = {block:String}";
  const rows = await warehouse.query<FactRow>(
    `${FACTS(scope.sql)}
  AND (subject = 'tx' AND (id IN ({txId:String}, {prefix:String}) ${sent}) ${ofBlock})`,
    {
      ...scope.params,
      ...{ network, channel, txId, prefix: txId.slice(0, PREFIX_DIGITS) },
      ...(blocks === undefined ? {} : { ...blocks, block: String(blocks.from) }),
      ...(siblings ? { siblings } : {}),
    },
  );
  return rows.map(toFact);
}

/** Calls of some stages that ended at some nodes within a time. */
export interface CallWindow {
  readonly stages: readonly Stage[];
  readonly nodes: readonly string[];
  /** Unix nanoseconds. */
  readonly fromNs: bigint;
  readonly toNs: bigint;
}

/** The calls (subject `call`) of some windows; of their attributes those that tell calls apart. */
export async function readCalls(
  warehouse: Warehouse,
  viewer: Viewer,
  { network, channel }: { readonly network: string; readonly channel: string },
  windows: readonly CallWindow[],
): Promise<readonly StageFact[]> {
  if (windows.length === 0) return [];
  const scope = scopeOf(viewer, network, { channel: true });
  const second = (ns: bigint): string => String(ns / 1_000_000_000n).padStart(10, "0");
  const conditions = windows.map(
    (_, n) => `(id BETWEEN {from${n}:String} AND {to${n}:String}
    AND at BETWEEN fromUnixTimestamp64Nano({fromNs${n}:Int64}) AND fromUnixTimestamp64Nano({toNs${n}:Int64})
    AND stage IN {stages${n}:Array(String)} AND node IN {nodes${n}:Array(String)})`,
  );
  const values = windows.map(({ stages, nodes, fromNs, toNs }, n) => ({
    [`from${n}`]: second(fromNs),
    [`to${n}`]: second(toNs),
    [`fromNs${n}`]: String(fromNs),
    [`toNs${n}`]: String(toNs),
    [`stages${n}`]: stages,
    [`nodes${n}`]: nodes,
  }));
  const rows = await warehouse.query<CallRow>(
    `SELECT stage, node, remote, source, attributes['rpc.grpc.deadline_ns'] AS deadline,
  attributes['rpc.grpc.status_code'] AS status,
  toUnixTimestamp64Nano(start_at) AS start_ns, toUnixTimestamp64Nano(end_at) AS end_ns
FROM store.stage_facts
WHERE ${scope.sql} AND channel = {channel:String} AND subject = 'call' AND edge = 'span' AND (${conditions.join(" OR ")})`,
    { ...scope.params, ...{ network, channel }, ...Object.assign({}, ...values) },
  );
  return rows.map(({ stage, node, remote, source, deadline, status, start_ns, end_ns }) => ({
    ...{ network, channel, subject: "call", id: "", stage, node, remote, source, attempt: 0, evidence: "measured" },
    startNs: BigInt(start_ns),
    endNs: BigInt(end_ns),
    attributes: { "rpc.grpc.status_code": status, ...(deadline === "" ? {} : { "rpc.grpc.deadline_ns": deadline }) },
  }));
}

interface CallRow {
  readonly stage: Stage;
  readonly node: string;
  readonly remote: string;
  readonly source: string;
  readonly deadline: string;
  readonly status: string;
  readonly start_ns: string;
  readonly end_ns: string;
}

/** Ids asked for at once: parameters travel in the URL, and HTTP servers take about 16 kB of it. */
export const IDS_AT_ONCE = 100;

/** Facts that meet a condition. @param where SQL over `stage_facts`, with parameters of its own. */
export async function readFactsWhere(
  warehouse: Warehouse,
  viewer: Viewer,
  network: string,
  where: { readonly sql: string; readonly params: Readonly<Record<string, unknown>> },
): Promise<readonly StageFact[]> {
  const scope = scopeOf(viewer, network, { channel: true });
  const rows = await warehouse.query<FactRow>(
    `SELECT ${COLUMNS} FROM store.stage_facts WHERE ${scope.sql} AND (${where.sql})`,
    { ...scope.params, ...where.params },
  );
  return rows.map(toFact);
}

/** Where facts of a transaction stand that no stored block holds, and of which family they are. */
export async function findFacts(
  warehouse: Warehouse,
  viewer: Viewer,
  of: { readonly txId: string; readonly network?: string },
): Promise<{ readonly network: string; readonly channel: string; readonly family: string } | undefined> {
  const scope = scopeOf(viewer, of.network, { channel: true });
  const [found] = await warehouse.query<{ network: string; channel: string; family: string }>(
    `SELECT network, channel, splitByChar('.', stage)[1] AS family FROM store.stage_facts
WHERE ${scope.sql} AND subject = 'tx' AND id = {txId:String} ORDER BY network, channel LIMIT 1`,
    { ...scope.params, txId: of.txId },
  );
  return found;
}

/** The logs that are read for a channel, and what they have shown so far. */
export async function readObservers(
  warehouse: Warehouse,
  viewer: Viewer,
  of: { readonly network: string; readonly channel: string },
): Promise<readonly Observer[]> {
  const scope = scopeOf(viewer, of.network, { channel: true });
  return warehouse.query<Observer>(
    `SELECT node, groupUniqArrayArray(stages) AS stages FROM store.log_positions
WHERE ${scope.sql} AND channel = {channel:String} GROUP BY node ORDER BY node`,
    { ...scope.params, channel: of.channel },
  );
}

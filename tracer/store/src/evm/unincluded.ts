import type { Viewer } from "@ledgerscope/core";
import { diagnose, type EvmFailure, type EvmRival, type EvmWaiting } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { scopeOf } from "../scope.ts";
import { type OrphanedTransaction, orphaned, readOrphans } from "./orphans.ts";
import { type PoolRecord, readPoolRecords } from "./poolFacts.ts";
import { type MinedTransaction, readBaseFees, readMinedOf } from "./senderLedger.ts";

/** Ids asked for at once: parameters travel in the URL, and HTTP servers take about 16 kB of it. */
const AT_ONCE = 100;
/** Blocks below the one where it was first seen in which its nonce may have been used: a pool may be behind. */
const MARGIN_BLOCKS = 64;

/**
 * Ids of transactions that pools were seen with, or that reverted blocks held, and that no block on the chain holds;
 * in order of their first sight. 64 hex digits each.
 */
export async function unincludedIds(warehouse: Warehouse, viewer: Viewer, network: string): Promise<readonly string[]> {
  const facts = scopeOf(viewer, network, { channel: true });
  const ledger = scopeOf(viewer, network, { channel: false });
  // Few are left when those that a block was seen with are out: by them the ledger's filters find the rest.
  const waiting = `SELECT id, min(at) AS first_at FROM store.stage_facts
    WHERE ${facts.sql} AND channel = '' AND subject = 'tx' AND stage = 'evm.mempool' AND length(id) = 64
    GROUP BY id HAVING countIf(attributes['evm.outcome'] = 'included') < countIf(edge = 'start')`;
  const reverted = `SELECT lower(hex(hash)) AS id, min(CAST(time, 'DateTime64(9)')) AS first_at
    FROM store.evm_transactions_head WHERE ${orphaned(ledger)} GROUP BY id`;
  const rows = await warehouse.query<{ id: string }>(
    `WITH candidates AS (SELECT id, min(first_at) AS first_at FROM (${waiting} UNION ALL ${reverted}) GROUP BY id)
SELECT id FROM candidates
WHERE unhex(id) NOT IN (
  SELECT hash FROM store.evm_transactions WHERE ${ledger.sql} AND hash IN (SELECT unhex(id) FROM candidates))
ORDER BY first_at, id`,
    { ...facts.params, ...ledger.params },
  );
  return rows.map(({ id }) => id);
}

/**
 * The evidence on transactions that no block on the chain holds.
 * @param txIds 64 hex digits each. @returns those that anything is known of, in their order.
 */
export async function unincludedFailures(
  warehouse: Pick<Warehouse, "query">,
  viewer: Viewer,
  network: string,
  txIds: readonly string[],
): Promise<readonly EvmFailure[]> {
  const failures: EvmFailure[] = [];
  for (let from = 0; from < txIds.length; from += AT_ONCE) {
    const page = txIds.slice(from, from + AT_ONCE);
    const [records, orphans] = await Promise.all([
      readPoolRecords(warehouse, viewer, { network, txIds: page }),
      readOrphans(warehouse, viewer, { network, txIds: page }),
    ]);
    for (const txId of page) {
      const of = orphans.filter((orphan) => orphan.txId === txId);
      const failure = await failureOf(warehouse, viewer, network, { txId, record: records.get(txId), orphans: of });
      if (failure) failures.push(failure);
    }
  }
  return failures;
}

/** A transaction of an EVM chain that failed without a block: it was replaced, dropped, reverted, or is held up. */
export interface UnincludedTransaction {
  readonly network: string;
  /** 0x-hex. */
  readonly id: string;
  /** When it was first seen, Unix nanoseconds. */
  readonly timeNs: bigint;
  /** Sender, 0x-hex. */
  readonly from: string;
  /** Recipient, 0x-hex; empty for a creation. */
  readonly to: string;
}

/**
 * Transactions of that id that failed without a block; one that waits and that nothing holds up is none.
 * @param of.id lower-case hex: all 64 digits, or for `prefix` the first ones.
 */
export async function unincludedTransactions(
  warehouse: Pick<Warehouse, "query">,
  viewer: Viewer,
  of: { readonly id: string; readonly network?: string; readonly prefix?: boolean; readonly limit: number },
): Promise<readonly UnincludedTransaction[]> {
  const facts = scopeOf(viewer, of.network, { channel: true });
  const ledger = scopeOf(viewer, of.network, { channel: false });
  const is = (column: string): string => (of.prefix ? `startsWith(${column}, {id:String})` : `${column} = {id:String}`);
  const rows = await warehouse.query<{ network: string; id: string }>(
    `WITH candidates AS (
  SELECT network, id FROM store.stage_facts
  WHERE ${facts.sql} AND channel = '' AND subject = 'tx' AND stage = 'evm.mempool' AND length(id) = 64 AND ${is("id")}
  UNION DISTINCT SELECT network, lower(hex(hash)) AS id FROM store.evm_transactions_head
  WHERE ${is("lower(hex(hash))")} AND ${orphaned(ledger)})
SELECT DISTINCT network, id FROM candidates
WHERE (network, unhex(id)) NOT IN (SELECT network, CAST(hash, 'String') FROM store.evm_transactions
  WHERE ${ledger.sql} AND hash IN (SELECT unhex(id) FROM candidates))
ORDER BY network, id LIMIT {limit:UInt32}`,
    { ...facts.params, ...ledger.params, id: of.id, limit: of.limit },
  );
  const found: UnincludedTransaction[] = [];
  for (const { network, id } of rows) {
    const [failure] = await unincludedFailures(warehouse, viewer, network, [id]);
    if (!failure?.waiting || !diagnose(failure)) continue;
    const { waiting, to } = failure;
    found.push({ network, id: failure.id, timeNs: waiting.firstSeenNs, from: waiting.from, to });
  }
  return found;
}

interface Known {
  readonly txId: string;
  readonly record: PoolRecord | undefined;
  readonly orphans: readonly OrphanedTransaction[];
}

async function failureOf(
  warehouse: Pick<Warehouse, "query">,
  viewer: Viewer,
  network: string,
  { txId, record, orphans }: Known,
): Promise<EvmFailure | undefined> {
  const claims = claimsOf(record, orphans);
  if (!claims) return undefined;
  const { from, nonce, to, value, gasLimit, maxFeePerGas, head } = claims;
  const since = Math.max(0, Math.min(head ?? Number.POSITIVE_INFINITY, orphans[0]?.height ?? Number.POSITIVE_INFINITY));
  const known = Number.isFinite(since);
  const firstId = record?.seen["evm.first_in_line"]?.replace(/^0x/, "");
  const others = [...(record?.rivals ?? []), ...(firstId ? [firstId] : [])];
  const [mined, baseFees, records] = await Promise.all([
    known
      ? readMinedOf(warehouse, viewer, { network, from, since: Math.max(0, since - MARGIN_BLOCKS) })
      : Promise.resolve([]),
    known && record
      ? readBaseFees(warehouse, viewer, { network, above: since, ...boundOf(record) })
      : Promise.resolve(undefined),
    readPoolRecords(warehouse, viewer, { network, txIds: others }),
  ]);
  const rival = rivalOf({ ...claims, txId }, record, mined, records);
  const missing = record?.seen["evm.missing_nonce"];
  const first = firstId !== undefined && !mined.some(({ id }) => id === `0x${firstId}`) ? firstId : undefined;
  const nextNonce = nextNonceOf(record, mined, first === undefined ? undefined : records.get(first));
  const firstFee = first === undefined ? undefined : records.get(first)?.seen["evm.max_fee_per_gas"];
  const balance = record?.end?.attributes["evm.sender.balance"] ?? record?.seen["evm.sender.balance"];
  const isQueued = record?.seen["evm.pool"] === "queued";
  const missingNonce = isQueued && missing !== undefined ? greater(BigInt(missing), nextNonce) : undefined;
  const waiting: EvmWaiting = {
    from,
    nonce,
    value,
    ...(maxFeePerGas === undefined ? {} : { maxFeePerGas }),
    firstSeenNs: record?.firstSeenNs ?? orphans[0]?.timeNs ?? 0n,
    pool: isQueued ? "queued" : record ? "pending" : "",
    ...(record?.end?.outcome === "dropped" ? { droppedNs: record.end.atNs } : {}),
    ...(rival ? { rival } : {}),
    ...(nextNonce === undefined ? {} : { nextNonce }),
    ...(missingNonce === undefined ? {} : { missingNonce }),
    ...(first === undefined
      ? {}
      : { first: { id: `0x${first}`, ...(firstFee === undefined ? {} : { maxFeePerGas: BigInt(firstFee) }) } }),
    ...(balance === undefined ? {} : { balance: BigInt(balance) }),
    ...(baseFees ? { baseFees } : {}),
    orphans,
  };
  return {
    ...{ family: "evm", id: `0x${txId}`, code: null, to, error: "", revertData: "0x", gasLimit, gasUsed: 0n },
    waiting,
  };
}

/** What was missing when it was seen may have come since, and it is queued nevertheless: then the next one is missing. */
const greater = (missing: bigint, next: bigint | undefined): bigint =>
  next !== undefined && next > missing ? next : missing;

interface Claims {
  readonly from: string;
  readonly nonce: bigint;
  readonly to: string;
  readonly value: bigint;
  readonly gasLimit: bigint;
  readonly maxFeePerGas?: bigint;
  /** Four bytes, 0x-hex, or empty. */
  readonly selector?: string;
  /** Height of the observed node's head when it was first seen. */
  readonly head?: number;
}

/** What the transaction asks for, by the pool that was seen with it, or by the reverted block that held it. */
function claimsOf(record: PoolRecord | undefined, [orphan]: readonly OrphanedTransaction[]): Claims | undefined {
  const seen = record?.seen ?? {};
  const from = seen["evm.from"];
  const head = seen["evm.head"] === undefined ? {} : { head: Number(seen["evm.head"]) };
  if (from === undefined) return orphan && { ...orphan, ...head };
  const fee = seen["evm.max_fee_per_gas"];
  return {
    from,
    nonce: BigInt(seen["evm.nonce"] ?? 0),
    to: seen["evm.to"] ?? "",
    value: BigInt(seen["evm.value"] ?? 0),
    gasLimit: BigInt(seen["evm.gas_limit"] ?? 0),
    selector: seen["evm.selector"] ?? "",
    ...(fee === undefined ? {} : { maxFeePerGas: BigInt(fee) }),
    ...head,
  };
}

const boundOf = ({ end }: PoolRecord): { readonly upTo?: number } => {
  const head = end?.attributes["evm.head"];
  return head === undefined ? {} : { upTo: Number(head) };
};

/** By what blocks hold of the sender since, by what the node said, and by who was first in line. */
function nextNonceOf(
  record: PoolRecord | undefined,
  mined: readonly MinedTransaction[],
  first: PoolRecord | undefined,
): bigint | undefined {
  const said = [
    record?.end?.attributes["evm.sender.nonce"],
    record?.seen["evm.sender.nonce"],
    first?.seen["evm.nonce"],
  ].flatMap((nonce) => (nonce === undefined ? [] : [BigInt(nonce)]));
  const nonces = [...said, ...mined.map(({ nonce }) => nonce + 1n)];
  return nonces.reduce<bigint | undefined>(
    (most, nonce) => (most === undefined || nonce > most ? nonce : most),
    undefined,
  );
}

/** A block's word goes before a pool's. */
function rivalOf(
  { txId, nonce, to, value, selector, from }: Claims & { readonly txId: string },
  record: PoolRecord | undefined,
  mined: readonly MinedTransaction[],
  records: ReadonlyMap<string, PoolRecord>,
): EvmRival | undefined {
  const same = mined.find((one) => one.nonce === nonce && one.id !== `0x${txId}`);
  const id = same?.id.replace(/^0x/, "") ?? record?.rivals.find((other) => records.has(other));
  if (id === undefined) return undefined;
  const seen = records.get(id);
  const theirs = same ?? {
    to: seen?.seen["evm.to"] ?? "",
    value: BigInt(seen?.seen["evm.value"] ?? 0),
    selector: seen?.seen["evm.selector"] ?? "",
    maxFeePerGas: BigInt(seen?.seen["evm.max_fee_per_gas"] ?? 0),
  };
  return {
    id: `0x${id}`,
    ...(same ? { place: { height: same.height, txIndex: same.txIndex } } : {}),
    sameContent: theirs.to === to && theirs.value === value && (selector === undefined || theirs.selector === selector),
    cancels: theirs.to === from && theirs.value === 0n,
    maxFeePerGas: theirs.maxFeePerGas,
    ...(seen ? { firstSeenNs: seen.firstSeenNs } : {}),
  };
}

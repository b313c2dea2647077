import type { Stage, StageFact, Viewer } from "@ledgerscope/core";
import type { Warehouse } from "@ledgerscope/warehouse";
import { IDS_AT_ONCE, readFactsWhere } from "../readFacts.ts";

/** Digits of a transaction id that Fabric's endorser logs. */
export const PREFIX_DIGITS = 8;

interface Channel {
  readonly network: string;
  readonly channel: string;
}

/** Facts of some stages of transactions, under their ids and under the ids' first digits. */
export async function readTxStages(
  warehouse: Warehouse,
  viewer: Viewer,
  {
    network,
    channel,
    stages,
    txIds,
  }: Channel & { readonly stages: readonly Stage[]; readonly txIds: readonly string[] },
): Promise<readonly StageFact[]> {
  const facts: StageFact[] = [];
  for (const ids of chunks(txIds, IDS_AT_ONCE)) {
    const sql = `channel = {channel:String} AND subject = 'tx' AND id IN {ids:Array(String)} AND stage IN {stages:Array(String)}`;
    const withPrefixes = [...ids, ...new Set(ids.map((id) => id.slice(0, PREFIX_DIGITS)))];
    facts.push(
      ...(await readFactsWhere(warehouse, viewer, network, { sql, params: { channel, ids: withPrefixes, stages } })),
    );
  }
  return facts;
}

/** Facts of one stage of blocks. */
export async function readBlockStage(
  warehouse: Warehouse,
  viewer: Viewer,
  { network, channel, stage, heights }: Channel & { readonly stage: Stage; readonly heights: readonly number[] },
): Promise<readonly StageFact[]> {
  const facts: StageFact[] = [];
  for (const some of chunks(heights, IDS_AT_ONCE * 4)) {
    const sql = `channel = {channel:String} AND subject = 'block' AND id IN {ids:Array(String)} AND stage = {stage:String}`;
    const params = { channel, ids: some.map(String), stage };
    facts.push(...(await readFactsWhere(warehouse, viewer, network, { sql, params })));
  }
  return facts;
}

/** Addresses asked for at once: parameters travel in the URL. */
const ADDRESSES_AT_ONCE = 300;

/**
 * Facts of calls or of nodes that ended, or began where only that is known, in a span of time. Of calls those that
 * failed, that tell of results that differ, and those of some remote addresses.
 */
export async function readTimed(
  warehouse: Warehouse,
  viewer: Viewer,
  of: Channel & {
    readonly subject: "call" | "node";
    readonly stages: readonly Stage[];
    /** Unix nanoseconds. */
    readonly fromNs: bigint;
    readonly toNs: bigint;
    readonly remotes?: readonly string[];
  },
): Promise<readonly StageFact[]> {
  const second = (ns: bigint): string => String(ns / 1_000_000_000n).padStart(10, "0");
  const sql = `channel = {channel:String} AND subject = {subject:String}
  AND id BETWEEN {from:String} AND {to:String} AND stage IN {stages:Array(String)}
  AND (subject = 'node' OR attributes['error'] != '' OR stage = 'fabric.rpc.mismatch' OR remote IN {remotes:Array(String)})`;
  const { channel, subject, stages } = of;
  const remotes = (of.remotes ?? []).slice(0, ADDRESSES_AT_ONCE);
  const params = { channel, subject, stages, remotes, from: second(of.fromNs), to: second(of.toNs) };
  return readFactsWhere(warehouse, viewer, of.network, { sql, params });
}

export function* chunks<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}

/** Facts by what they are about, or by anything else. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

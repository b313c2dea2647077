import type { StageFact, Viewer } from "@ledgerscope/core";
import { CallIndex, type Surroundings } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { callWindows, joinWindows } from "./callWindows.ts";
import { type FactsOf, IDS_AT_ONCE, readBlockFacts, readCalls, readFactsWhere } from "./readFacts.ts";

/** Digits of a transaction id that Fabric's endorser logs. */
const PREFIX_DIGITS = 8;

/** Facts of some transactions, each looked up by its place. */
export interface Gathered {
  /** Facts of the transaction (by its id and the id's first digits) and of its block. */
  facts(txId: string, height: number | undefined): readonly StageFact[];
  surroundings(height: number | undefined): Surroundings;
}

/**
 * Reads what is known of transactions and their blocks: two queries, however many they are.
 * @param heightOf of a transaction of `of.blocks`; not needed for a single block.
 */
export async function gatherFacts(
  warehouse: Warehouse,
  viewer: Viewer,
  of: FactsOf,
  heightOf: (txId: string) => number | undefined = () => of.blocks?.from,
): Promise<Gathered> {
  const facts = await readBlockFacts(warehouse, viewer, of);
  const byTx = new Map<string, StageFact[]>();
  const byHeight = new Map<string, StageFact[]>();
  const submits = new Map<string, StageFact[]>();
  for (const fact of facts) {
    append(fact.subject === "block" ? byHeight : byTx, fact.id, fact);
    if (fact.stage === "fabric.submit") append(submits, String(heightOf(fact.id) ?? ""), fact);
  }
  // Of one transaction those of its own gateway: clients of others tell nothing of it.
  const { txId } = of;
  const windows = callWindows(facts, txId === undefined ? undefined : ({ id }) => txId.startsWith(id));
  const calls = new CallIndex(await readCalls(warehouse, viewer, of, windows));
  const made = new Map<string, Surroundings>();
  return {
    facts: (txId, height) => [
      ...(byTx.get(txId) ?? []),
      ...(byTx.get(txId.slice(0, PREFIX_DIGITS)) ?? []),
      ...(height === undefined ? [] : (byHeight.get(String(height)) ?? [])),
    ],
    surroundings: (height) => {
      const key = height === undefined ? "" : String(height);
      const held = made.get(key) ?? { calls, submits: submits.get(key) ?? [] };
      made.set(key, held);
      return held;
    },
  };
}

/** What is known of one transaction that stands in no block. */
export interface GatheredUnplaced {
  readonly facts: readonly StageFact[];
  readonly surroundings: Surroundings;
}

/** Windows asked for by one statement. */
const WINDOWS_AT_ONCE = 10;

/**
 * The same of transactions that stand in no block, by their ids: as if each had been asked for alone, in a few queries for
 * all of them.
 * @param of.txIds in hex without 0x, at most 100.
 */
export async function gatherUnplaced(
  warehouse: Warehouse,
  viewer: Viewer,
  {
    network,
    channel,
    txIds,
  }: { readonly network: string; readonly channel: string; readonly txIds: readonly string[] },
): Promise<ReadonlyMap<string, GatheredUnplaced>> {
  if (txIds.length > IDS_AT_ONCE) throw new RangeError(`${txIds.length} ids, ${IDS_AT_ONCE} at most`);
  const ids = [...new Set(txIds.flatMap((id) => [id, id.slice(0, PREFIX_DIGITS)]))];
  const found = await readFactsWhere(warehouse, viewer, network, {
    sql: "channel = {channel:String} AND subject = 'tx' AND id IN {ids:Array(String)}",
    params: { channel, ids },
  });
  const byTx = new Map<string, StageFact[]>();
  for (const fact of found) append(byTx, fact.id, fact);
  const own = new Map(
    txIds.map((id) => [id, [...(byTx.get(id) ?? []), ...(byTx.get(id.slice(0, PREFIX_DIGITS)) ?? [])]]),
  );
  const windows = joinWindows([...own.values()].flatMap((facts) => callWindows(facts)));
  const called: StageFact[] = [];
  for (let from = 0; from < windows.length; from += WINDOWS_AT_ONCE) {
    const some = windows.slice(from, from + WINDOWS_AT_ONCE);
    called.push(...(await readCalls(warehouse, viewer, { network, channel }, some)));
  }
  const calls = new CallIndex(called);
  return new Map(
    [...own].map(([id, facts]) => {
      const submits = facts.filter(({ stage }) => stage === "fabric.submit");
      return [id, { facts, surroundings: { calls, submits } }];
    }),
  );
}

function append(map: Map<string, StageFact[]>, key: string, fact: StageFact): void {
  const held = map.get(key);
  if (held) held.push(fact);
  else map.set(key, [fact]);
}

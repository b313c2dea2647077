import type { StageFact, Viewer } from "@ledgerscope/core";
import { CallIndex, type Surroundings } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { type FactsOf, readBlockFacts, readCalls } from "./readFacts.ts";

/** Digits of a transaction id that Fabric's endorser logs. */
const PREFIX_DIGITS = 8;
/** Calls are looked for so far before the first and after the last thing that is known of a transaction. */
const BEFORE_NS = 2_000_000_000n;
const AFTER_NS = 3_000_000_000n;
/** A node whose clock is far off would make the time too long to read. */
const LONGEST_NS = 600_000_000_000n;

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
  const calls = new CallIndex(await callsOf(warehouse, viewer, of, facts));
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

/** Calls that the nodes which the facts name answered in the facts' time. */
async function callsOf(
  warehouse: Warehouse,
  viewer: Viewer,
  { network, channel }: FactsOf,
  facts: readonly StageFact[],
): Promise<readonly StageFact[]> {
  let from: bigint | undefined;
  let to: bigint | undefined;
  const nodes = new Set<string>();
  for (const { subject, id, node, startNs, endNs } of facts) {
    if (node === "") continue;
    nodes.add(node);
    // Facts under a prefix may be another transaction's, of another day.
    if (subject === "tx" && id.length === PREFIX_DIGITS) continue;
    const start = startNs ?? endNs;
    const end = endNs ?? startNs;
    if (start !== undefined && (from === undefined || start < from)) from = start;
    if (end !== undefined && (to === undefined || end > to)) to = end;
  }
  if (from === undefined || to === undefined) return [];
  if (to - from > LONGEST_NS) to = from + LONGEST_NS;
  return readCalls(warehouse, viewer, {
    ...{ network, channel, nodes: [...nodes].sort() },
    fromNs: from - BEFORE_NS,
    toNs: to + AFTER_NS,
  });
}

function append(map: Map<string, StageFact[]>, key: string, fact: StageFact): void {
  const held = map.get(key);
  if (held) held.push(fact);
  else map.set(key, [fact]);
}

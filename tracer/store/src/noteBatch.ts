import type { StageFact } from "@ledgerscope/core";
import type { Row } from "@ledgerscope/schema";
import { insertRows, type Warehouse } from "@ledgerscope/warehouse";
import { factBatches } from "./tables/factBatches.ts";
import { unixNanoseconds } from "./unixNanoseconds.ts";

/** Digits of a transaction id that every observer knows. */
export const PREFIX_DIGITS = 8;

/**
 * Notes what an insert of facts was about, once they are durable: what was explained before is explained again.
 * @param token of the facts: a batch that is noted is not noted twice.
 */
export async function noteBatch(warehouse: Warehouse, facts: readonly StageFact[], token: string): Promise<void> {
  const byChannel = new Map<string, StageFact[]>();
  for (const fact of facts) {
    const key = JSON.stringify([fact.network, fact.channel]);
    const held = byChannel.get(key);
    if (held) held.push(fact);
    else byChannel.set(key, [fact]);
  }
  const rows = [...byChannel.values()].map((of) => rowOf(of));
  await insertRows(warehouse, factBatches, rows, `batch:${token}`);
}

function rowOf(facts: readonly StageFact[]): Row<typeof factBatches> {
  const { network, channel } = facts[0] as StageFact;
  const heights = new Set<number>();
  const prefixes = new Set<number>();
  let from = facts[0]?.startNs ?? facts[0]?.endNs ?? 0n;
  let to = from;
  for (const { subject, id, startNs, endNs } of facts) {
    // Ids come from logs: what is no height of a stored block, or no prefix, leads nowhere.
    const key = subject === "block" ? Number(id) : Number.parseInt(id.slice(0, PREFIX_DIGITS), 16);
    if (subject === "block" && Number.isSafeInteger(key)) heights.add(key);
    if (subject === "tx" && Number.isSafeInteger(key)) prefixes.add(key);
    const first = startNs ?? endNs ?? from;
    const last = endNs ?? startNs ?? to;
    if (first < from) from = first;
    if (last > to) to = last;
  }
  return {
    network,
    channel,
    seq: unixNanoseconds(),
    from_at: from,
    to_at: to,
    heights: ascending(heights),
    tx_prefixes: ascending(prefixes),
  };
}

const ascending = (numbers: Iterable<number>): readonly number[] => [...numbers].sort((a, b) => a - b);

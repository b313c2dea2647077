import type { PassRequest, PassStep } from "@ledgerscope/core";
import type { SealedProfile } from "@ledgerscope/proof";
import type { EvmConfig } from "../config.ts";
import { groupBy } from "../groupBy.ts";
import { isPrivate } from "../isPrivate.ts";
import { checkSenders, type SignedBlock } from "../senders/checkSenders.ts";
import { openRecoveryPool, type RecoveryPool } from "../senders/recoveryPool.ts";
import { storedRows } from "../storedRows.ts";
import { storedTransaction } from "../storedTransaction.ts";
import { evmConsensus } from "../tables/evmConsensus.ts";
import { evmTransactions } from "../tables/evmTransactions.ts";

/** Blocks of one step: their transactions are in memory at a time, twice. */
const STEP_BLOCKS = 100;

export async function* runSenders(_: EvmConfig, request: PassRequest): AsyncIterable<PassStep> {
  const pool = openRecoveryPool();
  try {
    // The next step is read while this one is recovered.
    let reading = read(request, request.from);
    for (let from = request.from; from < request.to; from += STEP_BLOCKS) {
      request.signal.throwIfAborted();
      const blocks = await reading;
      const to = Math.min(request.to, from + STEP_BLOCKS);
      reading = read(request, to);
      reading.catch(() => {});
      yield await step(from, to, blocks, pool);
    }
  } finally {
    await pool.close();
  }
}

async function step(from: number, to: number, blocks: readonly SignedBlock[], pool: RecoveryPool): Promise<PassStep> {
  const items = blocks.reduce((sum, { transactions }) => sum + transactions.length, 0);
  return { from, to, items, checks: await checkSenders(blocks, pool), payloads: [], derived: [] };
}

async function read({ network, stored, to: end }: PassRequest, from: number): Promise<SignedBlock[]> {
  const to = Math.min(end, from + STEP_BLOCKS);
  if (from >= to) return [];
  const [transactions, consensus] = await Promise.all([
    storedRows(stored, evmTransactions, { network, from, to }),
    storedRows(stored, evmConsensus, { network, from, to }),
  ]);
  const rows = groupBy(transactions, (row) => Number(row.height));
  const profiles = new Map(consensus.map((row) => [Number(row.height), row.profile as SealedProfile]));
  return Array.from({ length: to - from }, (_, index): SignedBlock => {
    const height = from + index;
    return {
      height,
      transactions: (rows.get(height) ?? []).map(storedTransaction),
      isPrivate: (tx) => isPrivate(tx, profiles.get(height)),
    };
  });
}

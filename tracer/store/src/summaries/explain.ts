import type { PassStep, Range } from "@ledgerscope/core";
import { runPass, type Warehouse } from "@ledgerscope/warehouse";
import { diagnoses } from "../tables/diagnoses.ts";
import { explainedBatches } from "../tables/explainedBatches.ts";
import { traceSummaries } from "../tables/traceSummaries.ts";
import { explainPass } from "./explainPass.ts";
import { clearUnplaced, explainUnplaced, placedSince } from "./explainUnplaced.ts";
import { lateFacts, recordExplained } from "./lateFacts.ts";
import { readyHeights } from "./readyHeights.ts";
import { unplacedIds } from "./unplacedIds.ts";

export interface ExplainOptions {
  /** Name of the network in the configuration. */
  readonly network: string;
  /** Fabric channel; empty for other families. */
  readonly channel: string;
  readonly family: string;
  /** @default never aborts */
  readonly signal?: AbortSignal;
  /** Blocks from this height on are left for later. @default all that is stored final */
  readonly to?: number;
  /** Below this height everything is known to be explained, late facts aside. @default 0 */
  readonly above?: number;
  /**
   * Rests after each step for as long as the step took, up to five seconds: a warehouse that follows chains and serves
   * pages has better things to do. @default false
   */
  readonly gentle?: boolean;
  /** Told which heights there are to explain, before the first step. */
  readonly onStart?: (missing: readonly Range[]) => void;
  /** After a step is stored. */
  readonly onStep?: (step: PassStep) => void;
}

export interface ExplainSummary {
  /** Transactions of blocks that were explained in this run. */
  readonly transactions: number;
  /** Transactions in no block that were explained in this run. */
  readonly unplaced: number;
  /** Everything stored below this height is explained; blocks from here on wait for their nodes' facts. */
  readonly explainedTo: number;
}

/**
 * Brings `trace_summaries` and `diagnoses` up to date: explains what was stored since, what became complete, what late
 * facts tell of, and everything anew where the rules have changed. Stopped at any moment, the next run goes on.
 * One process explains a network at a time.
 * @throws RetryableError when the warehouse is busy or away.
 */
export async function explain(warehouse: Warehouse, options: ExplainOptions): Promise<ExplainSummary> {
  const { network, channel, family, signal = new AbortController().signal, onStart, onStep } = options;
  const of = { network, channel };
  const late = await lateFacts(warehouse, of);
  const to = await readyHeights(warehouse, { ...of, family, to: options.to ?? (await finalEnd(warehouse, network)) });
  let transactions = 0;
  await runPass(warehouse, {
    network,
    tables: [traceSummaries, diagnoses],
    config: undefined,
    pass: explainPass(warehouse, { channel, family, gentle: options.gentle ?? false }),
    signal,
    within: [{ from: 0, to }],
    again: late.heights,
    above: Math.min(options.above ?? 0, late.heights[0]?.from ?? Number.MAX_SAFE_INTEGER),
    ...(onStart ? { onStart } : {}),
    onStep(step) {
      transactions += step.items;
      onStep?.(step);
    },
  });
  const ids = await unplacedIds(warehouse, { ...of, family, since: late.since });
  signal.throwIfAborted();
  const unplaced = await explainUnplaced(warehouse, { ...of, family, ids });
  if (transactions > 0) await clearUnplaced(warehouse, { ...of, ids: await placedSince(warehouse, of) });
  if (late.upto > late.recorded) await recordExplained(warehouse, of, late.upto);
  return { transactions, unplaced, explainedTo: to };
}

/** One past the highest block that is stored final. */
async function finalEnd(warehouse: Warehouse, network: string): Promise<number> {
  const [row] = await warehouse.query<{ to: string }>(
    "SELECT max(to) AS to FROM store._ranges WHERE network = {network:String} AND zone = 'final'",
    { network },
  );
  return Number(row?.to ?? 0);
}

/** Forgets what was explained of a network, so that the next run explains everything anew. */
export async function forgetExplained(warehouse: Warehouse, network: string): Promise<void> {
  const ofPass = "network = {network:String} AND pass = 'explain'";
  await warehouse.command(`DELETE FROM store._passes WHERE ${ofPass}`, { network });
  for (const { name } of [explainedBatches, diagnoses, traceSummaries])
    await warehouse.command(`DELETE FROM store.${name} WHERE network = {network:String}`, { network });
}

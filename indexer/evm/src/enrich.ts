import type { Check } from "@ledgerscope/core";
import { askReverts, type Failed } from "./askReverts.ts";
import type { Datasets } from "./datasets.ts";
import type { EnrichedBlock } from "./encodeDatasets.ts";
import type { EvmBlock } from "./evmBlock.ts";
import { type RawAnswer, rawAnswers } from "./raw/rawAnswer.ts";
import type { RawBlock } from "./rawBlock.ts";
import type { Revert } from "./revert.ts";
import type { BlockTracer } from "./traces/blockTracer.ts";
import { failedCallsOf } from "./traces/failedCallsOf.ts";
import { revertsOfTraces } from "./traces/revertsOfTraces.ts";

/** Who can be asked about a block beyond the block and its receipts. */
export interface Enricher {
  readonly tracer: BlockTracer;
  /** Why a transaction failed; undefined when the node does not tell. */
  revert(failed: Failed, signal: AbortSignal): Promise<Revert | undefined>;
}

/** A good block with all that its datasets want of it. */
export interface Enriched extends EnrichedBlock {
  /** Why failed transactions failed, by their position. */
  readonly reverts: ReadonlyMap<number, Revert>;
  readonly checks: readonly Check[];
}

/**
 * Asks for what the datasets want beyond block and receipts, and why failed transactions failed. What a node does not
 * tell is left out, and a check says so.
 */
export async function enrich(
  { tracer, revert }: Enricher,
  block: EvmBlock,
  raw: RawBlock,
  datasets: Datasets,
  signal: AbortSignal,
): Promise<Enriched> {
  const { height, hash, transactions } = block;
  const traceable = { height, hash, transactions, endpoint: raw.endpoint };
  const [traced, changed] = await Promise.all([
    datasets.traces ? tracer.traces(traceable, signal) : undefined,
    datasets.stateDiffs ? tracer.stateDiffs(traceable, signal) : undefined,
  ]);
  const failed = block.transactions.filter((_, index) => block.receipts[index]?.status === 0);
  const ask = (one: Failed): Promise<Revert | undefined> => revert(one, signal);
  const told = traced?.told ? revertsOfTraces(traced.told) : undefined;
  const { reverts, check } = await askReverts(block.height, failed, ask, told);
  const answers: RawAnswer[] = [
    ...rawAnswers(raw),
    ...(traced?.bytes ? [{ kind: "traces", response: traced.bytes } as const] : []),
    ...(changed?.bytes ? [{ kind: "state_diffs", response: changed.bytes } as const] : []),
  ];
  return {
    block,
    reverts,
    traces: traced?.told,
    failedCalls: failedCallsOf(reverts),
    stateDiffs: changed?.told,
    raw: datasets.raw ? answers : undefined,
    checks: [...(check ? [check] : []), ...(traced ? [traced.check] : []), ...(changed ? [changed.check] : [])],
  };
}

import type { Check } from "@ledgerscope/core";
import type { Datasets } from "./datasets.ts";
import type { EnrichedBlock } from "./encodeDatasets.ts";
import type { EvmBlock } from "./evmBlock.ts";
import type { RawAnswer } from "./raw/rawAnswer.ts";
import type { RawBlock } from "./rawBlock.ts";
import type { Revert } from "./revert.ts";
import type { BlockTracer } from "./traces/blockTracer.ts";
import { revertsOfTraces } from "./traces/revertsOfTraces.ts";

/** Who can be asked about a block beyond the block and its receipts. */
export interface Enricher {
  readonly tracer: BlockTracer;
  /** Why a transaction failed; undefined when the node does not tell. */
  revert(hash: Uint8Array, signal: AbortSignal): Promise<Revert | undefined>;
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
  const [traced, changed] = await Promise.all([
    datasets.traces ? tracer.traces(block, signal) : undefined,
    datasets.stateDiffs ? tracer.stateDiffs(block, signal) : undefined,
  ]);
  const reverts = new Map(traced?.told ? revertsOfTraces(traced.told) : []);
  const failed = block.transactions.filter((_, index) => block.receipts[index]?.status === 0);
  await Promise.all(
    failed
      .filter(({ index }) => !reverts.has(index))
      .map(async ({ hash, index }) => {
        const why = await revert(hash, signal);
        if (why) reverts.set(index, why);
      }),
  );
  const answers: RawAnswer[] = [
    { kind: "block", response: raw.block },
    { kind: "receipts", response: raw.receipts },
    ...(traced?.bytes ? [{ kind: "traces", response: traced.bytes } as const] : []),
    ...(changed?.bytes ? [{ kind: "state_diffs", response: changed.bytes } as const] : []),
  ];
  return {
    block,
    reverts,
    traces: traced?.told,
    stateDiffs: changed?.told,
    raw: datasets.raw ? answers : undefined,
    checks: [
      ...(failed.length > 0 ? [revertReasons(block.height, reverts, failed)] : []),
      ...(traced ? [traced.check] : []),
      ...(changed ? [changed.check] : []),
    ],
  };
}

function revertReasons(height: number, reverts: ReadonlyMap<number, Revert>, failed: EvmBlock["transactions"]): Check {
  const known = failed.filter(({ index }) => reverts.has(index)).length;
  const check = "revert_reasons";
  if (known === failed.length) return { check, state: "unverified", height, detail: "no root commits to traces" };
  const detail = `the node traced ${known} of ${failed.length} failed transactions`;
  return { check, state: "unchecked", height, detail };
}

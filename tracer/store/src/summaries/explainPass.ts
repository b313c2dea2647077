import { setTimeout as sleep } from "node:timers/promises";
import type { Pass, PassStep } from "@ledgerscope/core";
import { encodeRows } from "@ledgerscope/schema";
import type { Warehouse } from "@ledgerscope/warehouse";
import { diagnoses } from "../tables/diagnoses.ts";
import { traceSummaries } from "../tables/traceSummaries.ts";
import { explainBlocks } from "./explainBlocks.ts";
import { transactionCounts } from "./ledgerRows.ts";
import { RULE_VERSION } from "./ruleVersion.ts";

/** Transactions explained at once: their facts and traces are all that is held in memory. */
const STEP_TRANSACTIONS = 1_000;
/** The same where others are to be let through: a step keeps the engine busy. */
const GENTLE_TRANSACTIONS = 400;
/** Longest rest after a step, in milliseconds. */
const LONGEST_REST_MS = 5_000;
/** Blocks whose sizes are asked for at once. */
const LOOK_BLOCKS = 10_000;

/**
 * Explains stored final blocks: a row of `trace_summaries` per transaction and one of `diagnoses` per finding. A pass
 * like those of a family, so that it is resumed, recorded and made anew as they are.
 */
export function explainPass(
  warehouse: Warehouse,
  { gentle, ...of }: { readonly channel: string; readonly family: string; readonly gentle: boolean },
): Pass<undefined> {
  return {
    name: "explain",
    version: RULE_VERSION,
    unit: "transactions",
    tables: [traceSummaries.name, diagnoses.name],
    async *run(_config, { network, from, to, signal }): AsyncGenerator<PassStep> {
      const most = gentle ? GENTLE_TRANSACTIONS : STEP_TRANSACTIONS;
      for await (const step of steps(warehouse, { network, ...of, from, to }, most)) {
        signal.throwIfAborted();
        const startedMs = performance.now();
        const rows = await explainBlocks(warehouse, { network, ...of, ...step });
        yield {
          ...step,
          items: rows.summaries.length,
          checks: [],
          payloads: [encodeRows(traceSummaries, rows.summaries), encodeRows(diagnoses, rows.diagnoses)],
          derived: [],
        };
        const tookMs = performance.now() - startedMs;
        if (gentle && step.to < to)
          await sleep(Math.min(tookMs, LONGEST_REST_MS), undefined, { signal }).catch(() => {});
      }
    },
  };
}

/** Cuts heights into steps of about as many transactions; a block is never cut. */
async function* steps(warehouse: Warehouse, range: Parameters<typeof transactionCounts>[1], most: number) {
  for (let from = range.from; from < range.to; ) {
    const to = Math.min(range.to, from + LOOK_BLOCKS);
    let held = 0;
    for (const { height, count } of await transactionCounts(warehouse, { ...range, from, to })) {
      if (held > 0 && held + count > most) {
        yield { from, to: height };
        from = height;
        held = 0;
      }
      held += count;
    }
    yield { from, to };
    from = to;
  }
}

import type { Pass, PassStep } from "@ledgerscope/core";
import { encodeRows } from "@ledgerscope/schema";
import type { Warehouse } from "@ledgerscope/warehouse";
import { diagnoses } from "../tables/diagnoses.ts";
import { traceSummaries } from "../tables/traceSummaries.ts";
import { explainBlocks } from "./explainBlocks.ts";
import { transactionCounts } from "./ledgerRows.ts";
import { RULE_VERSION } from "./ruleVersion.ts";

/** Transactions explained at once: their facts and traces are all that is held in memory. */
const STEP_TRANSACTIONS = 500;
/** Blocks whose sizes are asked for at once. */
const LOOK_BLOCKS = 10_000;

/**
 * Explains stored final blocks: a row of `trace_summaries` per transaction and one of `diagnoses` per finding. A pass
 * like those of a family, so that it is resumed, recorded and made anew as they are.
 */
export function explainPass(
  warehouse: Warehouse,
  of: { readonly channel: string; readonly family: string },
): Pass<undefined> {
  return {
    name: "explain",
    version: RULE_VERSION,
    unit: "transactions",
    tables: [traceSummaries.name, diagnoses.name],
    async *run(_config, { network, from, to, signal }): AsyncGenerator<PassStep> {
      for await (const step of steps(warehouse, { network, ...of, from, to })) {
        signal.throwIfAborted();
        const rows = await explainBlocks(warehouse, { network, ...of, ...step });
        yield {
          ...step,
          items: rows.summaries.length,
          checks: [],
          payloads: [encodeRows(traceSummaries, rows.summaries), encodeRows(diagnoses, rows.diagnoses)],
          derived: [],
        };
      }
    },
  };
}

/** Cuts heights into steps of about as many transactions; a block is never cut. */
async function* steps(warehouse: Warehouse, range: Parameters<typeof transactionCounts>[1]) {
  for (let from = range.from; from < range.to; ) {
    const to = Math.min(range.to, from + LOOK_BLOCKS);
    let held = 0;
    for (const { height, count } of await transactionCounts(warehouse, { ...range, from, to })) {
      if (held > 0 && held + count > STEP_TRANSACTIONS) {
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

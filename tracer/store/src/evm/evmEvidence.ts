import type { Viewer } from "@ledgerscope/core";
import type { EvmEvidence } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { normalizeId } from "../findTransaction.ts";
import { placeKey, readCalls } from "./evmCalls.ts";
import { readConsensus } from "./evmConsensus.ts";
import type { EvmTransaction } from "./evmTransaction.ts";
import { readOrphans } from "./orphans.ts";

/** Calls of one transaction that a trace shows at most. */
const MOST_CALLS = 500;
/** Transactions asked for at once: parameters travel in the URL, and HTTP servers take about 16 kB of it. */
const AT_ONCE = 100;

/** What the ledger of one network tells of transactions beside their rows, in their order. */
export async function evmEvidence(
  warehouse: Warehouse,
  viewer: Viewer,
  network: string,
  transactions: readonly EvmTransaction[],
): Promise<readonly EvmEvidence[]> {
  const evidence: EvmEvidence[] = [];
  for (let from = 0; from < transactions.length; from += AT_ONCE) {
    const page = transactions.slice(from, from + AT_ONCE);
    const txIds = page.map(({ id }) => normalizeId(id) ?? "");
    const places = page.map(({ ledger }) => ledger);
    const heights = [...new Set(places.map(({ height }) => height))];
    const [calls, consensus, orphans] = await Promise.all([
      readCalls(warehouse, viewer, { network, places, most: MOST_CALLS }),
      readConsensus(warehouse, viewer, { network, heights }),
      readOrphans(warehouse, viewer, { network, txIds }),
    ]);
    page.forEach(({ ledger, blockHash }, index) => {
      const held = calls.get(placeKey(ledger));
      const sealed = consensus.get(ledger.height);
      evidence.push({
        blockHash,
        calls: held?.calls ?? [],
        callCount: held?.count ?? 0,
        ...(sealed ? { consensus: sealed } : {}),
        orphans: orphans.filter(({ txId }) => txId === txIds[index]),
      });
    });
  }
  return evidence;
}

import type { Viewer } from "@ledgerscope/core";
import { neverInBlock } from "@ledgerscope/tracer-store";
import { escapeInvisible } from "../printable.ts";
import type { Reader } from "./readable.ts";
import type { TransactionRow } from "./transactions.ts";

/** Transactions that failed before they reached a block, as the tracer's facts tell of them. */
export async function transactionsNeverInBlock(
  viewer: Viewer,
  reader: Reader,
  of: Parameters<typeof neverInBlock>[2],
): Promise<TransactionRow[]> {
  const found = await neverInBlock(reader, viewer, of);
  return found.map(({ network, channel, id, timeNs, chaincode }) => ({
    ...{ network, channel, family: "fabric", height: null, txIndex: null, hash: id },
    timeMs: Number(timeNs / 1_000_000n),
    ...{ actor: "", target: escapeInvisible(chaincode), method: "" },
    ...{ status: "failed", statusText: "never in a block", fee: null },
  }));
}

import type { Viewer } from "@ledgerscope/core";
import { neverInBlock, unincludedTransactions } from "@ledgerscope/tracer-store";
import { escapeInvisible } from "../printable.ts";
import type { Reader } from "./readable.ts";
import type { TransactionRow } from "./transactions.ts";

/** Transactions that failed before they reached a block, as the tracer's facts tell of them. */
export async function transactionsNeverInBlock(
  viewer: Viewer,
  reader: Reader,
  of: Parameters<typeof neverInBlock>[2],
): Promise<TransactionRow[]> {
  const [unordered, unincluded] = await Promise.all([
    neverInBlock(reader, viewer, of),
    unincludedTransactions(reader, viewer, of),
  ]);
  const inFabric = unordered.map(({ network, channel, id, timeNs, chaincode }) => ({
    ...{ network, channel, family: "fabric", hash: id, timeNs, actor: "", target: escapeInvisible(chaincode) },
  }));
  const inEvm = unincluded.map(({ network, id, timeNs, from, to }) => ({
    ...{ network, channel: "", family: "evm", hash: id, timeNs, actor: from, target: to },
  }));
  return [...inFabric, ...inEvm].map(({ timeNs, ...row }) => ({
    ...row,
    ...{ height: null, txIndex: null, timeMs: Number(timeNs / 1_000_000n), method: "", fee: null },
    ...{ status: "failed", statusText: "never in a block" },
  }));
}

import type { EvmBlock } from "../evmBlock.ts";
import { type BlockTraces, isCreation } from "../traces/callTrace.ts";

export interface CreatedContract {
  readonly txIndex: number;
  /** Which call made it; empty: the transaction itself. */
  readonly traceAddress: readonly number[];
  readonly address: Uint8Array;
  readonly creator: Uint8Array;
  readonly initCode: Uint8Array;
  /** Its code; undefined without a trace. */
  readonly code: Uint8Array | undefined;
  readonly source: "receipt" | "trace";
}

/** Contracts that exist after the block because of it: from traces where there are some, else from receipts. */
export function createdContracts(block: EvmBlock, blockTraces?: BlockTraces): CreatedContract[] {
  const traced = new Set(blockTraces?.traces.map(({ txIndex }) => txIndex));
  const fromReceipts = block.transactions.flatMap((tx, txIndex): CreatedContract[] => {
    const receipt = block.receipts[txIndex];
    const address = receipt?.contractAddress;
    // Some nodes name the address of a failed creation.
    if (!address || receipt.status === 0 || traced.has(txIndex)) return [];
    const base = { txIndex, traceAddress: [], code: undefined, source: "receipt" } as const;
    return [{ ...base, address, creator: tx.from, initCode: tx.input }];
  });
  const fromTraces = (blockTraces?.traces ?? []).flatMap((trace): CreatedContract[] => {
    const { txIndex, traceAddress, to, from, input, output } = trace;
    if (!isCreation(trace) || trace.reverted || !to) return [];
    // The transaction's own init code is proven; some tracers leave it out.
    const initCode = traceAddress.length === 0 ? (block.transactions[txIndex]?.input ?? input) : input;
    return [{ txIndex, traceAddress, address: to, creator: from, initCode, code: output, source: "trace" }];
  });
  return [...fromReceipts, ...fromTraces];
}

import type { Payload } from "@ledgerscope/core";
import { encodeContracts } from "./contracts/encodeContracts.ts";
import type { Datasets } from "./datasets.ts";
import type { EvmBlock } from "./evmBlock.ts";
import { encodeRaw } from "./raw/encodeRaw.ts";
import type { RawAnswer } from "./raw/rawAnswer.ts";
import { encodeStateDiffs } from "./stateDiffs/encodeStateDiffs.ts";
import type { BlockStateDiffs } from "./stateDiffs/stateChange.ts";
import { encodeTokenTransfers } from "./tokens/encodeTokenTransfers.ts";
import type { BlockTraces } from "./traces/callTrace.ts";
import { encodeTraces } from "./traces/encodeTraces.ts";
import { encodeWithdrawals } from "./withdrawals/encodeWithdrawals.ts";

/** A block with what its node told beyond block and receipts. */
export interface EnrichedBlock {
  readonly block: EvmBlock;
  readonly traces?: BlockTraces | undefined;
  /** Calls of its failed transactions. */
  readonly failedCalls?: BlockTraces | undefined;
  readonly stateDiffs?: BlockStateDiffs | undefined;
  readonly raw?: readonly RawAnswer[] | undefined;
}

/** Rows of what is stored beside blocks, transactions and logs: one payload per dataset that is on. */
export function encodeDatasets(network: string, items: readonly EnrichedBlock[], datasets: Datasets): Payload[] {
  const blocks = items.map(({ block }) => block);
  const payloads = [encodeWithdrawals(network, blocks)];
  if (datasets.tokenTransfers) payloads.push(encodeTokenTransfers(network, blocks));
  if (datasets.contracts) payloads.push(encodeContracts(network, items));
  // Where a transaction failed is known from its calls: they are kept whenever the node tells them.
  const calls = datasets.traces ? items : items.map(({ block, failedCalls }) => ({ block, traces: failedCalls }));
  const traces = encodeTraces(network, calls);
  if (datasets.traces || traces.rows > 0) payloads.push(traces);
  if (datasets.stateDiffs) payloads.push(encodeStateDiffs(network, items));
  if (datasets.raw) payloads.push(encodeRaw(network, items));
  return payloads;
}

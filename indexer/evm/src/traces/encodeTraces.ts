import type { Payload } from "@ledgerscope/core";
import { encodeRows, type Row } from "@ledgerscope/schema";
import { type Placed, placeOf } from "../place.ts";
import { evmTraces } from "../tables/evmTraces.ts";
import { type BlockTraces, isCreation } from "./callTrace.ts";

const NOTHING = new Uint8Array();
const SELECTOR_BYTES = 4;

/** Calls inside the transactions of blocks, as rows. */
export function encodeTraces(
  network: string,
  items: readonly { readonly block: Placed; readonly traces?: BlockTraces | undefined }[],
): Payload {
  return encodeRows(
    evmTraces,
    items.flatMap(({ block, traces }) => (traces ? traceRows(network, block, traces) : [])),
  );
}

function traceRows(network: string, block: Placed, { tracer, traces }: BlockTraces): Row<typeof evmTraces>[] {
  const place = placeOf(network, block);
  return traces.map((trace) => ({
    ...place,
    tx_index: trace.txIndex,
    tx_hash: trace.txHash,
    trace_address: trace.traceAddress,
    subtraces: trace.subtraces,
    type: trace.type,
    from: trace.from,
    to: trace.to,
    value: trace.value,
    gas: trace.gas,
    gas_used: trace.gasUsed,
    input: trace.input,
    selector:
      isCreation(trace) || trace.input.length < SELECTOR_BYTES ? NOTHING : trace.input.subarray(0, SELECTOR_BYTES),
    output: trace.output,
    error: trace.error,
    revert_reason: trace.revertReason,
    reverted: trace.reverted,
    tracer,
    unknown_fields: Object.keys(trace.otherFields).length > 0 ? JSON.stringify(trace.otherFields) : "",
  }));
}

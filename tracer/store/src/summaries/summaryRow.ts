import type { Row } from "@ledgerscope/schema";
import type { TraceSpan, TxTrace } from "@ledgerscope/tracer-model";
import type { traceSummaries } from "../tables/traceSummaries.ts";
import type { LedgerRow } from "./ledgerRows.ts";
import { RULE_VERSION } from "./ruleVersion.ts";

/** A transaction's id in lower-case hex without 0x. */
export const plainId = (id: string): string => id.replace(/^0x/i, "").toLowerCase();

/**
 * A trace in one row.
 * @param ledger the transaction's row; undefined for one that no stored block holds.
 * @param seq Unix nanoseconds: when it was made.
 */
export function summaryRow(trace: TxTrace, ledger: LedgerRow | undefined, seq: bigint): Row<typeof traceSummaries> {
  const root = trace.spans[0];
  const spans = trace.spans.slice(1);
  const attribute = (name: string): string => find(trace.spans, name);
  return {
    network: trace.network,
    channel: trace.channel,
    family: trace.family,
    tx_id: plainId(trace.id),
    height: trace.height,
    tx_index: trace.txIndex,
    time: ledger?.timeNs ?? trace.startNs,
    start_at: trace.startNs,
    end_at: trace.endNs,
    duration_ns: trace.endNs > trace.startNs ? trace.endNs - trace.startNs : 0n,
    unknown_ns: trace.unknownNs,
    status: statusOf(trace),
    code: ledger?.code,
    chaincode: ledger?.chaincode ?? attribute("fabric.chaincode.name"),
    function: ledger?.function ?? root?.attributes["fabric.chaincode.function"] ?? "",
    creator_msp: ledger?.creatorMsp ?? root?.attributes["fabric.msp_id"] ?? "",
    gateway: spans.find(({ name }) => name === "fabric.endorse" || name === "fabric.submit")?.node ?? "",
    "stages.stage": spans.map(({ name }) => name),
    "stages.node": spans.map(({ node }) => node),
    "stages.duration_ns": spans.map(({ startNs, endNs }) => (endNs > startNs ? endNs - startNs : 0n)),
    "stages.status": spans.map(({ status }) => status),
    gaps: [...new Set(trace.gaps.map(({ stage, node }) => (node ? `${stage}@${node}` : stage)))],
    rule_version: RULE_VERSION,
    seq,
  };
}

function find(spans: readonly TraceSpan[], name: string): string {
  return spans.find(({ attributes }) => attributes[name])?.attributes[name] ?? "";
}

/** Endorsed, but in no block: an orderer was asked to order it. */
function statusOf({ height, status, spans }: TxTrace): "valid" | "failed" | "not_ordered" | "not_endorsed" {
  if (height !== undefined) return status === "failed" ? "failed" : "valid";
  const submitted = spans.some(
    ({ name }) => name === "fabric.submit" || name === "fabric.broadcast" || name.startsWith("evm."),
  );
  return submitted ? "not_ordered" : "not_endorsed";
}

import type { Row } from "@ledgerscope/schema";
import type { Diagnosis } from "@ledgerscope/tracer-model";
import type { diagnoses } from "../tables/diagnoses.ts";
import type { traceSummaries } from "../tables/traceSummaries.ts";
import { plainId } from "./summaryRow.ts";

/** A finding in one row, with what it shares with its transaction's summary. */
export function diagnosisRow(diagnosis: Diagnosis, of: Row<typeof traceSummaries>): Row<typeof diagnoses> {
  const { culprits, proof, title, summary } = diagnosis;
  return {
    network: of.network,
    channel: of.channel,
    tx_id: of.tx_id,
    height: of.height,
    tx_index: of.tx_index,
    time: of.time,
    kind: diagnosis.kind ?? "failure",
    code: diagnosis.code,
    sub_cause: diagnosis.subCause ?? "",
    confidence: diagnosis.confidence,
    cost_ns: diagnosis.costNs,
    title_en: title.en,
    title_zh: title.zh,
    summary_en: summary.en,
    summary_zh: summary.zh,
    chaincode: of.chaincode,
    function: of.function,
    "culprits.tx_id": culprits.map(({ id }) => plainId(id)),
    "culprits.height": culprits.map(({ height }) => height),
    "culprits.tx_index": culprits.map(({ txIndex }) => txIndex),
    "culprits.namespace": culprits.map(({ namespace }) => namespace ?? ""),
    "culprits.collection": culprits.map(({ collection }) => collection ?? ""),
    "culprits.key": culprits.map(({ key }) => key ?? ""),
    "proof.label": proof.map(({ label }) => label),
    "proof.value": proof.map(({ value }) => value),
    rule_version: of.rule_version,
    seq: of.seq,
  };
}

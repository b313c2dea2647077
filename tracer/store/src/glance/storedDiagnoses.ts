import type { Viewer } from "@ledgerscope/core";
import { scopeOf } from "../scope.ts";
import { type Glance, type Reader, transactionsOf } from "./glance.ts";

/** A diagnosis as it was stored with its transaction. */
export interface StoredDiagnosis {
  readonly network: string;
  readonly channel: string;
  readonly txId: string;
  /** Null for what never reached a block. */
  readonly height: number | null;
  readonly txIndex: number | null;
  /** Unix nanoseconds, decimal. */
  readonly timeNs: string;
  readonly kind: "failure" | "slow" | "suspicion";
  readonly code: string;
  /** Empty where there is none. */
  readonly subCause: string;
  /** 0..1. */
  readonly confidence: number;
  readonly title: { readonly en: string; readonly zh: string };
  readonly summary: { readonly en: string; readonly zh: string };
  readonly proof: readonly { readonly label: string; readonly value: string }[];
}

interface Row extends Omit<StoredDiagnosis, "height" | "txIndex" | "title" | "summary" | "proof"> {
  readonly height: string | null;
  readonly txIndex: string | null;
  readonly title_en: string;
  readonly title_zh: string;
  readonly summary_en: string;
  readonly summary_zh: string;
  readonly proof: readonly (readonly [string, string])[];
}

const COLUMNS = `network, channel, tx_id AS txId, toString(height) AS height, toString(tx_index) AS txIndex,
  toString(toUnixTimestamp64Nano(toDateTime64(time, 9))) AS timeNs, toString(kind) AS kind, toString(code) AS code,
  toString(sub_cause) AS subCause, toFloat64(confidence) AS confidence, title_en, title_zh, summary_en, summary_zh,
  arrayZip(proof.label, proof.value) AS proof`;

function toDiagnosis({
  title_en,
  title_zh,
  summary_en,
  summary_zh,
  proof,
  height,
  txIndex,
  ...row
}: Row): StoredDiagnosis {
  return {
    ...row,
    height: height === null ? null : Number(height),
    txIndex: height === null ? null : Number(txIndex),
    title: { en: title_en, zh: title_zh },
    summary: { en: summary_en, zh: summary_zh },
    proof: proof.map(([label, value]) => ({ label, value })),
  };
}

/** Ids asked for at once: parameters travel in the URL. */
const IDS_AT_ONCE = 100;

/** The diagnoses of these transactions of one network, surest first. */
export async function diagnosesOf(
  reader: Reader,
  viewer: Viewer,
  network: string,
  txIds: readonly string[],
): Promise<StoredDiagnosis[]> {
  const scope = scopeOf(viewer, network, { channel: true });
  const found: StoredDiagnosis[] = [];
  for (let from = 0; from < txIds.length; from += IDS_AT_ONCE) {
    const rows = await reader.query<Row>(
      `SELECT ${COLUMNS} FROM store.diagnoses WHERE ${scope.sql} AND tx_id IN {txIds:Array(String)}
ORDER BY kind = 'failure' DESC, confidence DESC, code`,
      { ...scope.params, txIds: txIds.slice(from, from + IDS_AT_ONCE) },
    );
    found.push(...rows.map(toDiagnosis));
  }
  return found;
}

/** What only looks like misbehaviour, newest first: stated as suspicion, with its evidence. */
export async function suspicions(
  reader: Reader,
  viewer: Viewer,
  glance: Glance,
  limit: number,
): Promise<StoredDiagnosis[]> {
  const scope = transactionsOf(viewer, glance);
  const rows = await reader.query<Row>(
    `SELECT ${COLUMNS} FROM store.diagnoses WHERE ${scope.sql} AND kind = 'suspicion'
ORDER BY diagnoses.time DESC, tx_id LIMIT {limit:UInt32}`,
    { ...scope.params, limit },
  );
  return rows.map(toDiagnosis);
}

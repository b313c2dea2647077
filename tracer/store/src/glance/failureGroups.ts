import type { Viewer } from "@ledgerscope/core";
import { type Glance, type Reader, TRANSACTION, transactionsOf } from "./glance.ts";

/** What failures are counted by. */
export type FailureGroup = "reason" | "subCause" | "chaincode" | "function" | "channel";

const COLUMNS: Readonly<Record<FailureGroup, string>> = {
  reason: "code",
  subCause: "sub_cause",
  chaincode: "chaincode",
  function: "function",
  channel: "channel",
};

/** How many transactions failed alike. */
export interface FailureShare {
  /** Of the group asked for; empty where it is not known. */
  readonly name: string;
  /** The reason, where all that were counted share it; else empty. */
  readonly code: string;
  /** In a few words, where all share them; else empty. */
  readonly titleEn: string;
  readonly titleZh: string;
  readonly count: string;
}

const MAX_ROWS = 100;

/** Transactions that failed, by what the diagnosis says of them, most frequent first. */
export async function failureGroups(
  reader: Reader,
  viewer: Viewer,
  glance: Glance,
  by: FailureGroup,
): Promise<FailureShare[]> {
  const scope = transactionsOf(viewer, glance);
  return reader.query<FailureShare>(
    `SELECT toString(d.${COLUMNS[by]}) AS name, uniqExact(title_en) = 1 AS alike,
  if(uniqExact(d.code) = 1, toString(any(d.code)), '') AS code,
  if(alike, toString(any(title_en)), '') AS titleEn, if(alike, toString(any(title_zh)), '') AS titleZh,
  toString(uniqExact(${TRANSACTION})) AS count
FROM (SELECT * FROM store.diagnoses WHERE ${scope.sql} AND kind = 'failure') AS d
GROUP BY name ORDER BY toUInt64(count) DESC, name LIMIT ${MAX_ROWS}`,
    scope.params,
  );
}

import type { Viewer } from "@ledgerscope/core";
import type { PolicyEvaluation } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { scopeOf } from "../scope.ts";
import type { PlacedConflict } from "./keyConflicts.ts";

/** Transactions of one channel: height and position of the first and the last. */
export interface PassRequest {
  readonly network: string;
  readonly channel: string;
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

/** Whether a pass has come to a block, as it is stored now. */
export type Covers = (height: number) => boolean;

/** A row of `_passes` counts while its blocks stand in `_ranges` as final, at its revision. */
const COVERED = (scope: string): string => `SELECT p.from AS from, p.to AS to, r.from AS since, r.to AS until
FROM (
  SELECT DISTINCT from, to, revision FROM store._passes
  WHERE ${scope} AND pass = {pass:String} AND to > {fromHeight:UInt64} AND from <= {toHeight:UInt64}
    AND version = (SELECT max(version) FROM store._passes WHERE ${scope} AND pass = {pass:String})
) AS p
INNER JOIN (
  SELECT from, to, argMax(t.revision, t.seq) AS revision FROM store._ranges AS t
  WHERE ${scope} AND to > {fromHeight:UInt64} AND from <= {toHeight:UInt64}
  GROUP BY from, to HAVING argMax(t.zone, t.seq) = 'final'
) AS r ON p.revision = r.revision
WHERE p.from < r.to AND r.from < p.to`;

/** Which blocks of the request a pass, at the newest version that was run, has been through. */
export async function passCovers(
  warehouse: Warehouse,
  viewer: Viewer,
  pass: string,
  { network, from, to }: PassRequest,
): Promise<Covers> {
  const scope = scopeOf(viewer, network, { channel: false });
  const rows = await warehouse.query<Record<"from" | "to" | "since" | "until", string>>(COVERED(scope.sql), {
    ...scope.params,
    pass,
    fromHeight: from[0],
    toHeight: to[0],
  });
  const ranges = rows.map((row) => ({
    from: Math.max(Number(row.from), Number(row.since)),
    to: Math.min(Number(row.to), Number(row.until)),
  }));
  return (height) => ranges.some((range) => height >= range.from && height < range.to);
}

const PLACES = `channel = {channel:String} AND validation_code = {code:UInt8}
  AND (height, tx_index) >= ({fromHeight:UInt64}, {fromIndex:UInt32})
  AND (height, tx_index) <= ({toHeight:UInt64}, {toIndex:UInt32})`;

const paramsOf = ({ channel, from, to }: PassRequest): Readonly<Record<string, unknown>> => ({
  channel,
  fromHeight: from[0],
  fromIndex: from[1],
  toHeight: to[0],
  toIndex: to[1],
});

interface ConflictRow {
  readonly height: string;
  readonly tx_index: number;
  readonly namespace: string;
  readonly collection: string;
  readonly key_hex: string;
  readonly evidence: PlacedConflict["evidence"];
  readonly read_absent: boolean;
  readonly read_height: string;
  readonly read_tx_index: string;
  /** [height, index, id, deleted], ascending. */
  readonly writes: readonly (readonly [string, number, string, boolean])[];
}

/** Conflicts that the pass `conflicts` has found, of transactions with one code: its reads or its ranges. */
export async function storedConflicts(
  warehouse: Warehouse,
  viewer: Viewer,
  request: PassRequest & { readonly code: number; readonly kind: "read" | "range" },
): Promise<readonly PlacedConflict[]> {
  const scope = scopeOf(viewer, request.network, { channel: true });
  const rows = await warehouse.query<ConflictRow>(
    `SELECT height, tx_index, namespace, collection, lower(hex(key)) AS key_hex, evidence,
  read_absent, read_height, read_tx_index,
  arraySort(groupUniqArrayIf((writer_height, writer_tx_index, writer_tx_id, writer_is_delete), writer_tx_id != '')) AS writes
FROM store.fabric_conflicts WHERE ${scope.sql} AND ${PLACES} AND kind = {kind:String} AND evidence != 'incomplete'
GROUP BY height, tx_index, namespace, collection, key_hex, evidence, read_absent, read_height, read_tx_index
ORDER BY height, tx_index, namespace, collection, key_hex`,
    { ...scope.params, ...paramsOf(request), code: request.code, kind: request.kind },
  );
  return rows.map((row) => ({
    height: Number(row.height),
    txIndex: row.tx_index,
    namespace: row.namespace,
    collection: row.collection,
    keyHex: row.key_hex,
    evidence: row.evidence,
    ...(row.read_absent || row.evidence === "inferred"
      ? {}
      : { read: { height: Number(row.read_height), txIndex: Number(row.read_tx_index) } }),
    writes: row.writes.map(([height, txIndex, id, isDelete]) => ({ id, height: Number(height), txIndex, isDelete })),
  }));
}

/** A policy that the transaction at `height`, `txIndex` had to meet. */
export interface PlacedPolicy extends PolicyEvaluation {
  readonly height: number;
  readonly txIndex: number;
}

interface PolicyRow {
  readonly height: string;
  readonly tx_index: number;
  readonly namespace: string;
  readonly collection: string;
  readonly key_hex: string;
  readonly source: string;
  readonly policy: string;
  readonly state: PolicyEvaluation["state"];
  readonly endorsed_by: readonly string[];
  readonly missing: readonly string[];
  readonly detail: string;
}

/** Policies that the pass `signatures` has evaluated, of transactions with one code, in its order. */
export async function storedPolicies(
  warehouse: Warehouse,
  viewer: Viewer,
  request: PassRequest & { readonly code: number },
): Promise<readonly PlacedPolicy[]> {
  const scope = scopeOf(viewer, request.network, { channel: true });
  const rows = await warehouse.query<PolicyRow>(
    `SELECT DISTINCT height, tx_index, evaluation_index, namespace, collection, lower(hex(key)) AS key_hex, source, policy, state,
  endorsed_by, missing, detail
FROM store.fabric_policy_evaluations WHERE ${scope.sql} AND ${PLACES}
ORDER BY height, tx_index, evaluation_index`,
    { ...scope.params, ...paramsOf(request), code: request.code },
  );
  return rows.map((row) => ({
    height: Number(row.height),
    txIndex: row.tx_index,
    namespace: row.namespace,
    collection: row.collection,
    keyHex: row.key_hex,
    source: row.source,
    policy: row.policy,
    state: row.state,
    endorsedBy: row.endorsed_by,
    missing: row.missing,
    detail: row.detail,
  }));
}

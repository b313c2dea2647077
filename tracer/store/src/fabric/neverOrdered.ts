import type { StageFact, Viewer } from "@ledgerscope/core";
import type { FabricFailure } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { readStage } from "../readFacts.ts";
import { type Scope, scopeOf } from "../scope.ts";

/** A transaction that failed before it reached a block, from its gateway's log. */
export interface NeverInBlock {
  readonly network: string;
  readonly channel: string;
  readonly id: string;
  /** When its endorsement was first seen to fail, Unix nanoseconds. */
  readonly timeNs: bigint;
  readonly chaincode: string;
}

/** Facts of endorsements that failed, of transactions that no stored block holds. */
const unendorsed = (scope: Scope): string => `${scope.sql} AND subject = 'tx' AND stage = 'fabric.endorse'
  AND attributes['error'] != ''
  AND (network, id) NOT IN (SELECT network, tx_id FROM store.fabric_transactions WHERE ${scope.sql})`;

/**
 * Transactions of that id that failed before they reached a block, in order of network.
 * @param of.id lower-case hex: all 64 digits, or for `prefix` the first ones.
 */
export async function neverInBlock(
  warehouse: Pick<Warehouse, "query">,
  viewer: Viewer,
  of: { readonly id: string; readonly network?: string; readonly prefix?: boolean; readonly limit: number },
): Promise<readonly NeverInBlock[]> {
  const scope = scopeOf(viewer, of.network, { channel: true });
  const rows = await warehouse.query<Omit<NeverInBlock, "timeNs"> & { readonly timeNs: string }>(
    `SELECT network, channel, id, toUnixTimestamp64Nano(min(at)) AS timeNs,
  any(attributes['fabric.chaincode.name']) AS chaincode
FROM store.stage_facts
WHERE ${of.prefix ? "startsWith(id, {id:String})" : "id = {id:String}"} AND length(id) = 64 AND ${unendorsed(scope)}
GROUP BY network, channel, id ORDER BY network, channel, id LIMIT {limit:UInt32}`,
    { ...scope.params, id: of.id, limit: of.limit },
  );
  return rows.map((row) => ({ ...row, timeNs: BigInt(row.timeNs) }));
}

/** How many transactions of a network failed before they reached a block; decimal text. */
export async function neverInBlockCount(
  warehouse: Pick<Warehouse, "query">,
  viewer: Viewer,
  network: string,
): Promise<string> {
  const scope = scopeOf(viewer, network, { channel: true });
  const [row] = await warehouse.query<{ count: string }>(
    `SELECT toString(uniqExact(id)) AS count FROM store.stage_facts WHERE ${unendorsed(scope)}`,
    scope.params,
  );
  return row?.count ?? "0";
}

/** Ids of transactions whose endorsement failed by a gateway's log, and that no stored block holds. */
export async function unendorsedIds(warehouse: Warehouse, viewer: Viewer, network: string): Promise<readonly string[]> {
  const scope = scopeOf(viewer, network, { channel: true });
  const rows = await warehouse.query<{ id: string }>(
    `SELECT id, min(at) AS first_at FROM store.stage_facts
WHERE ${unendorsed(scope)}
GROUP BY id ORDER BY first_at, id`,
    scope.params,
  );
  return rows.map(({ id }) => id);
}

/** The evidence on transactions that never reached a block. */
export async function unendorsedFailures(
  warehouse: Warehouse,
  viewer: Viewer,
  network: string,
  txIds: readonly string[],
): Promise<readonly FabricFailure[]> {
  const facts = await readStage(warehouse, viewer, { network, stage: "fabric.endorse", txIds });
  const byId = new Map<string, StageFact[]>();
  for (const fact of facts) byId.set(fact.id, [...(byId.get(fact.id) ?? []), fact]);
  return txIds.flatMap((id) => {
    const endorseErrors = (byId.get(id) ?? [])
      .flatMap(({ attributes, remote }) => {
        const { error } = attributes;
        if (error === undefined) return [];
        const msp = attributes["fabric.msp_id"];
        return [{ endorser: msp ? `${msp} (${remote})` : remote, error }];
      })
      .sort((a, b) => (a.endorser < b.endorser ? -1 : a.endorser > b.endorser ? 1 : 0));
    if (endorseErrors.length === 0) return [];
    return [
      {
        family: "fabric" as const,
        id,
        code: null,
        codeName: "",
        chaincode: byId.get(id)?.[0]?.attributes["fabric.chaincode.name"] ?? "",
        function: "",
        endorsers: [],
        readConflicts: [],
        rangeConflicts: [],
        rangesCompared: false,
        refusals: [],
        endorseErrors,
      },
    ];
  });
}

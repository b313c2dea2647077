import type { StageFact, Viewer } from "@ledgerscope/core";
import type { FabricFailure } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { readStage } from "../readFacts.ts";
import { scopeOf } from "../scope.ts";

/** Ids of transactions whose endorsement failed by a gateway's log, and that no stored block holds. */
export async function unendorsedIds(warehouse: Warehouse, viewer: Viewer, network: string): Promise<readonly string[]> {
  const scope = scopeOf(viewer, network, { channel: true });
  const rows = await warehouse.query<{ id: string }>(
    `SELECT id, min(at) AS first_at FROM store.stage_facts
WHERE ${scope.sql} AND subject = 'tx' AND stage = 'fabric.endorse' AND attributes['error'] != ''
  AND id NOT IN (SELECT tx_id FROM store.fabric_transactions WHERE ${scope.sql})
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
        refusals: [],
        endorseErrors,
      },
    ];
  });
}

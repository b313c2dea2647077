import type { Viewer } from "@ledgerscope/core";
import type { Warehouse } from "@ledgerscope/warehouse";
import { scopeOf } from "../scope.ts";

/** What pools showed of a transaction: the first sight of it, and how it ended. */
export interface PoolRecord {
  readonly txId: string;
  /** Unix nanoseconds. */
  readonly firstSeenNs: bigint;
  /** What is known of it, and how it stood in the pool when that was seen last. */
  readonly seen: Readonly<Record<string, string>>;
  /** `evm.outcome` of the last end that was seen, with its time; absent while it waits. */
  readonly end?: {
    readonly outcome: string;
    readonly atNs: bigint;
    readonly attributes: Readonly<Record<string, string>>;
  };
  /** Ids (64 digits) of those that were seen in its place, or that it was seen in the place of. */
  readonly rivals: readonly string[];
}

interface Row {
  readonly id: string;
  readonly stage: string;
  readonly edge: string;
  readonly at_ns: string;
  readonly attributes: Record<string, string>;
}

/** @param of.txIds 64 hex digits each. @returns those that some pool was seen with. */
export async function readPoolRecords(
  warehouse: Pick<Warehouse, "query">,
  viewer: Viewer,
  of: { readonly network: string; readonly txIds: readonly string[] },
): Promise<ReadonlyMap<string, PoolRecord>> {
  const scope = scopeOf(viewer, of.network, { channel: true });
  const rows =
    of.txIds.length === 0
      ? []
      : await warehouse.query<Row>(
          `SELECT id, stage, edge, toUnixTimestamp64Nano(at) AS at_ns, attributes FROM store.stage_facts
WHERE ${scope.sql} AND channel = '' AND subject = 'tx' AND id IN {txIds:Array(String)}
  AND stage IN ('evm.mempool', 'evm.replace') ORDER BY id, at, evidence_rank DESC`,
          { ...scope.params, txIds: of.txIds },
        );
  const byId = new Map<string, Row[]>();
  for (const row of rows) byId.set(row.id, [...(byId.get(row.id) ?? []), row]);
  return new Map(
    [...byId].flatMap(([txId, facts]) => {
      const starts = facts.filter(({ stage, edge }) => stage === "evm.mempool" && edge === "start");
      // A stay after a reorganisation says nothing of the transaction itself.
      const first = starts.find(({ attributes }) => attributes["evm.from"] !== undefined) ?? starts[0];
      if (!first) return [];
      const end = facts.findLast(({ stage, edge }) => stage === "evm.mempool" && edge === "end");
      const waitsAgain = end !== undefined && starts.some(({ at_ns }) => BigInt(at_ns) > BigInt(end.at_ns));
      const seen = Object.assign({}, ...starts.map(({ attributes }) => attributes)) as Record<string, string>;
      return [[txId, recordOf(txId, facts, { ...first, attributes: seen }, waitsAgain ? undefined : end)] as const];
    }),
  );
}

function recordOf(txId: string, facts: readonly Row[], first: Row, end: Row | undefined): PoolRecord {
  const named = facts.flatMap(({ attributes }) =>
    [attributes["evm.replaced_by"], attributes["evm.replaces"]].flatMap((ids) => ids?.split(",") ?? []),
  );
  return {
    txId,
    firstSeenNs: BigInt(first.at_ns),
    seen: first.attributes,
    ...(end
      ? {
          end: {
            outcome: end.attributes["evm.outcome"] ?? "",
            atNs: BigInt(end.at_ns),
            attributes: end.attributes,
          },
        }
      : {}),
    rivals: [...new Set(named.map((id) => id.replace(/^0x/, "")))],
  };
}

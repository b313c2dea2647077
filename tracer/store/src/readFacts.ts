import type { Evidence, Stage, StageFact, Subject, Viewer } from "@ledgerscope/core";
import type { Observer } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { scopeOf } from "./scope.ts";

/** Digits of a transaction id that Fabric's endorser logs. */
const PREFIX_DIGITS = 8;

interface FactRow {
  readonly network: string;
  readonly channel: string;
  readonly subject: Subject;
  readonly id: string;
  readonly stage: Stage;
  readonly node: string;
  readonly remote: string;
  readonly attempt: number;
  readonly source: string;
  readonly start_ns: string | null;
  readonly end_ns: string | null;
  readonly evidence: Evidence;
  readonly attributes: Record<string, string>;
}

const COLUMNS = `network, channel, subject, id, stage, node, remote, attempt, source, evidence, attributes,
  toUnixTimestamp64Nano(start_at) AS start_ns, toUnixTimestamp64Nano(end_at) AS end_ns`;

const toFact = ({ start_ns, end_ns, ...rest }: FactRow): StageFact => ({
  ...rest,
  ...(start_ns === null ? {} : { startNs: BigInt(start_ns) }),
  ...(end_ns === null ? {} : { endNs: BigInt(end_ns) }),
});

/** Facts of a transaction (under its id and under the id's first digits) and of its block. */
export async function readFacts(
  warehouse: Warehouse,
  viewer: Viewer,
  of: { readonly network: string; readonly channel: string; readonly txId: string; readonly height?: number },
): Promise<readonly StageFact[]> {
  const scope = scopeOf(viewer, of.network, { channel: true });
  const rows = await warehouse.query<FactRow>(
    `SELECT ${COLUMNS} FROM store.stage_facts
WHERE ${scope.sql} AND channel = {channel:String}
  AND ((subject = 'tx' AND id IN ({txId:String}, {prefix:String})) OR (subject = 'block' AND id = {height:String}))`,
    {
      ...scope.params,
      channel: of.channel,
      txId: of.txId,
      prefix: of.txId.slice(0, PREFIX_DIGITS),
      height: of.height === undefined ? "" : String(of.height),
    },
  );
  return rows.map(toFact);
}

/** Ids asked for at once: parameters travel in the URL, and HTTP servers take about 16 kB of it. */
const IDS_AT_ONCE = 100;

/** Facts of one stage for many transactions. */
export async function readStage(
  warehouse: Warehouse,
  viewer: Viewer,
  of: { readonly network: string; readonly stage: Stage; readonly txIds: readonly string[] },
): Promise<readonly StageFact[]> {
  const scope = scopeOf(viewer, of.network, { channel: true });
  const facts: StageFact[] = [];
  for (let from = 0; from < of.txIds.length; from += IDS_AT_ONCE) {
    const rows = await warehouse.query<FactRow>(
      `SELECT ${COLUMNS} FROM store.stage_facts
WHERE ${scope.sql} AND subject = 'tx' AND id IN {txIds:Array(String)} AND stage = {stage:String}`,
      { ...scope.params, stage: of.stage, txIds: of.txIds.slice(from, from + IDS_AT_ONCE) },
    );
    facts.push(...rows.map(toFact));
  }
  return facts;
}

/** Where facts of a transaction stand that no stored block holds. */
export async function findFacts(
  warehouse: Warehouse,
  viewer: Viewer,
  of: { readonly txId: string; readonly network?: string },
): Promise<{ readonly network: string; readonly channel: string } | undefined> {
  const scope = scopeOf(viewer, of.network, { channel: true });
  const [found] = await warehouse.query<{ network: string; channel: string }>(
    `SELECT network, channel FROM store.stage_facts
WHERE ${scope.sql} AND subject = 'tx' AND id = {txId:String} ORDER BY network, channel LIMIT 1`,
    { ...scope.params, txId: of.txId },
  );
  return found;
}

/** The logs that are read for a channel, and what they have shown so far. */
export async function readObservers(
  warehouse: Warehouse,
  viewer: Viewer,
  of: { readonly network: string; readonly channel: string },
): Promise<readonly Observer[]> {
  const scope = scopeOf(viewer, of.network, { channel: true });
  return warehouse.query<Observer>(
    `SELECT node, groupUniqArrayArray(stages) AS stages FROM store.log_positions
WHERE ${scope.sql} AND channel = {channel:String} GROUP BY node ORDER BY node`,
    { ...scope.params, channel: of.channel },
  );
}

import type { Viewer } from "@ledgerscope/core";
import { type PassProgress, passProgress, type Warehouse } from "@ledgerscope/warehouse";
import { type Reader, readable } from "./readable.ts";

/** What the indexer has written of a network, by its own book. */
export interface Written {
  /** All tables. */
  readonly rows: string;
  /** Before compression. */
  readonly bytes: string;
  /** Unix nanoseconds, decimal; null while nothing is written. */
  readonly firstNs: string | null;
  readonly lastNs: string | null;
  /** Blocks that stood once and were reverted. */
  readonly reverted: string;
}

export async function written(viewer: Viewer, reader: Reader, network: string): Promise<Written> {
  const scope = readable(viewer, "without channel");
  const [row] = await reader.query<Written>(
    `SELECT toString(sumIf(range_rows, zone != 'reverted')) AS rows, toString(sumIf(range_bytes, zone != 'reverted')) AS bytes,
       toString(nullIf(min(at), 0)) AS firstNs, toString(nullIf(max(at), 0)) AS lastNs,
       toString(sumIf(\`to\` - \`from\`, zone = 'reverted')) AS reverted
     FROM (
       SELECT \`from\`, \`to\`, argMax(r.zone, r.seq) AS zone, argMax(r.rows, r.seq) AS range_rows,
         argMax(r.bytes, r.seq) AS range_bytes, max(r.seq) AS at
       FROM store._ranges AS r WHERE ${scope.sql} AND network = {network:String} GROUP BY \`from\`, \`to\`)`,
    { ...scope.params, network },
  );
  return row ?? { rows: "0", bytes: "0", firstNs: null, lastNs: null, reverted: "0" };
}

/** Blocks that became durable in one stretch of time. */
interface WrittenIn {
  readonly fromMs: number;
  readonly toMs: number;
  readonly blocks: number;
}

/** Blocks by when they became durable, in `buckets` stretches of a minute up to the newest write; the oldest first. */
export async function writtenOverTime(
  viewer: Viewer,
  reader: Reader,
  network: string,
  lastNs: string,
  buckets: number,
): Promise<WrittenIn[]> {
  const scope = readable(viewer, "without channel");
  const MINUTE = 60_000;
  const end = (Math.floor(Number(BigInt(lastNs) / 1_000_000n) / MINUTE) + 1) * MINUTE;
  const start = end - buckets * MINUTE;
  const rows = await reader.query<{ bucket: string; blocks: string }>(
    `SELECT intDiv(toInt64(intDiv(seq, 1000000)) - {start:Int64}, ${MINUTE}) AS bucket, toString(sum(\`to\` - \`from\`)) AS blocks
     FROM store._ranges WHERE ${scope.sql} AND network = {network:String} AND zone != 'reverted'
       AND seq >= {startNs:UInt64} GROUP BY bucket`,
    { ...scope.params, network, start, startNs: `${start}000000` },
  );
  const counted = new Map(rows.map(({ bucket, blocks }) => [Number(bucket), Number(blocks)]));
  return Array.from({ length: buckets }, (_, i) => ({
    fromMs: start + i * MINUTE,
    toMs: start + (i + 1) * MINUTE,
    blocks: counted.get(i) ?? 0,
  }));
}

/** A block that failed a check, is kept as it came and is not stored. */
export interface HeldBackBlock {
  readonly height: number;
  readonly check: string;
  readonly detail: string;
  /** Unix nanoseconds, decimal: when it failed last. */
  readonly atNs: string;
  /** Blocks held back in all. */
  readonly all: string;
}

/** Blocks in quarantine that were not stored since, lowest first; one row for each check. */
export async function heldBackBlocks(
  viewer: Viewer,
  reader: Reader,
  network: string,
  limit: number,
): Promise<HeldBackBlock[]> {
  const scope = readable(viewer, "without channel");
  const current = `SELECT \`from\`, \`to\` FROM store._ranges WHERE ${scope.sql} AND network = {network:String}
    GROUP BY \`from\`, \`to\` HAVING argMax(zone, seq) != 'reverted'`;
  const rows = await reader.query<Omit<HeldBackBlock, "height"> & { height: string }>(
    `SELECT height, check, argMax(detail, seq) AS detail, toString(max(seq)) AS atNs, toString(uniqExact(height) OVER ()) AS all
     FROM store._quarantine WHERE ${scope.sql} AND network = {network:String}
       AND NOT arrayExists((a, b) -> height >= a AND height < b,
         (SELECT groupArray(\`from\`) FROM (${current} ORDER BY \`from\`, \`to\`)),
         (SELECT groupArray(\`to\`) FROM (${current} ORDER BY \`from\`, \`to\`)))
     GROUP BY height, check ORDER BY height, check LIMIT {limit:UInt32}`,
    { ...scope.params, network, limit },
  );
  return rows.map((row) => ({ ...row, height: Number(row.height) }));
}

/** A check on stored blocks that failed, or could not be made, over neighbouring heights. */
export interface CheckException {
  /** Background pass that made it; empty: made when the block was stored. */
  readonly pass: string;
  readonly check: string;
  readonly state: "unverified" | "unchecked" | "failed";
  readonly from: number;
  /** One past the last height. */
  readonly to: number;
  readonly count: string;
  readonly detail: string;
}

/** What was not verified, failures first, newest heights first. */
export async function checkExceptions(
  viewer: Viewer,
  reader: Reader,
  network: string,
  limit: number,
): Promise<CheckException[]> {
  const scope = readable(viewer, "without channel");
  const rows = await reader.query<Omit<CheckException, "from" | "to"> & { from: string; to: string }>(
    `SELECT pass, check, state, toString(\`from\`) AS \`from\`, toString(\`to\`) AS \`to\`, toString(count) AS count, detail
     FROM default.check_exceptions AS e WHERE ${scope.sql} AND network = {network:String}
     ORDER BY state = 'failed' DESC, e.\`from\` DESC, pass, check LIMIT {limit:UInt32}`,
    { ...scope.params, network, limit },
  );
  return rows.map((row) => ({ ...row, from: Number(row.from), to: Number(row.to) }));
}

/** How far background passes have come: those that have ever been run on the network. */
export async function networkPasses(
  viewer: Viewer,
  warehouse: Warehouse,
  network: string,
): Promise<readonly PassProgress[]> {
  const scope = readable(viewer, "without channel");
  const rows = await warehouse.query<{ name: string; version: number; unit: string }>(
    `SELECT pass AS name, max(p.version) AS version, argMax(p.unit, p.version) AS unit FROM store._passes AS p
     WHERE ${scope.sql} AND network = {network:String} GROUP BY pass ORDER BY pass`,
    { ...scope.params, network },
  );
  return passProgress(warehouse, { network, passes: rows });
}

/** How far transactions have been explained. */
export interface Explained {
  readonly transactions: string;
  /** Newest block with an explained transaction; null while there is none. */
  readonly height: string | null;
  /** When the newest explanation was made, Unix nanoseconds, decimal. */
  readonly lastNs: string | null;
  /** Inserts of observers' facts that explanations do not take account of yet. */
  readonly waiting: string;
}

export async function explained(viewer: Viewer, reader: Reader, network: string): Promise<Explained> {
  const scope = readable(viewer, "with channel");
  const where = `${scope.sql} AND network = {network:String}`;
  const [row] = await reader.query<Explained>(
    `SELECT toString(count()) AS transactions, toString(max(s.height)) AS height, toString(nullIf(max(s.seq), 0)) AS lastNs,
       toString((SELECT count() FROM store.fact_batches WHERE ${where}
         AND seq > (SELECT max(upto) FROM store.explained_batches WHERE ${where}))) AS waiting
     FROM store.trace_summaries AS s WHERE ${where}`,
    { ...scope.params, network },
  );
  return row ?? { transactions: "0", height: null, lastNs: null, waiting: "0" };
}

/** How far the log of a node has been read. */
export interface ObservedLog {
  readonly node: string;
  readonly path: string;
  /** Bytes after unpacking. */
  readonly offset: string;
  readonly lines: string;
  readonly facts: string;
  readonly malformed: string;
  /** Why lines could not be read, most frequent first, at most 5. */
  readonly reasons: readonly string[];
  /** When it was read last, Unix nanoseconds, decimal. */
  readonly lastNs: string;
}

export async function observedLogs(viewer: Viewer, reader: Reader, network: string): Promise<ObservedLog[]> {
  const scope = readable(viewer, "with channel");
  const where = `${scope.sql} AND network = {network:String}`;
  return reader.query<ObservedLog>(
    `SELECT l.node AS node, l.path AS path, toString(l.offset) AS offset, toString(l.lines) AS lines, toString(l.facts) AS facts,
       toString(l.malformed) AS malformed, m.reasons AS reasons, toString(l.seq) AS lastNs
     FROM (SELECT * FROM store.log_positions FINAL WHERE ${where}) AS l
     LEFT JOIN (
       SELECT node, fingerprint, topK(5)(reason) AS reasons FROM store.malformed_log_lines
       WHERE ${where} GROUP BY node, fingerprint) AS m ON m.node = l.node AND m.fingerprint = l.fingerprint
     ORDER BY node, path LIMIT 500`,
    { ...scope.params, network },
  );
}

/** What a table of the warehouse takes on the disk, with the rows of every network in it. */
export interface TableSize {
  readonly table: string;
  readonly rows: string;
  readonly parts: string;
  readonly diskBytes: string;
  readonly plainBytes: string;
  readonly packedBytes: string;
  /** Expression after which rows are deleted; empty: they stay. */
  readonly expires: string;
}

/** Largest first. @param viewer who may see everything: sizes know no networks. */
export async function tableSizes(viewer: Viewer, reader: Reader): Promise<TableSize[]> {
  const scope = readable(viewer, "without channel");
  return reader.query<TableSize>(
    `SELECT table, toString(rows) AS rows, toString(parts) AS parts, toString(bytes_on_disk) AS diskBytes,
       toString(uncompressed_bytes) AS plainBytes, toString(compressed_bytes) AS packedBytes, expires
     FROM default.table_sizes WHERE table_sizes.rows > 0 ORDER BY bytes_on_disk DESC, table LIMIT 300`,
    scope.params,
  );
}

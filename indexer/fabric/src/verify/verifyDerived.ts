import type { Check, Pass } from "@ledgerscope/core";
import { STORE, type Table } from "@ledgerscope/schema";
import { conflictsPass } from "../derive/conflictsPass.ts";
import type { Sighting } from "../derive/findCertificate.ts";
import { identitiesPass } from "../derive/identitiesPass.ts";
import { conflictRows } from "../derive/runConflicts.ts";
import { identityRows } from "../derive/runIdentities.ts";
import { NEWEST_STATE, STORED_STATE, statePass } from "../derive/statePass.ts";
import { fabricConflicts } from "../tables/fabricConflicts.ts";
import { fabricIdentities } from "../tables/fabricIdentities.ts";
import { fabricState } from "../tables/fabricState.ts";
import { compareRows } from "./compareRows.ts";
import { passedRanges } from "./passedRanges.ts";
import { expectedText, type RowText, selectAsText, storedText } from "./rowText.ts";
import type { StoredScope } from "./storedScope.ts";

/** Blocks compared at a time. */
const CHUNK_BLOCKS = 1_000;

interface Chunk {
  readonly from: number;
  /** Half-open. */
  readonly to: number;
  /** The pass has come up to here. */
  readonly end: number;
}

/** A table that a pass fills, and how its rows are made again without it. */
interface Derived {
  readonly table: Table;
  readonly pass: Pick<Pass<never>, "name" | "version" | "cumulative">;
  stored(scope: StoredScope, chunk: Chunk): Promise<readonly RowText[]>;
  expected(scope: StoredScope, chunk: Chunk): Promise<readonly RowText[]>;
}

const IN_CHUNK = "t.network = {network:String} AND t.height >= {from:UInt64} AND t.height < {to:UInt64}";

const conflicts: Derived = {
  table: fabricConflicts,
  pass: conflictsPass,
  stored: (scope, chunk) =>
    readText(scope, fabricConflicts, `${STORE}.${fabricConflicts.name} AS t WHERE ${IN_CHUNK}`, chunk),
  expected: async (scope, { from, to }) =>
    (await conflictRows(scope, from, to)).rows.map((row) => expectedText(fabricConflicts, row)),
};

/** The rows that count: of each key that of its newest version. */
const state: Derived = {
  table: fabricState,
  pass: statePass,
  stored: (scope, chunk) => readText(scope, fabricState, `(${STORED_STATE}) AS t`, chunk),
  expected: (scope, chunk) => readText(scope, fabricState, `(${NEWEST_STATE}) AS t`, chunk),
};

/** Certificates that the blocks use and that no row describes: each has one, at whichever height it was seen first. */
const UNDESCRIBED = `SELECT channel, msp, lower(hex(cert_sha256)) AS cert_hex, min(height) AS first_height
FROM ${STORE}.fabric_identity_uses AS t
WHERE ${IN_CHUNK} AND (channel, msp, cert_sha256) NOT IN (
  SELECT channel, msp, cert_sha256 FROM ${STORE}.fabric_identities WHERE network = {network:String})
GROUP BY channel, msp, cert_sha256`;

/** Certificates of the rows, as far as those blocks use them. */
const DESCRIBED = `SELECT DISTINCT channel, msp, lower(hex(cert_sha256)) AS cert_hex, height AS first_height
FROM ${STORE}.fabric_identities AS t
WHERE ${IN_CHUNK} AND (channel, msp, cert_sha256, height) IN (
  SELECT channel, msp, cert_sha256, height FROM ${STORE}.fabric_identity_uses AS t WHERE ${IN_CHUNK})`;

const identities: Derived = {
  table: fabricIdentities,
  pass: identitiesPass,
  stored: (scope, chunk) =>
    readText(scope, fabricIdentities, `${STORE}.${fabricIdentities.name} AS t WHERE ${IN_CHUNK}`, chunk),
  async expected(scope, { from, to }) {
    const sightings: Sighting[] = [];
    for (const sql of [DESCRIBED, UNDESCRIBED]) {
      for await (const row of scope.stored.rows<Sighting>(sql, { network: scope.network, from, to }))
        sightings.push(row);
    }
    return (await identityRows(scope, sightings)).map((row) => expectedText(fabricIdentities, row));
  },
};

/**
 * Makes the rows of passes again, from stored rows of blocks alone, and compares. A pass that has not come to a block
 * leaves it `unchecked`. One check per table and height that has rows.
 */
export async function* verifyDerived(
  scope: StoredScope,
  { from, to }: { readonly from: number; readonly to: number },
  signal: AbortSignal,
): AsyncIterable<Check> {
  for (const derived of [conflicts, state, identities]) {
    let at = from;
    for (const passed of await passedRanges(scope, derived.pass)) {
      const [start, end] = [Math.max(from, passed.from), Math.min(to, passed.to)];
      if (start >= end) continue;
      if (at < start) yield notCome(derived, at);
      for (let first = start; first < end; first += CHUNK_BLOCKS) {
        signal.throwIfAborted();
        yield* compare(scope, derived, { from: first, to: Math.min(end, first + CHUNK_BLOCKS), end: passed.to });
      }
      at = end;
    }
    if (at < to) yield notCome(derived, at);
  }
}

const notCome = ({ table, pass }: Derived, height: number): Check => ({
  check: "derived_rows",
  state: "unchecked",
  height,
  detail: `${table.name}: the pass ${pass.name} has not come here`,
});

async function* compare(scope: StoredScope, derived: Derived, chunk: Chunk): AsyncIterable<Check> {
  const { table } = derived;
  const stored = await derived.stored(scope, chunk);
  const expected = await derived.expected(scope, chunk);
  const column = Object.keys(table.columns).indexOf("height");
  const byHeight = new Map<number, { readonly stored: RowText[]; readonly expected: RowText[] }>();
  for (const [side, rows] of [
    ["stored", stored],
    ["expected", expected],
  ] as const) {
    for (const row of rows) {
      const height = Number(row[column]);
      const both = byHeight.get(height) ?? { stored: [], expected: [] };
      byHeight.set(height, both);
      both[side].push(row);
    }
  }
  for (const [height, both] of [...byHeight].sort(([a], [b]) => a - b)) {
    const differences = compareRows(table, both.stored, both.expected);
    if (differences.length === 0) yield { check: "derived_rows", state: "verified", height };
    for (const detail of differences) yield { check: "derived_rows", state: "failed", height, detail };
  }
}

async function readText(scope: StoredScope, table: Table, from: string, chunk: Chunk): Promise<RowText[]> {
  const rows: RowText[] = [];
  const sql = `SELECT ${selectAsText(table)} FROM ${from}`;
  for await (const row of scope.stored.rows<Record<string, unknown>>(sql, { network: scope.network, ...chunk })) {
    rows.push(storedText(table, row));
  }
  return rows;
}

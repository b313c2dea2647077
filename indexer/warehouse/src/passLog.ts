import {
  type CheckState,
  type CheckTally,
  ConfigError,
  countRanges,
  listExceptions,
  type Pass,
  type PassStep,
  type Range,
  type RangeSet,
  subtractRanges,
  tallyChecks,
  unionRanges,
} from "@ledgerscope/core";
import { passesTable, STORE } from "@ledgerscope/schema";
import { insertRows } from "./insertRows.ts";
import { islands } from "./islands.ts";
import { FINAL_ISLANDS } from "./rangeLog.ts";
import { Sequence } from "./sequence.ts";
import type { Warehouse } from "./warehouse.ts";

/** Blocks that were all written at one revision. */
export interface RevisedRange extends Range {
  readonly revision: number;
}

/** How far a pass has come with what is stored final. */
export interface PassProgress {
  readonly pass: string;
  readonly version: number;
  readonly unit: string;
  /** Blocks done, at this version. */
  readonly blocks: number;
  readonly remaining: number;
  /** Everything final below this height is done; null when nothing is stored final. */
  readonly doneTo: number | null;
  readonly items: number;
  /** Time that it took, in seconds. */
  readonly seconds: number;
  readonly checks: CheckTally;
}

type AnyPass = Pick<Pass<never>, "name" | "version" | "unit" | "cumulative">;

interface RangeRow {
  readonly from: string;
  readonly to: string;
  readonly revision: number;
}

const parse = ({ from, to, revision }: RangeRow): RevisedRange => ({ from: Number(from), to: Number(to), revision });
const ascending = (a: Range, b: Range): number => a.from - b.from;

function common(range: RevisedRange, other: Range): readonly RevisedRange[] {
  const from = Math.max(range.from, other.from);
  const to = Math.min(range.to, other.to);
  return from < to ? [{ from, to, revision: range.revision }] : [];
}

/** What of a network is stored final, from a height on. */
export async function finalHeights(warehouse: Warehouse, network: string, above: number): Promise<RangeSet> {
  const rows = await warehouse.query<RangeRow>(FINAL_ISLANDS, { network, above });
  return unionRanges(rows.map(parse));
}

/** One pass's rows of `_passes`. */
export class PassLog {
  readonly #warehouse: Warehouse;
  readonly #network: string;
  readonly #pass: AnyPass;
  readonly #sequence: Sequence;

  constructor(warehouse: Warehouse, network: string, pass: AnyPass) {
    this.#warehouse = warehouse;
    this.#network = network;
    this.#pass = pass;
    this.#sequence = new Sequence(warehouse, network);
  }

  get #params(): Readonly<Record<string, unknown>> {
    return { network: this.#network, pass: this.#pass.name, version: this.#pass.version };
  }

  /**
   * The rows that count: of this version, the newest of a range, all of whose blocks are final at its revision.
   * Of a cumulative pass a row counts no more once something below its end was done later.
   */
  get #counting(): string {
    const cut = this.#pass.cumulative
      ? "min(toNullable(from)) OVER (ORDER BY at ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)"
      : "NULL";
    return `SELECT p.from AS from, p.to AS to, p.revision AS revision, p.items AS items, p.seconds AS seconds, p.checks AS checks
      FROM (
        SELECT *, ${cut} AS cut FROM (
          SELECT from, to, revision, max(seq) AS at, argMax(r.items, r.seq) AS items,
            argMax(r.seconds, r.seq) AS seconds, argMax(r.checks, r.seq) AS checks
          FROM ${STORE}._passes AS r
          WHERE network = {network:String} AND pass = {pass:String} AND version = {version:UInt32} AND to > {above:UInt64}
          GROUP BY from, to, revision)) AS p
      ASOF JOIN (${FINAL_ISLANDS}) AS f ON p.revision = f.revision AND p.from >= f.from
      WHERE p.to <= f.to AND (p.cut IS NULL OR p.cut >= p.to)`;
  }

  async #ranges(sql: string, above: number): Promise<readonly RevisedRange[]> {
    const rows = await this.#warehouse.query<RangeRow>(sql, { ...this.#params, above });
    return rows.map(parse).sort(ascending);
  }

  /**
   * What is stored final and not done yet, ascending.
   * @param within other heights are left out.
   * @param above what lies below is known to be done.
   * @param again heights that count as not done, whatever is recorded.
   * @throws ConfigError when a newer program has run the pass.
   */
  async missing(within?: RangeSet, above = 0, again: RangeSet = []): Promise<readonly RevisedRange[]> {
    await this.#refuseNewer();
    const { missing } = await this.#compare(above, again);
    return within ? missing.flatMap((range) => within.flatMap((other) => common(range, other))) : missing;
  }

  async #compare(
    above: number,
    again: RangeSet = [],
  ): Promise<{ readonly final: readonly RevisedRange[]; readonly missing: readonly RevisedRange[] }> {
    const [final, recorded] = await Promise.all([
      this.#ranges(FINAL_ISLANDS, above),
      this.#ranges(islands(this.#counting), above),
    ]);
    const done = recorded.flatMap(({ revision, ...range }) =>
      subtractRanges(range, again).map((part) => ({ ...part, revision })),
    );
    const missing = final.flatMap(({ revision, ...range }) =>
      subtractRanges(
        range,
        done.filter((one) => one.revision === revision),
      ).map((part) => ({ ...part, revision })),
    );
    const first = missing[0]?.from;
    if (!this.#pass.cumulative || first === undefined) return { final, missing };
    const rest = final.filter(({ to }) => to > first).map((range) => ({ ...range, from: Math.max(range.from, first) }));
    return { final, missing: rest };
  }

  async #refuseNewer(): Promise<void> {
    const [row] = await this.#warehouse.query<{ newest: number }>(
      `SELECT max(version) AS newest FROM ${STORE}._passes WHERE network = {network:String} AND pass = {pass:String}`,
      this.#params,
    );
    const { name, version } = this.#pass;
    if ((row?.newest ?? 0) > version) {
      throw new ConfigError(
        `${this.#network}: a newer Ledgerscope has run the pass ${name} (version ${row?.newest}, this program knows ${version}): update this program`,
      );
    }
  }

  async progress(): Promise<PassProgress> {
    const { final, missing } = await this.#compare(0);
    const doneTo = missing[0]?.from ?? final.at(-1)?.to ?? null;
    // Of a cumulative pass nothing counts above what is missing.
    const rows = this.#pass.cumulative ? `${this.#counting} AND p.to <= {end:UInt64}` : this.#counting;
    const params = { ...this.#params, end: doneTo ?? 0, above: 0 };
    const [[sums], counts] = await Promise.all([
      this.#warehouse.query<{ items: string; seconds: number }>(
        `SELECT sum(items) AS items, sum(seconds) AS seconds FROM (${rows})`,
        params,
      ),
      this.#warehouse.query<{ check: string; state: CheckState; count: string }>(
        `SELECT name AS check, outcome.1 AS state, sum(outcome.2) AS count FROM (
           SELECT kind.1 AS name, arrayJoin(JSONExtractKeysAndValues(kind.2, 'UInt64')) AS outcome FROM (
             SELECT arrayJoin(JSONExtractKeysAndValuesRaw(checks)) AS kind FROM (${rows})))
         GROUP BY check, state ORDER BY check, state`,
        params,
      ),
    ]);
    const checks: Record<string, Partial<Record<CheckState, number>>> = {};
    for (const { check, state, count } of counts) checks[check] = { ...checks[check], [state]: Number(count) };
    const { name, version, unit } = this.#pass;
    const remaining = countRanges(missing);
    return {
      pass: name,
      version,
      unit,
      blocks: countRanges(final) - remaining,
      remaining,
      doneTo,
      items: Number(sums?.items ?? 0),
      seconds: sums?.seconds ?? 0,
      checks,
    };
  }

  /** Says that a step is done: its rows are stored. */
  async record(step: PassStep, revision: number, seconds: number): Promise<void> {
    const { name, version, unit } = this.#pass;
    const seq = await this.#sequence.next();
    const row = {
      network: this.#network,
      pass: name,
      version,
      from: step.from,
      to: step.to,
      revision,
      items: step.items,
      unit,
      checks: JSON.stringify(tallyChecks(step.checks)),
      exceptions: JSON.stringify(listExceptions(step.checks)),
      seconds,
      seq,
    };
    const token = `${this.#network}:_passes:${name}:${step.from}-${step.to}:${seq}`;
    await insertRows(this.#warehouse, passesTable, [row], token);
  }
}

/** How far each of a network's passes has come, in their order. */
export function passProgress(
  warehouse: Warehouse,
  { network, passes }: { readonly network: string; readonly passes: readonly AnyPass[] },
): Promise<readonly PassProgress[]> {
  return Promise.all(passes.map((pass) => new PassLog(warehouse, network, pass).progress()));
}

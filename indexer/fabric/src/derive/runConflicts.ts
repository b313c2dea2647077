import type { Check, PassRequest, PassStep } from "@ledgerscope/core";
import { encodeRows, type Row } from "@ledgerscope/schema";
import type { FabricConfig } from "../config.ts";
import { VALID } from "../decode/validationCodes.ts";
import { fabricConflicts } from "../tables/fabricConflicts.ts";
import type { Conflict } from "./conflict.ts";
import { CONFLICT_RULES } from "./conflictRules.ts";
import { CONFLICTS } from "./conflictsSql.ts";
import { merkleConflicts } from "./merkleConflicts.ts";

/** Blocks per step: a step reads the whole history of the keys that its transactions had read. */
const STEP_BLOCKS = 1_000;
const MVCC_READ_CONFLICT = 11;
const PHANTOM_READ_CONFLICT = 12;

/** What a block's validation codes say. */
interface Outcome {
  readonly height: string;
  /** Transactions with a code of their own. */
  readonly validated: string;
  /** Positions and codes of the transactions refused for a conflict. */
  readonly refused: readonly (readonly [number, number])[];
}

export async function* runConflicts(_: FabricConfig, request: PassRequest): AsyncIterable<PassStep> {
  for (let from = request.from; from < request.to; from += STEP_BLOCKS) {
    request.signal.throwIfAborted();
    yield await attribute(request, from, Math.min(request.to, from + STEP_BLOCKS));
  }
}

async function attribute(request: PassRequest, from: number, to: number): Promise<PassStep> {
  const { network, stored } = request;
  const params = { network, from, to };
  const { rows, explained, contradicted, isComplete } = await conflictRows(request, from, to);
  const checks: Check[] = [];
  for await (const outcome of stored.rows<Outcome>(OUTCOMES, params)) {
    checks.push(judge(outcome, explained, contradicted, isComplete));
  }
  return { from, to, items: rows.length, checks, payloads: [encodeRows(fabricConflicts, rows)], derived: [] };
}

/** What the stored blocks say of the conflicts of those in [from, to). Places are `height:index`. */
export async function conflictRows(
  request: Pick<PassRequest, "network" | "stored">,
  from: number,
  to: number,
): Promise<{
  readonly rows: readonly Row<typeof fabricConflicts>[];
  /** Refused transactions whose conflict is attributed. */
  readonly explained: ReadonlySet<string>;
  /** Valid ones that show a conflict. */
  readonly contradicted: ReadonlyMap<string, Conflict>;
  /** Every block below `to` is stored. */
  readonly isComplete: boolean;
}> {
  const { network, stored } = request;
  const rows: Row<typeof fabricConflicts>[] = [];
  const explained = new Set<string>();
  const contradicted = new Map<string, Conflict>();
  const incomplete = new Set<string>();
  const isComplete = await hasAllBlocks(stored, { network, from, to });
  for await (const conflict of allConflicts(request, from, to, isComplete)) {
    const place = `${conflict.height}:${conflict.tx_index}`;
    if (conflict.validation_code === VALID) {
      if (!contradicted.has(place)) contradicted.set(place, conflict);
      continue;
    }
    const code = conflict.kind === "read" ? MVCC_READ_CONFLICT : PHANTOM_READ_CONFLICT;
    if (isComplete || isExplained(conflict)) {
      if (conflict.validation_code === code && isExplained(conflict)) explained.add(place);
      rows.push(rowOf(network, conflict));
    } else if (!incomplete.has(place)) {
      incomplete.add(place);
      rows.push(rowOf(network, { ...conflict, ...KEYLESS }));
    }
  }
  return { rows, explained, contradicted, isComplete };
}

async function* allConflicts(
  request: Pick<PassRequest, "network" | "stored">,
  from: number,
  to: number,
  isComplete: boolean,
): AsyncGenerator<Conflict> {
  const params = { network: request.network, from, to };
  yield* request.stored.rows<Conflict>(CONFLICTS, params);
  yield* merkleConflicts(request, from, to, isComplete);
}

/** What stands for a transaction's reads where the block that explains them may be one that is not stored. */
const KEYLESS = {
  evidence: "incomplete",
  namespace: "",
  collection: "",
  key_hex: "",
  read_absent: false,
  read_height: "0",
  read_tx_index: "0",
} as const;

const isExplained = ({ writer_tx_id: writer, evidence }: Conflict): boolean => writer !== "" || evidence === "expired";

const OUTCOMES = `SELECT height, countIf(validation_code != 254) AS validated,
  groupArrayIf((tx_index, validation_code), validation_code IN (${MVCC_READ_CONFLICT}, ${PHANTOM_READ_CONFLICT})) AS refused
FROM store.fabric_transactions
WHERE network = {network:String} AND height >= {from:UInt64} AND height < {to:UInt64}
GROUP BY height ORDER BY height`;

/** Without all blocks below, a version that was read may be of a write that is not stored. */
async function hasAllBlocks(stored: PassRequest["stored"], params: Record<string, unknown>): Promise<boolean> {
  const sql = `SELECT toUInt32(count(DISTINCT height) = {to:UInt64}) AS complete FROM store.fabric_blocks
WHERE network = {network:String} AND height < {to:UInt64}`;
  for await (const { complete } of stored.rows<{ complete: number }>(sql, params)) return complete === 1;
  return false;
}

function judge(
  { height, validated, refused }: Outcome,
  explained: ReadonlySet<string>,
  contradicted: ReadonlyMap<string, Conflict>,
  isComplete: boolean,
): Check {
  const check = { check: "conflicts", height: Number(height) };
  if (validated === "0")
    return { ...check, state: "unchecked", detail: "this copy of the block has no validation codes" };
  if (!isComplete) {
    const open = refused.filter(([index]) => !explained.has(`${height}:${index}`)).length;
    const detail = `not all blocks below are stored${open > 0 ? `: ${open} refused transactions are not attributed` : ""}`;
    return { ...check, state: "unchecked", detail };
  }
  const unexplained = refused.find(([index]) => !explained.has(`${height}:${index}`));
  if (unexplained) {
    const [index, code] = unexplained;
    return {
      ...check,
      state: "failed",
      detail: `transaction ${index} has code ${code}, but no stored write explains it`,
    };
  }
  const contradiction = [...contradicted.values()].find((conflict) => conflict.height === height);
  if (!contradiction) return { ...check, state: "verified" };
  const { tx_index: index, namespace, key_hex: key, writer_tx_id: writer } = contradiction;
  return {
    ...check,
    state: "failed",
    detail: `transaction ${index} is valid, but its read of ${namespace} 0x${key} is out of date by ${writer || "no known write"}`,
  };
}

function rowOf(network: string, conflict: Conflict): Row<typeof fabricConflicts> {
  const { key_hex: key, ...rest } = conflict;
  return {
    ...rest,
    network,
    height: BigInt(conflict.height),
    key: Buffer.from(key, "hex"),
    read_height: BigInt(conflict.read_height),
    read_tx_index: BigInt(conflict.read_tx_index),
    writer_height: BigInt(conflict.writer_height),
    within_block: conflict.writer_tx_id !== "" && conflict.writer_height === conflict.height,
    rule_version: CONFLICT_RULES,
  };
}

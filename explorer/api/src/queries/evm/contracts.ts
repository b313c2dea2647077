import type { Viewer } from "@ledgerscope/core";
import { atPositions, positionParams } from "../positions.ts";
import { type Reader, readable } from "../readable.ts";
import { searchDown } from "../searchDown.ts";
import { storedHeights, zonedWhole } from "../storedHeights.ts";
import { addressParam, hex } from "./hex.ts";
import { zoned } from "./zones.ts";

/** How a contract came to be. */
export interface EvmContractRow {
  readonly network: string;
  readonly height: number | string;
  readonly txIndex: number;
  readonly txHash: string;
  readonly timeMs: number | string;
  readonly traceAddress: readonly number[];
  readonly address: string;
  readonly creator: string;
  readonly codeHash: string | null;
  readonly codeSize: number | null;
  /** receipt or trace. */
  readonly source: string;
}

const columns = `network, height, tx_index AS txIndex, ${hex("c.tx_hash")} AS txHash,
  toUnixTimestamp64Milli(time) AS timeMs, trace_address AS traceAddress, ${hex("c.address")} AS address,
  ${hex("c.creator")} AS creator, ${hex("c.code_hash")} AS codeHash, code_size AS codeSize, source`;

interface ContractFilter {
  readonly network: string;
  /** 40 hex digits. */
  readonly creator?: string | undefined;
  /** 64 hex digits. */
  readonly codeHash?: string | undefined;
}

interface ContractPlace {
  readonly height: number;
  readonly txIndex: number;
  readonly traceAddress: readonly number[];
}

/** Contracts of a network, the newest first. */
export async function contractsPage(
  viewer: Viewer,
  reader: Reader,
  { network, creator, codeHash }: ContractFilter,
  { limit, before }: { readonly limit: number; readonly before?: ContractPlace | undefined },
): Promise<EvmContractRow[]> {
  const stored = await storedHeights(viewer, reader, network);
  if (!stored) return [];
  const scope = readable(viewer, "without channel");
  const where = [
    scope.sql,
    "network = {network:String} AND height >= {from:UInt64} AND height < {to:UInt64}",
    ...(creator ? [`c.creator = ${addressParam("creator")}`] : []),
    ...(codeHash ? ["c.code_hash = toFixedString(unhex({codeHash:String}), 32)"] : []),
    ...(before
      ? [
          "(height, tx_index, trace_address) < ({beforeHeight:UInt64}, {beforeIndex:UInt32}, {beforeCall:Array(UInt32)})",
        ]
      : []),
  ].join(" AND ");
  const heights = { from: stored.from, to: Math.min(stored.to, before ? before.height + 1 : Number.POSITIVE_INFINITY) };
  const budget = Number.POSITIVE_INFINITY;
  const { rows } = await searchDown(viewer, reader, { network, heights, limit, budget }, async ({ from, to }, rest) =>
    reader.query<EvmContractRow>(
      `SELECT ${columns} FROM ${await zoned(viewer, reader, network, "evm_contracts", [to - 1])} AS c WHERE ${where}
       ORDER BY height DESC, tx_index DESC, trace_address DESC LIMIT {rest:UInt32}`,
      {
        ...{ ...scope.params, network, from, to, rest },
        ...(creator && { creator }),
        ...(codeHash && { codeHash }),
        ...(before && {
          beforeHeight: before.height,
          beforeIndex: before.txIndex,
          beforeCall: before.traceAddress,
        }),
      },
    ),
  );
  return rows;
}

/** How each of these addresses came to be a contract; those that did so before what is stored are not among them. */
export async function contractsAt(
  viewer: Viewer,
  reader: Reader,
  network: string,
  addresses: readonly string[],
): Promise<EvmContractRow[]> {
  const scope = readable(viewer, "without channel");
  const contracts = await zonedWhole(viewer, reader, network, "evm_contracts");
  // One that was destroyed and made anew has several rows: the last one counts.
  return reader.query<EvmContractRow>(
    `SELECT ${columns} FROM ${contracts} AS c
     WHERE ${scope.sql} AND network = {network:String}
       AND c.address IN arrayMap(a -> toFixedString(unhex(a), 20), {addresses:Array(String)})
     ORDER BY height DESC, tx_index DESC, trace_address DESC LIMIT 1 BY c.address`,
    { ...scope.params, network, addresses },
  );
}

/** How many stored contracts were made with the same code. */
export async function copiesOfCode(viewer: Viewer, reader: Reader, network: string, codeHash: string): Promise<string> {
  const scope = readable(viewer, "without channel");
  const contracts = await zonedWhole(viewer, reader, network, "evm_contracts");
  const [row] = await reader.query<{ copies: string }>(
    `SELECT toString(count()) AS copies FROM ${contracts} AS c
     WHERE ${scope.sql} AND network = {network:String} AND c.code_hash = toFixedString(unhex({codeHash:String}), 32)`,
    { ...scope.params, network, codeHash: codeHash.replace(/^0x/, "") },
  );
  return row?.copies ?? "0";
}

/** Longest code that is told, in bytes: EIP-170 allows 24,576. */
const MAX_CODE_BYTES = 49_152;

/** Code of a contract, as the node traced its creation; undefined without that trace. */
export async function createdCode(
  viewer: Viewer,
  reader: Reader,
  contract: EvmContractRow,
): Promise<string | undefined> {
  const scope = readable(viewer, "without channel");
  const { network, address, txIndex } = contract;
  const position = { network, height: Number(contract.height), txIndex };
  const traces = await zoned(viewer, reader, network, "evm_traces", [position.height]);
  const [row] = await reader.query<{ code: string }>(
    `SELECT ${hex(`substring(t.output, 1, ${MAX_CODE_BYTES})`)} AS code FROM ${traces} AS t
     WHERE ${scope.sql} AND ${atPositions([position])} AND t.\`to\` = ${addressParam("address")} AND startsWith(type, 'create') LIMIT 1`,
    { ...scope.params, ...positionParams(network, [position]), address: address.replace(/^0x/, "") },
  );
  return row && row.code !== "0x" ? row.code : undefined;
}

export interface Slot {
  readonly slot: string;
  readonly value: string;
  readonly height: number | string;
}

/** The newest value of some slots of a contract's storage, as far as stored state diffs tell. */
export async function slotsOf(
  viewer: Viewer,
  reader: Reader,
  { network, address, slots }: { network: string; address: string; slots: readonly string[] },
): Promise<Slot[]> {
  const scope = readable(viewer, "without channel");
  const changes = await zonedWhole(viewer, reader, network, "evm_state_diffs");
  return reader.query<Slot>(
    `SELECT ${hex("s.slot")} AS slot, ${hex("argMax(s.after, (s.height, s.tx_index))")} AS value, max(s.height) AS height
     FROM (SELECT slot, after, height, tx_index FROM ${changes} AS d
       WHERE ${scope.sql} AND network = {network:String} AND d.address = ${addressParam("address")} AND kind = 'storage'
         AND d.slot IN arrayMap(one -> toFixedString(unhex(one), 32), {slots:Array(String)})) AS s
     GROUP BY s.slot`,
    { ...scope.params, network, address, slots },
  );
}

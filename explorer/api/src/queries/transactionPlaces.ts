import type { Range, Viewer } from "@ledgerscope/core";
import { zoned } from "./evm/zones.ts";
import { type Reader, readable } from "./readable.ts";
import { type Found, searchDown } from "./searchDown.ts";

/** What the transactions of a list have in common; what is left out does not matter. */
export interface TransactionFilter {
  readonly status?: "success" | "failed" | undefined;
  /** The chain's own word: `MVCC_READ_CONFLICT`, `out of gas`. */
  readonly code?: string | undefined;
  /** Type of header (Fabric), number of the EIP-2718 type (EVM). */
  readonly type?: string | undefined;
  /** Chaincode, or recipient or created contract as 40 hex digits. */
  readonly target?: string | undefined;
  /** Function, or selector as 8 hex digits. */
  readonly method?: string | undefined;
  /** MSP id of the creator (Fabric). */
  readonly organisation?: string | undefined;
  /** SHA-256 of the creator's certificate, 64 hex digits (Fabric). */
  readonly certificate?: string | undefined;
  /** Sender, recipient or created contract, 40 hex digits (EVM). */
  readonly address?: string | undefined;
}

export interface Place {
  readonly height: number;
  readonly txIndex: number;
}

export interface PlacesWanted {
  readonly network: string;
  readonly family: string;
  readonly filter: TransactionFilter;
  /** Half-open, inside what is stored. */
  readonly heights: Range;
  readonly limit: number;
  /** Only what stands before this place. */
  readonly before?: Place | undefined;
}

/** Transactions that one request looks at for those that match. */
const BUDGET = 5_000_000;

const address = (column: string, name: string): string => `${column} = toFixedString(unhex({${name}:String}), 20)`;

/** How each family's own columns say what a filter asks for, so that its keys and indexes serve. */
const conditions: Readonly<Record<string, Readonly<Partial<Record<keyof TransactionFilter, string>>>>> = {
  fabric: {
    status: "(validation_code = 0) = ({status:String} = 'success')",
    code: "validation_name = {code:String}",
    type: "header_type = {type:String}",
    target: "chaincode = {target:String}",
    method: "function = {method:String}",
    organisation: "creator_msp = {organisation:String}",
    certificate: "creator_cert_sha256 = unhex({certificate:String})",
  },
  evm: {
    status: "(ifNull(t.status, 1) != 0) = ({status:String} = 'success')",
    code: "multiIf(t.status = 0 AND t.error != '', t.error, t.status = 0, 'failed', 'success') = {code:String}",
    type: "type = {type:UInt8}",
    target: `(${address("t.to", "target")} OR ${address("contract_address", "target")})`,
    method: "selector = unhex({method:String})",
    address: `(${address("t.from", "address")} OR ${address("t.to", "address")} OR ${address("contract_address", "address")})`,
  },
};

/** Whether transactions of this family can be told apart by that. */
export const canFilter = (family: string, by: keyof TransactionFilter): boolean =>
  conditions[family]?.[by] !== undefined;

/** Where the transactions of a network stand that match, newest first, within a block from its end. */
export function transactionPlaces(viewer: Viewer, reader: Reader, wanted: PlacesWanted): Promise<Found<Place>> {
  const { network, family, filter, before, limit } = wanted;
  const isFabric = family === "fabric";
  const scope = readable(viewer, isFabric ? "with channel" : "without channel");
  const asked = Object.entries(filter).filter(([, value]) => value !== undefined) as [
    keyof TransactionFilter,
    string,
  ][];
  const where = [
    scope.sql,
    "network = {network:String} AND height >= {from:UInt64} AND height < {to:UInt64}",
    ...(before ? ["(height, tx_index) < ({beforeHeight:UInt64}, {beforeIndex:UInt32})"] : []),
    ...asked.map(([name]) => conditions[family]?.[name] ?? "0"),
  ].join(" AND ");
  const heights = { ...wanted.heights, to: Math.min(wanted.heights.to, before ? before.height + 1 : Infinity) };
  return searchDown(viewer, reader, { network, heights, limit, budget: BUDGET }, async ({ from, to }, rest) => {
    const table = isFabric
      ? "store.fabric_transactions"
      : await zoned(viewer, reader, network, "evm_transactions", [to - 1]);
    const rows = await reader.query<{ height: number | string; txIndex: number }>(
      `SELECT height, tx_index AS txIndex FROM ${table} AS t
       WHERE ${where} ORDER BY height DESC, tx_index DESC LIMIT {rest:UInt32}`,
      {
        ...{ ...scope.params, ...Object.fromEntries(asked), network, from, to, rest },
        ...(before && { beforeHeight: before.height, beforeIndex: before.txIndex }),
      },
    );
    return rows.map(({ height, txIndex }) => ({ height: Number(height), txIndex }));
  });
}

import type { Viewer } from "@ledgerscope/core";
import type { Warehouse } from "@ledgerscope/warehouse";
import { type EvmTransaction, findEvmTransaction } from "./evm/evmTransaction.ts";
import { type FabricTransaction, findFabricTransaction } from "./fabric/fabricTransaction.ts";
import type { Place, Wanted } from "./wanted.ts";

/** Which transaction is meant. */
export interface TransactionRef {
  /** Transaction id or hash in hex, with or without 0x. */
  readonly id: string;
  /** Without it: the first network, by name, that has the transaction. */
  readonly network?: string;
  /** Of several with that id (DUPLICATE_TXID) this one, and nothing where it is not. Without it: the first one. */
  readonly place?: Place;
}

export const wantedOf = (txId: string, { network, place }: TransactionRef): Wanted => ({
  txId,
  ...(network === undefined ? {} : { network }),
  ...(place === undefined ? {} : { place }),
});

/** Ids of both families are 32 bytes; anything else names no transaction. */
export function normalizeId(id: string): string | undefined {
  const hex = id.trim().replace(/^0x/i, "").toLowerCase();
  return /^[0-9a-f]{64}$/.test(hex) ? hex : undefined;
}

/** The stored transaction, of whichever family it is. */
export async function findTransaction(
  warehouse: Warehouse,
  viewer: Viewer,
  of: Wanted,
): Promise<FabricTransaction | EvmTransaction | undefined> {
  const fabric = await findFabricTransaction(warehouse, viewer, of);
  return fabric ?? (await findEvmTransaction(warehouse, viewer, of));
}

export const isFabric = (transaction: FabricTransaction | EvmTransaction): transaction is FabricTransaction =>
  transaction.family === "fabric";

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

/** A stored transaction that was found: where it stands is known at once, what it is comes. */
export interface Found {
  readonly network: string;
  readonly channel: string;
  readonly family: string;
  readonly height: number;
  readonly transaction: Promise<FabricTransaction | EvmTransaction>;
  /** Ids of the others of its block, where they are known. */
  readonly siblings?: readonly string[] | undefined;
}

/** The stored transaction, of whichever family it is. */
export async function findTransaction(warehouse: Warehouse, viewer: Viewer, of: Wanted): Promise<Found | undefined> {
  const found = await findFabricTransaction(warehouse, viewer, of);
  if (found) {
    // Whoever waits for it hears of an error; nobody may have come to that yet.
    found.transaction.catch(() => {});
    return { family: "fabric", ...found };
  }
  const transaction = await findEvmTransaction(warehouse, viewer, of);
  return transaction && foundAs(transaction);
}

export function foundAs(transaction: FabricTransaction | EvmTransaction): Found {
  const { network, channel, family, ledger } = transaction;
  return { network, channel, family, height: ledger.height, transaction: Promise.resolve(transaction) };
}

export const isFabric = (transaction: FabricTransaction | EvmTransaction): transaction is FabricTransaction =>
  transaction.family === "fabric";

import { RLP } from "@ethereumjs/rlp";
import type { Keccak256 } from "./keccak256.ts";

export interface AccessListEntry {
  readonly address: Uint8Array;
  readonly storageKeys: readonly Uint8Array[];
}

/** EIP-7702 authorization, signed by the account whose code is set. */
export interface Authorization {
  readonly chainId: bigint;
  readonly address: Uint8Array;
  readonly nonce: bigint;
  readonly yParity: bigint;
  readonly r: bigint;
  readonly s: bigint;
}

/** A signed transaction: what its hash covers, for types 0 to 4. Amounts in wei, gas in gas. */
export interface SignedTransaction {
  /** EIP-2718 type; 0 for legacy. */
  readonly type: number;
  /** Undefined for legacy: there `v` carries it. */
  readonly chainId?: bigint | undefined;
  readonly nonce: bigint;
  readonly gasLimit: bigint;
  /** Types 0 and 1; for others what was paid, which the hash does not cover. */
  readonly gasPrice: bigint;
  readonly maxFeePerGas?: bigint | undefined;
  readonly maxPriorityFeePerGas?: bigint | undefined;
  /** Undefined: creates a contract. */
  readonly to?: Uint8Array | undefined;
  readonly value: bigint;
  readonly input: Uint8Array;
  readonly accessList: readonly AccessListEntry[];
  readonly maxFeePerBlobGas?: bigint | undefined;
  readonly blobVersionedHashes: readonly Uint8Array[];
  readonly authorizationList: readonly Authorization[];
  /** Legacy: 27, 28 or EIP-155; typed: parity of y. */
  readonly v: bigint;
  readonly r: bigint;
  readonly s: bigint;
}

const NONE = new Uint8Array();

type Item = Uint8Array | bigint | readonly Item[];

/** What a transaction's signature covers, without what EIP-155 adds; undefined for a type without a known rule. */
export function unsignedFields(tx: SignedTransaction): readonly Item[] | undefined {
  const chainId = tx.chainId ?? 0n;
  const caps = [tx.maxPriorityFeePerGas ?? 0n, tx.maxFeePerGas ?? 0n];
  const call = [tx.gasLimit, tx.to ?? NONE, tx.value, tx.input];
  const accessList = (): Item => tx.accessList.map(({ address, storageKeys }) => [address, storageKeys]);
  switch (tx.type) {
    case 0:
      return [tx.nonce, tx.gasPrice, ...call];
    case 1: // EIP-2930
      return [chainId, tx.nonce, tx.gasPrice, ...call, accessList()];
    case 2: // EIP-1559
      return [chainId, tx.nonce, ...caps, ...call, accessList()];
    case 3: // EIP-4844
      return [chainId, tx.nonce, ...caps, ...call, accessList(), tx.maxFeePerBlobGas ?? 0n, tx.blobVersionedHashes];
    case 4: {
      // EIP-7702
      const authorizations = tx.authorizationList.map((a) => [a.chainId, a.address, a.nonce, a.yParity, a.r, a.s]);
      return [chainId, tx.nonce, ...caps, ...call, accessList(), authorizations];
    }
    default:
      return undefined;
  }
}

/** EIP-2718 encoding: RLP, with the type in front when it is not 0. */
export function typedEnvelope(type: number, payload: Uint8Array): Uint8Array {
  if (type === 0) return payload;
  const envelope = new Uint8Array(payload.length + 1);
  envelope[0] = type;
  envelope.set(payload, 1);
  return envelope;
}

/** The transaction as its hash and the transactions root take it; undefined for a type without a known rule. */
export function encodeTransaction(tx: SignedTransaction): Uint8Array | undefined {
  const fields = unsignedFields(tx);
  if (!fields) return undefined;
  return typedEnvelope(tx.type, RLP.encode([...fields, tx.v, tx.r, tx.s] as Parameters<typeof RLP.encode>[0]));
}

export function transactionHash(tx: SignedTransaction, keccak256: Keccak256): Uint8Array | undefined {
  const encoded = encodeTransaction(tx);
  return encoded && keccak256(encoded);
}

/** Address of the contract that a transaction of this sender and nonce creates: last 20 bytes of keccak(rlp([sender, nonce])). */
export function createdAddress(sender: Uint8Array, nonce: bigint, keccak256: Keccak256): Uint8Array {
  return keccak256(RLP.encode([sender, nonce])).subarray(12);
}

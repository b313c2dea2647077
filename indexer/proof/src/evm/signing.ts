import { RLP } from "@ethereumjs/rlp";
import type { Keccak256 } from "./keccak256.ts";
import { type SignedTransaction, typedEnvelope, unsignedFields } from "./transaction.ts";

/** What was signed, and the signature: r, s, parity (65 bytes). */
export interface Signature {
  readonly digest: Uint8Array;
  readonly signature: Uint8Array;
}

/**
 * What the sender of a transaction signed: types 0 (before and since EIP-155) to 4.
 * @param isPrivate a private transaction of Quorum: v 37 or 38 there stands for 27 or 28, not for chain id 1.
 * @returns undefined for a type without a known rule, for a transaction that carries no signature (some chains have
 *   transactions of their own making), and for a v that no rule gives.
 */
export function senderSignature(
  tx: SignedTransaction,
  keccak256: Keccak256,
  { isPrivate = false }: { readonly isPrivate?: boolean } = {},
): Signature | undefined {
  const fields = unsignedFields(tx);
  if (!fields || (tx.r === 0n && tx.s === 0n)) return undefined;
  const v = isPrivate ? tx.v - 10n : tx.v;
  if (tx.type === 0) {
    if (v === 27n || v === 28n) return signed(RLP.encode(fields as never), v - 27n, tx, keccak256);
    if (v < 35n) return undefined;
    // EIP-155
    const chainId = (v - 35n) / 2n;
    return signed(RLP.encode([...fields, chainId, 0n, 0n] as never), (v - 35n) % 2n, tx, keccak256);
  }
  return signed(typedEnvelope(tx.type, RLP.encode(fields as never)), v, tx, keccak256);
}

function signed(
  message: Uint8Array,
  parity: bigint,
  { r, s }: { readonly r: bigint; readonly s: bigint },
  keccak256: Keccak256,
): Signature | undefined {
  if (parity > 1n) return undefined;
  const signature = new Uint8Array(65);
  writeWord(signature, 0, r);
  writeWord(signature, 32, s);
  signature[64] = Number(parity);
  return { digest: keccak256(message), signature };
}

function writeWord(into: Uint8Array, at: number, value: bigint): void {
  const view = new DataView(into.buffer, into.byteOffset + at, 32);
  for (let word = 0; word < 4; word++)
    view.setBigUint64(word * 8, BigInt.asUintN(64, value >> BigInt(192 - 64 * word)));
}

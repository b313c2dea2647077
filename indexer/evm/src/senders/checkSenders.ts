import type { Check } from "@ledgerscope/core";
import { senderSignature } from "@ledgerscope/proof";
import { SIGNED_BYTES } from "../../bin/secp256k1.mjs";
import type { EvmTransaction } from "../evmBlock.ts";
import { sameBytes, toHex } from "../hex.ts";
import { keccak256 } from "../keccak256.ts";
import type { RecoveryPool } from "./recoveryPool.ts";

/** The transactions of one block, and which of them are private ones of Quorum. */
export interface SignedBlock {
  readonly height: number;
  readonly transactions: readonly EvmTransaction[];
  isPrivate(tx: EvmTransaction): boolean;
}

const DIGEST_BYTES = 32;
const ADDRESS_BYTES = 20;

/** Recovers the senders of all transactions and compares them with those that are stated: one check per block. */
export async function checkSenders(blocks: readonly SignedBlock[], pool: RecoveryPool): Promise<Check[]> {
  const signatures = blocks.map(({ transactions, isPrivate }) =>
    transactions.map((tx) => senderSignature(tx, keccak256, { isPrivate: isPrivate(tx) })),
  );
  const known = signatures.flat().filter((signature) => signature !== undefined);
  const signed = new Uint8Array(known.length * SIGNED_BYTES);
  for (const [index, { digest, signature }] of known.entries()) {
    signed.set(digest, index * SIGNED_BYTES);
    signed.set(signature, index * SIGNED_BYTES + DIGEST_BYTES);
  }
  const addresses = known.length > 0 ? await pool.recover(signed) : new Uint8Array();
  let at = 0;
  return blocks.map(({ height, transactions }, index) => {
    const outcome = { failed: "", unsigned: [] as number[] };
    for (const [position, tx] of transactions.entries()) {
      if (!signatures[index]?.[position]) {
        outcome.unsigned.push(position);
        continue;
      }
      const address = addresses.subarray(at, at + ADDRESS_BYTES);
      at += ADDRESS_BYTES;
      if (!sameBytes(address, tx.from)) outcome.failed ||= describe(position, tx.from, address);
    }
    const check = "senders";
    if (outcome.failed) return { check, state: "failed", height, detail: outcome.failed };
    if (outcome.unsigned.length === 0) return { check, state: "verified", height };
    const detail = `no signature that a rule is known for: transactions ${outcome.unsigned.join(", ")}`;
    return { check, state: "unverified", height, detail };
  });
}

function describe(position: number, from: Uint8Array, address: Uint8Array): string {
  const signer = address.some((byte) => byte !== 0) ? `is signed by ${toHex(address)}` : "has a signature that is none";
  return `transaction ${position} says it is from ${toHex(from)}, it ${signer}`;
}

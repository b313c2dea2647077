import type { SignedTransaction } from "@ledgerscope/proof";
import type { AppliedRule } from "./headerRules.ts";

/**
 * GoQuorum's private transactions: legacy, with a v that elsewhere stands for chain id 1. The chain holds a hash of the
 * input, the parties' nodes the rest, so that receipts differ by node.
 */
export function isPrivate(tx: SignedTransaction, profile: AppliedRule["profile"]): boolean {
  if (profile === undefined || profile === "ethereum" || profile === "unverified") return false;
  return tx.type === 0 && (tx.v === 37n || tx.v === 38n);
}

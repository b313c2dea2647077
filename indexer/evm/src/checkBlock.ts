import type { Check, CheckState } from "@ledgerscope/core";
import { encodeTransaction, encodeWithdrawal, headerHash, missingField, orderedTrieRoot } from "@ledgerscope/proof";
import { type CheckOptions, turnedOff } from "./checkOptions.ts";
import { checkReceipts } from "./checkReceipts.ts";
import { compared } from "./compared.ts";
import type { EvmBlock } from "./evmBlock.ts";
import { sameBytes, toHex } from "./hex.ts";
import { keccak256 } from "./keccak256.ts";
import { rootOf } from "./rootOf.ts";
import { sealsOf } from "./sealsOf.ts";
import { asFarAsHeader } from "./unprovenHeader.ts";

/** Everything that a block proves about itself; the same for an answer of a node and for stored rows. */
export function checkBlock(block: EvmBlock, options: CheckOptions = {}): Check[] {
  const { height, header } = block;
  const { proves = true } = options;
  const off = (check: string): Check => turnedOff(check, height);
  const checks: Check[] = [proves ? checkHeader(block) : off("header_hash")];
  for (const seal of sealsOf(block)?.by.checks ?? []) checks.push({ ...seal, height });
  checks.push(
    ...(proves ? checkTransactions(block, options) : ["transaction_hashes", "transactions_root"].map(off)),
    ...checkReceipts(block, options),
  );
  if (header.withdrawalsRoot && !block.withdrawals) {
    const detail = "the node did not serve the list of withdrawals";
    checks.push({ check: "withdrawals_root", state: "unchecked", height, detail });
  } else if (header.withdrawalsRoot && block.withdrawals && !proves) {
    checks.push(off("withdrawals_root"));
  } else if (header.withdrawalsRoot && block.withdrawals) {
    const root = orderedTrieRoot(block.withdrawals.map(encodeWithdrawal), keccak256);
    checks.push(compared("withdrawals_root", height, root, header.withdrawalsRoot));
  }
  return checks.map((check) => asFarAsHeader(block, check));
}

function checkHeader({ height, header, hash, rule: { profile } }: EvmBlock): Check {
  const check = "header_hash";
  const outcome = (state: CheckState, detail: string): Check => ({ check, state, height, detail });
  if (profile === "unverified") return outcome("unverified", "the headers of this chain follow no rule that is known");
  if (!profile) return outcome("failed", "the mixHash is that of IBFT and QBFT, the extra data are of neither");
  const missing = missingField(header);
  if (missing) return outcome("failed", `the header has no ${missing}, but a field of a later fork`);
  const recomputed = headerHash(header, keccak256, profile);
  if (!recomputed) return outcome("failed", `the extra data are not those of ${profile}`);
  return compared(check, height, recomputed, hash);
}

/**
 * Chain ids (EIP-155) of networks that have Ethereum's own types of transactions and no others. A type that has no rule
 * would leave nothing of its transaction to compare with: there it is a change.
 */
const STANDARD_TYPES: ReadonlySet<bigint> = new Set([
  1n, // Ethereum
  17000n, // Holesky
  560048n, // Hoodi
  11155111n, // Sepolia
]);

function checkTransactions({ height, header, transactions }: EvmBlock, { chainId }: CheckOptions): Check[] {
  const encoded = transactions.map(encodeTransaction);
  const unknownTypes = [...new Set(transactions.filter((_, index) => !encoded[index]).map((tx) => tx.type))];
  const noRule = `no rule for transaction type ${unknownTypes.join(", ")}`;
  const check = "transaction_hashes";
  const isStandard = chainId !== undefined && STANDARD_TYPES.has(chainId);
  const wrong = transactions.find((tx, index) => {
    const bytes = encoded[index];
    return bytes && !sameBytes(keccak256(bytes), tx.hash);
  });
  const hashes: Check = wrong
    ? {
        check,
        state: "failed",
        height,
        detail: `transaction ${wrong.index} says ${toHex(wrong.hash)}, its fields give another hash`,
      }
    : unknownTypes.length > 0
      ? isStandard
        ? { check, state: "failed", height, detail: `${noRule}, which chain ${chainId} does not have` }
        : { check, state: "unverified", height, detail: noRule }
      : { check, state: "verified", height };
  return [hashes, compared("transactions_root", height, rootOf(encoded), header.transactionsRoot, noRule)];
}

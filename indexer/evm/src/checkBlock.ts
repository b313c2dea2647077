import type { Check, CheckState } from "@ledgerscope/core";
import {
  encodeReceipt,
  encodeTransaction,
  encodeWithdrawal,
  headerHash,
  logsBloom,
  orderedTrieRoot,
  unionBlooms,
} from "@ledgerscope/proof";
import type { EvmBlock } from "./evmBlock.ts";
import { sameBytes, toHex } from "./hex.ts";
import { keccak256 } from "./keccak256.ts";

/** Everything that a block proves about itself; the same for an answer of a node and for stored rows. */
export function checkBlock(block: EvmBlock): Check[] {
  const outcome = (check: string, state: CheckState, detail?: string): Check => ({
    check,
    state,
    height: block.height,
    ...(detail === undefined ? {} : { detail }),
  });
  const compare = (check: string, recomputed: Uint8Array | undefined, claimed: Uint8Array, whyNot: string): Check => {
    if (!recomputed) return outcome(check, "unverified", whyNot);
    if (sameBytes(recomputed, claimed)) return outcome(check, "verified");
    return outcome(check, "failed", `the block says ${toHex(claimed)}, its contents give ${toHex(recomputed)}`);
  };

  const { header, transactions, receipts } = block;
  const checks = [
    compare("header_hash", headerHash(header, keccak256), block.hash, "no header profile is known for these fields"),
  ];

  const unknownTypes = [...new Set(transactions.filter((tx) => !encodeTransaction(tx)).map((tx) => tx.type))];
  const noRule = `no rule for transaction type ${unknownTypes.join(", ")}`;
  const encoded = transactions.map(encodeTransaction);
  const wrongHash = transactions.find((tx, index) => {
    const bytes = encoded[index];
    return bytes && !sameBytes(keccak256(bytes), tx.hash);
  });
  if (wrongHash) {
    const detail = `transaction ${wrongHash.index} says ${toHex(wrongHash.hash)}, its fields give another hash`;
    checks.push(outcome("transaction_hashes", "failed", detail));
  } else if (unknownTypes.length > 0) checks.push(outcome("transaction_hashes", "unverified", noRule));
  else checks.push(outcome("transaction_hashes", "verified"));
  checks.push(compare("transactions_root", rootOf(encoded), header.transactionsRoot, noRule));

  if (receipts.length !== transactions.length) {
    const detail = `${transactions.length} transactions, ${receipts.length} receipts`;
    checks.push(outcome("receipt_count", "failed", detail));
  } else checks.push(outcome("receipt_count", "verified"));

  const blooms = receipts.map((receipt) => logsBloom(receipt.logs, keccak256));
  const wrongBloom = receipts.findIndex(
    ({ logsBloom: claimed }, index) => claimed && !sameBytes(claimed, blooms[index] as Uint8Array),
  );
  checks.push(
    wrongBloom >= 0
      ? outcome("logs_bloom", "failed", `the bloom of receipt ${wrongBloom} is not that of its logs`)
      : compare("logs_bloom", unionBlooms(blooms), header.logsBloom, ""),
  );
  const encodedReceipts = receipts.map((receipt, index) =>
    encodeReceipt({ ...receipt, type: transactions[index]?.type ?? 0, logsBloom: blooms[index] as Uint8Array }),
  );
  checks.push(compare("receipts_root", rootOf(encodedReceipts), header.receiptsRoot, noRule));

  const gasUsed = receipts.at(-1)?.cumulativeGasUsed ?? 0n;
  checks.push(
    gasUsed === header.gasUsed
      ? outcome("gas_used", "verified")
      : outcome("gas_used", "failed", `the header says ${header.gasUsed}, the receipts add up to ${gasUsed}`),
  );

  if (header.withdrawalsRoot && !block.withdrawals) {
    checks.push(outcome("withdrawals_root", "unchecked", "the node did not serve the list of withdrawals"));
  } else if (header.withdrawalsRoot && block.withdrawals) {
    checks.push(
      compare("withdrawals_root", rootOf(block.withdrawals.map(encodeWithdrawal)), header.withdrawalsRoot, ""),
    );
  }
  return checks;
}

function rootOf(items: readonly (Uint8Array | undefined)[]): Uint8Array | undefined {
  const known = items.filter((item) => item !== undefined);
  return known.length === items.length ? orderedTrieRoot(known, keccak256) : undefined;
}

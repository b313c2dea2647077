import type { Check } from "@ledgerscope/core";
import { encodeReceipt, logsBloom, unionBlooms } from "@ledgerscope/proof";
import { type CheckOptions, turnedOff } from "./checkOptions.ts";
import { compared } from "./compared.ts";
import type { EvmBlock, EvmReceipt, EvmTransaction } from "./evmBlock.ts";
import { sameBytes } from "./hex.ts";
import { isPrivate } from "./isPrivate.ts";
import { keccak256 } from "./keccak256.ts";
import { rootOf } from "./rootOf.ts";

/** What the receipts of a block prove about themselves. */
export function checkReceipts(block: EvmBlock, { proves = true }: CheckOptions = {}): Check[] {
  const { height, header, transactions, receipts, rule } = block;
  const checks: Check[] = [];
  if (receipts.length === transactions.length) checks.push({ check: "receipt_count", state: "verified", height });
  else {
    const detail = `${transactions.length} transactions, ${receipts.length} receipts`;
    checks.push({ check: "receipt_count", state: "failed", height, detail });
  }

  const privates = new Set(transactions.flatMap((tx, index) => (isPrivate(tx, rule.profile) ? index : [])));
  if (proves) checks.push(...checkRoots(block, privates));
  else checks.push(turnedOff("logs_bloom", height), turnedOff("receipts_root", height));

  const gasUsed = receipts.at(-1)?.cumulativeGasUsed ?? 0n;
  if (gasUsed === header.gasUsed) checks.push({ check: "gas_used", state: "verified", height });
  else {
    const detail = `the header says ${header.gasUsed}, the receipts add up to ${gasUsed}`;
    checks.push({ check: "gas_used", state: "failed", height, detail });
  }
  if (privates.size > 0) checks.push(statePrivate(height, privates));
  return checks;
}

function checkRoots({ height, header, transactions, receipts }: EvmBlock, privates: ReadonlySet<number>): Check[] {
  const checks: Check[] = [];
  const blooms = receipts.map((receipt) => logsBloom(receipt.logs, keccak256));
  // The roots cover what every node sees.
  const publicBlooms = blooms.map((bloom, index) => (privates.has(index) ? NO_BLOOM : bloom));
  const wrong = receipts.findIndex(
    ({ logsBloom: claimed }, index) => claimed && !sameBytes(claimed, blooms[index] as Uint8Array),
  );
  if (wrong >= 0) {
    const detail = `the bloom of receipt ${wrong} is not that of its logs`;
    checks.push({ check: "logs_bloom", state: "failed", height, detail });
  } else checks.push(compared("logs_bloom", height, unionBlooms(publicBlooms), header.logsBloom));

  const encoded = receipts.map((receipt, index) =>
    encodeReceipt({
      ...(privates.has(index) ? publicReceipt(receipt) : receipt),
      type: transactions[index]?.type ?? 0,
      logsBloom: publicBlooms[index] as Uint8Array,
    }),
  );
  const noRule = `no rule for ${unknownTypes(transactions, encoded)}`;
  checks.push(compared("receipts_root", height, rootOf(encoded), header.receiptsRoot, noRule));
  return checks;
}

const NO_BLOOM = new Uint8Array(256);

/** A private transaction as the chain has it, on every node: it succeeds, costs nothing and says nothing. */
const publicReceipt = (receipt: EvmReceipt): EvmReceipt => ({ ...receipt, status: 1, postState: undefined, logs: [] });

function statePrivate(height: number, privates: ReadonlySet<number>): Check {
  const which = `transaction${privates.size > 1 ? "s" : ""} ${[...privates].join(", ")}`;
  const detail = `private ${which}: status, logs and created contract are this node's own, no root commits to them`;
  return { check: "private_receipts", state: "unverified", height, detail };
}

function unknownTypes(transactions: readonly EvmTransaction[], encoded: readonly (Uint8Array | undefined)[]): string {
  const types = new Set(transactions.filter((_, index) => !encoded[index]).map(({ type }) => type));
  return `transaction type ${[...types].join(", ")}`;
}

import type { Check, CheckState, Payload } from "@ledgerscope/core";
import { RowBinaryWriter } from "@ledgerscope/schema";
import { turnedOff } from "../checkOptions.ts";
import type { RawBlock } from "../rawBlock.ts";
import type { Revert } from "../revert.ts";
import { Kernel, type KernelBlock, type KernelOptions } from "./kernel.ts";

/** A block that was read by the kernel. */
export interface HotBlock {
  readonly block: KernelBlock;
  readonly checks: readonly Check[];
}

/** Length in RowBinary of two empty strings. */
const EMPTY_STRINGS = 2;

/** One for the process: it reads a block at a time. */
const kernel = new Kernel();

/** @returns undefined for a block that is left to `readPlain`. */
export function readHot(raw: RawBlock, options: KernelOptions): HotBlock | undefined {
  const block = kernel.read(raw, options);
  return block && { block, checks: checksOf(raw.height, block, options.proves) };
}

/** The checks that the kernel has made, as checkBlock.ts, checkDerived.ts and checkAgreement.ts tell them. */
function checksOf(height: number, block: KernelBlock, proves: boolean): Check[] {
  const made = (check: string, state: CheckState = "verified", detail?: string): Check => ({
    check,
    state,
    height,
    ...(detail === undefined ? {} : { detail }),
  });
  const proven = (check: string): Check => (proves ? made(check) : turnedOff(check, height));
  const withdrawals =
    block.withdrawals === "unchecked"
      ? [made("withdrawals_root", "unchecked", "the node did not serve the list of withdrawals")]
      : block.withdrawals === "verified"
        ? [proven("withdrawals_root")]
        : [];
  return [
    proven("header_hash"),
    proven("transaction_hashes"),
    proven("transactions_root"),
    made("receipt_count"),
    proven("logs_bloom"),
    proven("receipts_root"),
    made("gas_used"),
    ...withdrawals,
    made("derived_fields"),
    made("fields_agree"),
  ];
}

/** The rows of the block, with why its failed transactions failed as far as that is known, by their position. */
export function hotPayloads({ tables, failed, release }: KernelBlock, reverts: ReadonlyMap<number, Revert>): Payload[] {
  return tables.map(({ table, bytes, rows }): Payload => {
    const hasReverts = table.name === "evm_transactions" && reverts.size > 0;
    const filled = hasReverts ? withReverts(bytes, failed, reverts) : bytes;
    return {
      table: table.name,
      format: "RowBinary",
      columns: Object.keys(table.columns),
      bytes: filled,
      rows,
      release,
    };
  });
}

/** Puts `error` and `revert_data` in place of the two empty strings that the kernel left. */
function withReverts(
  bytes: Uint8Array,
  failed: KernelBlock["failed"],
  reverts: ReadonlyMap<number, Revert>,
): Uint8Array {
  const writer = new RowBinaryWriter(bytes.length + 4096);
  let done = 0;
  for (const { index, errorAt } of failed) {
    const revert = reverts.get(index);
    if (!revert) continue;
    writer.raw(bytes.subarray(done, errorAt));
    writer.string(revert.error);
    writer.string(revert.data);
    done = errorAt + EMPTY_STRINGS;
  }
  writer.raw(bytes.subarray(done));
  return writer.bytes();
}

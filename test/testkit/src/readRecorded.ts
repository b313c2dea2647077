import { readPlain } from "@ledgerscope/evm";
import type { BlockMutation } from "./blockMutations.ts";
import type { RecordedBlock } from "./recordedBlocks.ts";

/** What the checks of one block alone say: its place on the chain is another matter. */
export function readRecorded({ block, receipts }: RecordedBlock): ReturnType<typeof readPlain> {
  const [blockBytes, receiptBytes] = [block, receipts].map((part) => Buffer.from(JSON.stringify(part)));
  const answers = { block: blockBytes as Buffer, receipts: receiptBytes as Buffer, endpoint: "a recording" };
  return readPlain({ height: Number(block.number), ...answers }, []);
}

/** Whether the checks of the block find the change. */
export function isNoticed(recorded: RecordedBlock, mutation: BlockMutation): boolean {
  const copy = structuredClone(recorded);
  mutation.apply(copy);
  // Another block than the one that was asked for.
  if (copy.block.number !== recorded.block.number) return true;
  return readRecorded(copy).checks.some(({ state }) => state === "failed");
}

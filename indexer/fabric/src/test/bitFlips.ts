import { type ChainState, type FabricBlock, MetadataIndex, type StateLookup, verifyBlock } from "@ledgerscope/proof";
import { nodeCrypto } from "../nodeCrypto.ts";
import { BlockFormatError, parseBlock, readVarint } from "../source/blockFile.ts";
import { StateMemory } from "../source/stateMemory.ts";

/** One block of a block file. */
interface Frame {
  /** Offset of its length. */
  readonly start: number;
  /** Offset of the block. */
  readonly from: number;
  readonly end: number;
  readonly block: FabricBlock;
  /** What it is verified against. */
  readonly state: ChainState;
  /** Values before it of the keys whose metadata alone it writes. */
  readonly values: Map<string, Uint8Array | null | undefined>;
}

/** What became of one flipped bit. */
export interface Flip {
  readonly height: number;
  /** Offset in the block's frame, its length included. */
  readonly offset: number;
  readonly bit: number;
  /** What found it: `framing`, `block_format` or a check's name; else the bytes that nothing covers. */
  readonly foundBy: string;
  readonly isFound: boolean;
}

/** Walks a block file once; then single bits can be flipped and only what they touch is verified again. */
export class FlippedLedger {
  readonly #bytes: Uint8Array;
  readonly #frames: Frame[] = [];

  private constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  static async open(bytes: Uint8Array): Promise<FlippedLedger> {
    const ledger = new FlippedLedger(bytes);
    const memory = new StateMemory(true);
    let state: ChainState = {};
    for (let start = 0; start < bytes.length; ) {
      const length = readVarint(bytes, start) as { value: number; end: number };
      const end = length.end + length.value;
      const block = parseBlock(bytes.subarray(length.end, end));
      const values: Frame["values"] = new Map();
      const before = memory.before(block.number);
      const stateBefore: StateLookup = (...key) => {
        const value = before(...key) as Uint8Array | null | undefined;
        values.set(key.map(String).join("\n"), value);
        return value;
      };
      const verified = await verifyBlock(block, state, nodeCrypto, { stateBefore });
      const failed = verified.steps.find((step) => step.state === "failed");
      if (failed) throw new Error(`block ${block.number} fails before any bit is flipped: ${failed.detail}`);
      ledger.#frames.push({ start, from: length.end, end, block, state, values });
      memory.apply(block, verified.envelopes);
      state = verified.next;
      start = end;
    }
    return ledger;
  }

  get length(): number {
    return this.#bytes.length;
  }

  /** Where a block's metadata stands in the file, half-open. */
  metadataOf(height: number): { readonly from: number; readonly to: number } {
    const { end, block } = this.#frames[height] as Frame;
    // Each entry has its length in front, of one or two bytes, and the list its count.
    const bytes = block.metadata.reduce((sum, entry) => sum + entry.length + (entry.length < 0x80 ? 1 : 2), 1);
    return { from: end - bytes, to: end };
  }

  /** Flips one bit of the file, verifies the block that it lies in, and says what found it. */
  async flip(at: number, bit: number): Promise<Flip> {
    const height = this.#frames.findIndex(({ end }) => at < end);
    const { start, end, block: original, state, values } = this.#frames[height] as Frame;
    const frame = Buffer.from(this.#bytes.subarray(start, end));
    const offset = at - start;
    frame[offset] = (frame[offset] as number) ^ (1 << bit);
    const outcome = (foundBy: string, isFound = true): Flip => ({ height, offset, bit, foundBy, isFound });
    try {
      const length = readVarint(frame, 0);
      if (!length || length.end + length.value !== frame.length) return outcome("framing");
      const block = parseBlock(frame.subarray(length.end));
      if (block.number !== original.number) return outcome("header_chain");
      const stateBefore: StateLookup = (...key) => values.get(key.map(String).join("\n"));
      const { steps } = await verifyBlock(block, state, nodeCrypto, { stateBefore });
      const failed = steps.find((step) => step.state === "failed");
      if (failed) return outcome(failed.check);
      return outcome(uncovered(original, block), false);
    } catch (error) {
      if (error instanceof BlockFormatError) return outcome("block_format");
      throw error;
    }
  }
}

const NAMES: Readonly<Record<number, string>> = {
  [MetadataIndex.signatures]: "SIGNATURES",
  [MetadataIndex.lastConfig]: "LAST_CONFIG",
  [MetadataIndex.transactionsFilter]: "TRANSACTIONS_FILTER",
  [MetadataIndex.orderer]: "ORDERER",
  [MetadataIndex.commitHash]: "COMMIT_HASH",
};

/** Which part of the block a flip changed without being found. */
function uncovered(original: FabricBlock, changed: FabricBlock): string {
  const same = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
    Buffer.compare(a ?? new Uint8Array(), b ?? new Uint8Array()) === 0;
  if (original.data.some((bytes, index) => !same(bytes, changed.data[index]))) return "an envelope";
  const index = original.metadata.findIndex((bytes, at) => !same(bytes, changed.metadata[at]));
  return index < 0 ? "nothing that is read" : `metadata ${NAMES[index] ?? index}`;
}

import { ConfigError, CorruptDataError } from "@ledgerscope/core";
import type { FabricBlock } from "@ledgerscope/proof";
import {
  BlockFormatError,
  type FabricHeader,
  MAX_FRAME_BYTES,
  parseBlock,
  parseHeader,
  readVarint,
} from "./blockFile.ts";
import { type LedgerBytes, openLedgerBytes } from "./ledgerBytes.ts";
import { ledgerFilesSync } from "./ledgerFiles.ts";

/** One frame of a block file. */
export interface LedgerBlock {
  /** From the position in the ledger, whatever the block says of itself. */
  readonly height: number;
  /** Undefined when the frame holds no block: `problem` says why. */
  readonly block: FabricBlock | undefined;
  readonly problem: string | undefined;
  readonly raw: Uint8Array;
}

/** Enough for the header in front of a block: a varint and two hashes with their lengths. */
const HEADER_BYTES = 128;

/** Reads a ledger's blocks one after the other, over all of its files. Keeps its place when it comes to the end. */
export class LedgerReader {
  readonly #ledger: string;
  #file: LedgerBytes | undefined;
  #path = "";
  #fileIndex = 0;
  #offset = 0;
  /** Of the file, when it was last looked at. */
  #size = 0;
  #height: number | undefined;
  /** What stands after the last whole block, if anything does. */
  #tail: string | undefined;

  constructor(ledger: string) {
    this.#ledger = ledger;
  }

  /** What stands after the last whole block: file, offset, and what is wrong. Set once the end was met. */
  get tail(): string | undefined {
    return this.#tail;
  }

  /**
   * The next block, or undefined at the end of what is there now.
   * @throws CorruptDataError when the ledger cannot be read further.
   */
  async next(): Promise<LedgerBlock | undefined> {
    const frame = await this.#nextFrame(MAX_FRAME_BYTES);
    if (!frame) return undefined;
    try {
      const block = parseBlock(frame.bytes);
      return { height: this.#advance(frame, block), block, problem: undefined, raw: frame.bytes };
    } catch (error) {
      if (!(error instanceof BlockFormatError)) throw error;
      const height = this.#height;
      // One damaged block is held back and the next one read; garbage has no block behind it.
      if (height === undefined || !(await this.#blockStandsAt(frame.end, height + 1))) {
        throw new CorruptDataError(`${this.#path}: no block at byte ${this.#offset}: ${error.message}`, {
          raw: frame.bytes,
          cause: error,
        });
      }
      this.#offset = frame.end;
      this.#height = height + 1;
      return { height, block: undefined, problem: error.message, raw: frame.bytes };
    }
  }

  /** As `next`, but reads the header alone. */
  async nextHeader(): Promise<(FabricHeader & { readonly height: number }) | undefined> {
    const frame = await this.#nextFrame(HEADER_BYTES);
    if (!frame) return undefined;
    try {
      const header = parseHeader(frame.bytes);
      return { ...header, height: this.#advance(frame, header) };
    } catch (error) {
      if (!(error instanceof BlockFormatError)) throw error;
      throw new CorruptDataError(`${this.#path}: no block at byte ${this.#offset}: ${error.message}`, { cause: error });
    }
  }

  async close(): Promise<void> {
    await this.#file?.close();
    this.#file = undefined;
  }

  #advance(frame: { end: number }, header: FabricHeader): number {
    // A ledger that was joined by snapshot starts later; only block 0 has nothing before it.
    const height = this.#height ?? (header.previousHash.length === 0 ? 0 : header.number);
    this.#offset = frame.end;
    this.#height = height + 1;
    return height;
  }

  /** The frame at the reader's place, at most `limit` bytes of it; undefined at the end. */
  async #nextFrame(limit: number): Promise<{ bytes: Uint8Array; end: number } | undefined> {
    for (;;) {
      if (!this.#file && !(await this.#openFile())) return undefined;
      const file = this.#file as LedgerBytes;
      let frame = await this.#frameAt(file, this.#size, this.#offset, limit);
      if (typeof frame === "string") {
        // The file may have grown since its size was taken.
        this.#size = await file.size();
        if (this.#offset >= this.#size && file.damage === undefined) {
          this.#tail = undefined;
          if (!(await this.#nextFile())) return undefined;
          continue;
        }
        frame = await this.#frameAt(file, this.#size, this.#offset, limit);
      }
      if (typeof frame !== "string") return frame;
      const problem = `${this.#path}: ${file.damage ?? frame} (whole blocks end at byte ${this.#offset} of ${this.#size})`;
      if (ledgerFilesSync(this.#ledger).length > this.#fileIndex + 1) throw new CorruptDataError(problem);
      this.#tail = problem;
      return undefined;
    }
  }

  async #frameAt(
    file: LedgerBytes,
    size: number,
    offset: number,
    limit: number,
  ): Promise<{ bytes: Uint8Array; end: number } | string> {
    const head = await file.read(offset, Math.max(0, Math.min(10, size - offset)));
    let length: { value: number; end: number } | undefined;
    try {
      length = readVarint(head, 0);
    } catch (error) {
      if (!(error instanceof BlockFormatError)) throw error;
      return "garbage where a block's length should be";
    }
    if (!length) return "the file ends within a block's length";
    if (length.value === 0 || length.value > MAX_FRAME_BYTES) return `garbage: a block of ${length.value} bytes`;
    const start = offset + length.end;
    const end = start + length.value;
    if (end > size) return `the file ends ${end - size} bytes before the end of the block that starts there`;
    return { bytes: await file.read(start, Math.min(length.value, limit)), end };
  }

  async #blockStandsAt(offset: number, number: number): Promise<boolean> {
    const file = this.#file as LedgerBytes;
    const frame = await this.#frameAt(file, this.#size, offset, MAX_FRAME_BYTES);
    if (typeof frame === "string") return false;
    try {
      return parseBlock(frame.bytes).number === number;
    } catch (error) {
      if (error instanceof BlockFormatError) return false;
      throw error;
    }
  }

  async #openFile(): Promise<boolean> {
    const path = ledgerFilesSync(this.#ledger)[this.#fileIndex];
    if (path === undefined) {
      if (this.#fileIndex > 0) return false;
      throw new ConfigError(`ledger: no block file at ${this.#ledger}; give a blockfile_000000 or a folder of them`);
    }
    this.#file = await openLedgerBytes(path);
    this.#path = path;
    this.#offset = 0;
    this.#size = await this.#file.size();
    return true;
  }

  async #nextFile(): Promise<boolean> {
    if (ledgerFilesSync(this.#ledger).length <= this.#fileIndex + 1) return false;
    await this.close();
    this.#fileIndex++;
    return this.#openFile();
  }
}

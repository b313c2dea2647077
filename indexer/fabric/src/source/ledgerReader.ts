import { ConfigError, CorruptDataError } from "@ledgerscope/core";
import {
  BlockFormatError,
  type FabricHeader,
  MAX_FRAME_BYTES,
  parseBlock,
  parseHeader,
  readVarint,
} from "./blockFile.ts";
import type { DiskLedger } from "./diskLedger.ts";
import type { LedgerBlock } from "./ledger.ts";
import { type LedgerBytes, openLedgerBytes } from "./ledgerBytes.ts";
import { ledgerFilesSync } from "./ledgerFiles.ts";
import { pollDelay } from "./pollDelay.ts";

/** Enough for the header in front of a block: a varint and two hashes with their lengths. */
const HEADER_BYTES = 128;

/** Reads the block files of a peer or an orderer, over all of its files. */
export class LedgerReader implements DiskLedger {
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

  get tail(): string | undefined {
    return this.#tail;
  }

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

  /** Opens the file that holds the block, and passes over the ones before it there without reading them. */
  async seek(height: number): Promise<void> {
    await this.#startAt(await this.#fileOf(height));
    while ((this.#height ?? height) < height) {
      const frame = await this.#nextFrame(0);
      if (!frame) return;
      this.#offset = frame.end;
      this.#height = (this.#height as number) + 1;
    }
  }

  async seekEnd(): Promise<void> {
    await this.#startAt(await this.#fileOf(Number.MAX_SAFE_INTEGER));
  }

  /** Moves before the first block of a file. */
  async #startAt(index: number): Promise<void> {
    // The file that is open stays so: what is compressed was unpacked in full.
    if (this.#fileIndex !== index) await this.close();
    this.#fileIndex = index;
    this.#offset = 0;
    this.#tail = undefined;
    this.#height =
      index === 0 ? undefined : (await firstHeader(ledgerFilesSync(this.#ledger)[index] as string))?.number;
    if (index === 0) await this.#peekHeader();
  }

  /** Learns the height of the first block without moving on. */
  async #peekHeader(): Promise<void> {
    const header = await this.nextHeader();
    if (!header) return;
    this.#offset = 0;
    this.#height = header.height;
  }

  /**
   * Which file to start from: the last whose first block is not above the height. What is compressed would
   * have to be unpacked to look into, and is passed over in order.
   */
  async #fileOf(height: number): Promise<number> {
    const files = ledgerFilesSync(this.#ledger);
    if (files.some((path) => /\.(xz|gz)$/.test(path))) return 0;
    let low = 0;
    let high = files.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      const first = await firstHeader(files[middle] as string);
      if (!first) return 0; // not readable: from the start, so that the damage is met and named
      if (first.number <= height) low = middle;
      else high = middle - 1;
    }
    return Math.max(0, low);
  }

  wait = pollDelay;

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

/** The header of a file's first block; undefined where there is none. */
async function firstHeader(path: string): Promise<FabricHeader | undefined> {
  const file = await openLedgerBytes(path);
  try {
    const bytes = await file.read(0, Math.min(HEADER_BYTES, await file.size()));
    const length = readVarint(bytes, 0);
    return length && parseHeader(bytes.subarray(length.end));
  } catch (error) {
    if (error instanceof BlockFormatError) return undefined;
    throw error;
  } finally {
    await file.close();
  }
}

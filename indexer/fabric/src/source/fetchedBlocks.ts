import { ConfigError, CorruptDataError } from "@ledgerscope/core";
import { equalBytes } from "@ledgerscope/proof";
import { BlockFormatError, type FabricHeader, MAX_FRAME_BYTES } from "./blockFile.ts";
import type { DiskLedger } from "./diskLedger.ts";
import { parseFetchedBlock, parseFetchedHeader } from "./fetchedBlock.ts";
import type { LedgerBlock } from "./ledger.ts";
import { openLedgerBytes } from "./ledgerBytes.ts";
import { fetchedBlockFilesSync } from "./ledgerFiles.ts";
import { lowest } from "./lowest.ts";
import { pollDelay } from "./pollDelay.ts";

/** `12.block`, `mychannel_12.block`: what a file says of itself when its bytes cannot. */
const NUMBER_IN_NAME = /(\d+)\.block(\.xz|\.gz)?$/;

interface Fetched {
  readonly path: string;
  /** Undefined where not even the header can be read. */
  readonly header: FabricHeader | undefined;
}

/** Reads blocks that were fetched one by one, in the order of their numbers. New files are found as they come. */
export class FetchedBlocks implements DiskLedger {
  readonly #folder: string;
  readonly #known = new Set<string>();
  readonly #byHeight = new Map<number, Fetched>();
  /** Files that are no block and whose names tell no number. */
  readonly #strange: string[] = [];
  #next: number | undefined;
  #tail: string | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  get tail(): string | undefined {
    return this.#tail;
  }

  async next(): Promise<LedgerBlock | undefined> {
    const found = await this.#take();
    if (!found) return undefined;
    const raw = await readWhole(found.path);
    try {
      return { height: found.height, block: parseFetchedBlock(raw), problem: undefined, raw };
    } catch (error) {
      if (!(error instanceof BlockFormatError)) throw error;
      return { height: found.height, block: undefined, problem: `${found.path}: ${error.message}`, raw };
    }
  }

  async nextHeader(): Promise<(FabricHeader & { readonly height: number }) | undefined> {
    const found = await this.#take();
    if (!found) return undefined;
    if (!found.header) throw new CorruptDataError(`${found.path}: no block`, { height: found.height });
    return { ...found.header, height: found.height };
  }

  async seek(height: number): Promise<void> {
    await this.#look();
    this.#next = Math.max(height, this.#first() ?? 0);
  }

  async seekEnd(): Promise<void> {
    await this.seek(0); // every header is read in any case
  }

  wait = pollDelay;

  async close(): Promise<void> {}

  async #take(): Promise<(Fetched & { readonly height: number }) | undefined> {
    if (this.#next === undefined || !this.#byHeight.has(this.#next)) await this.#look();
    this.#next ??= this.#first();
    const height = this.#next;
    const found = height === undefined ? undefined : this.#byHeight.get(height);
    if (height === undefined || !found) {
      this.#tail = this.#whatIsWrong();
      return undefined;
    }
    this.#next = height + 1;
    return { ...found, height };
  }

  #first(): number | undefined {
    return lowest(this.#byHeight.keys());
  }

  #whatIsWrong(): string | undefined {
    const next = this.#next ?? 0;
    const later = lowest(this.#byHeight.keys(), next + 1);
    if (later !== undefined) {
      return `${this.#folder}: no file holds block ${next}, though there is block ${later}: fetch it with "peer channel fetch ${next}"`;
    }
    return this.#strange.length > 0 ? `${this.#strange.join(", ")}: no block` : undefined;
  }

  /** Looks for files that were not there before. */
  async #look(): Promise<void> {
    const files = fetchedBlockFilesSync(this.#folder);
    if (files.length === 0) {
      throw new ConfigError(`ledger: no .block file at ${this.#folder}; fetch blocks with "peer channel fetch"`);
    }
    for (const path of files) {
      if (this.#known.has(path)) continue;
      const header = await readHeader(path);
      const height = header?.number ?? numberInName(path);
      if (height === undefined) this.#strange.push(path);
      else this.#add(height, { path, header });
      this.#known.add(path);
    }
  }

  #add(height: number, fetched: Fetched): void {
    const other = this.#byHeight.get(height);
    if (other?.header && fetched.header && !isSameHeader(other.header, fetched.header)) {
      throw new CorruptDataError(`${other.path} and ${fetched.path} hold different blocks ${height}`, { height });
    }
    if (!other?.header) this.#byHeight.set(height, fetched);
  }
}

const isSameHeader = (a: FabricHeader, b: FabricHeader): boolean =>
  equalBytes(a.previousHash, b.previousHash) && equalBytes(a.dataHash, b.dataHash);

function numberInName(path: string): number | undefined {
  const digits = NUMBER_IN_NAME.exec(path)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Enough for the header in front of a block: number and two hashes with their tags and lengths. */
const HEADER_BYTES = 128;

async function readHeader(path: string): Promise<FabricHeader | undefined> {
  const file = await openLedgerBytes(path);
  try {
    return parseFetchedHeader(await file.read(0, Math.min(HEADER_BYTES, await file.size())));
  } catch (error) {
    if (error instanceof BlockFormatError) return undefined;
    throw error;
  } finally {
    await file.close();
  }
}

async function readWhole(path: string): Promise<Uint8Array> {
  const file = await openLedgerBytes(path);
  try {
    const size = await file.size();
    if (size > MAX_FRAME_BYTES) throw new CorruptDataError(`${path}: a block of ${size} bytes`);
    return await file.read(0, size);
  } finally {
    await file.close();
  }
}

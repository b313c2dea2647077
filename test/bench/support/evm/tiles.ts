import { type EvmHeader, headerHash } from "@ledgerscope/proof";
import { mainnetBlocks, type RecordedBlock } from "@ledgerscope/testkit";
import { createKeccak } from "hash-wasm";

/** JSON whose bytes are the same in every tile but at some places, all of fixed width. */
interface Template {
  readonly bytes: Buffer;
  readonly places: Readonly<Record<Varying, Int32Array>>;
  /** Filled ones that nobody reads any more. */
  readonly spare: Buffer[];
}

type Varying = "number" | "hash" | "parent" | "time";

/** Stands in the template's text where a value varies; as long as the value. */
const MARK: Readonly<Record<Varying, string>> = {
  number: "0xNNNNNNN",
  hash: `0x${"H".repeat(64)}`,
  parent: `0x${"P".repeat(64)}`,
  time: "0xTTTTTTTT",
};

/** One block of the tiled chain. */
interface Tile {
  readonly hash: string;
  readonly time: number;
}

const hex = (value: number): string => `0x${value.toString(16)}`;
const bytesOf = (text: string): Uint8Array => Buffer.from(text.slice(2), "hex");

/**
 * Real blocks, one after the other again and again: in each tile number, parent hash and time are rewritten and
 * the header hash is recomputed, so that every block verifies. Transactions, receipts and logs repeat, with
 * their hashes. Answers are made from templates by overwriting what varies, in copies that are used again, so that
 * any length fits in memory and an answer costs next to nothing to make.
 */
export class TiledChain {
  readonly first: number;
  readonly #tiles: Tile[] = [];
  readonly #recorded: readonly RecordedBlock[];
  readonly #templates = new Map<string, Template>();
  readonly #filled = new WeakMap<Buffer, Template>();
  readonly #marked: readonly RecordedBlock[];
  readonly #headers: readonly EvmHeader[];
  readonly #keccak: Awaited<ReturnType<typeof createKeccak>>;

  private constructor(recorded: readonly RecordedBlock[], keccak: Awaited<ReturnType<typeof createKeccak>>) {
    this.first = Number(recorded[0]?.block.number);
    this.#recorded = recorded;
    this.#marked = recorded.map(marked);
    this.#headers = recorded.map(({ block }) => headerOf(block));
    this.#keccak = keccak;
  }

  /** Undefined, with a printed reason, where the recorded blocks are absent. */
  static async open(count: number): Promise<TiledChain | undefined> {
    const recorded = await mainnetBlocks();
    if (!recorded) return undefined;
    const chain = new TiledChain(recorded, await createKeccak(256));
    while (chain.#tiles.length < count) chain.#grow();
    return chain;
  }

  get end(): number {
    return this.first + this.#tiles.length;
  }

  /** Bytes of block and receipts, on average. */
  bytesPerBlock(): number {
    const heights = this.#recorded.map((_, index) => this.first + index).filter((height) => height < this.end);
    const bytes = heights.reduce((sum, height) => sum + this.block(height).length + this.receipts(height).length, 0);
    return bytes / heights.length;
  }

  #grow(): void {
    const at = this.#tiles.length;
    const header = this.#headers[at % this.#headers.length] as EvmHeader;
    const before = this.#tiles[at - 1];
    const last = this.#headers.at(-1) as EvmHeader;
    const rounds = Math.floor(at / this.#headers.length);
    const span = Number(last.timestamp) - Number(this.#headers[0]?.timestamp) + 12;
    const time = Number(header.timestamp) + rounds * span;
    const rewritten = {
      ...header,
      number: BigInt(this.first + at),
      timestamp: BigInt(time),
      ...(before ? { parentHash: bytesOf(before.hash) } : {}),
    };
    const hash = headerHash(rewritten, (data) => this.#keccak.init().update(data).digest("binary"));
    if (!hash) throw new Error("the recorded blocks have a header of an unknown kind");
    this.#tiles.push({ hash: `0x${Buffer.from(hash).toString("hex")}`, time });
  }

  /** `eth_getBlockByNumber(height, true)`. */
  block(height: number): Buffer {
    return this.#fill(height, "block", ({ block }) => block);
  }

  /** `eth_getBlockByNumber(height, false)`. */
  summary(height: number): Buffer {
    return this.#fill(height, "summary", ({ block }) => ({
      ...block,
      transactions: block.transactions.map((tx: { hash: string }) => tx.hash),
    }));
  }

  /** `eth_getBlockReceipts(height)`. */
  receipts(height: number): Buffer {
    return this.#fill(height, "receipts", ({ receipts }) => receipts);
  }

  /** What `eth_getLogs` gives for the block, without the brackets; empty when there are none. */
  logs(height: number, filter: { readonly address?: unknown; readonly topics?: unknown }): Buffer {
    const { address = null, topics = [] } = filter;
    const filled = this.#fill(height, `logs ${JSON.stringify([address, topics])}`, ({ receipts }) =>
      receipts.flatMap((receipt) => receipt.logs).filter((log) => matches(log, address, topics as unknown[])),
    );
    return filled.subarray(1, -1);
  }

  #fill(height: number, kind: string, of: (block: RecordedBlock) => unknown): Buffer {
    const tile = this.#tiles[height - this.first] as Tile;
    const index = (height - this.first) % this.#recorded.length;
    const template = this.#template(`${index} ${kind}`, () => of(this.#marked[index] as RecordedBlock));
    const before = this.#tiles[height - this.first - 1];
    const parent = before?.hash ?? (this.#recorded[0]?.block.parentHash as string);
    const values: Readonly<Record<Varying, string>> = {
      number: hex(height),
      hash: tile.hash,
      parent,
      time: hex(tile.time),
    };
    const filled = template.spare.pop() ?? Buffer.from(template.bytes);
    this.#filled.set(filled, template);
    for (const [name, places] of Object.entries(template.places)) {
      const value = Buffer.from(values[name as Varying], "latin1");
      if (value.length !== MARK[name as Varying].length) throw new RangeError(`${name} ${value} has another width`);
      for (const place of places) filled.set(value, place);
    }
    return filled;
  }

  /** An answer has been sent, and may be written over. */
  giveBack(answer: Buffer): void {
    this.#filled.get(answer)?.spare.push(answer);
    this.#filled.delete(answer);
  }

  #template(key: string, make: () => unknown): Template {
    const known = this.#templates.get(key);
    if (known) return known;
    const bytes = Buffer.from(JSON.stringify(make()));
    const places = Object.fromEntries(
      Object.entries(MARK).map(([name, mark]) => {
        const found: number[] = [];
        for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + mark.length)) found.push(at);
        return [name, Int32Array.from(found)];
      }),
    ) as Record<Varying, Int32Array>;
    const template = { bytes, places, spare: [] };
    this.#templates.set(key, template);
    return template;
  }
}

/** The block with marks for what varies. */
function marked({ block, receipts }: RecordedBlock): RecordedBlock {
  const place = { blockHash: MARK.hash, blockNumber: MARK.number };
  return {
    block: {
      ...block,
      number: MARK.number,
      hash: MARK.hash,
      parentHash: MARK.parent,
      timestamp: MARK.time,
      transactions: block.transactions.map((tx: object) => ({ ...tx, ...place })),
    },
    receipts: receipts.map((receipt) => ({
      ...receipt,
      ...place,
      logs: receipt.logs.map((log: object) => ({ ...log, ...place })),
    })),
    traces: null,
  };
}

function matches(log: { address: string; topics: readonly string[] }, address: unknown, topics: unknown[]): boolean {
  const among = (value: string | undefined, wanted: unknown): boolean =>
    wanted === null || wanted === undefined || (Array.isArray(wanted) ? wanted : [wanted]).includes(value);
  return among(log.address, address) && topics.every((wanted, index) => among(log.topics[index], wanted));
}

/** The recorded header: a Shanghai block has these fields. */
function headerOf(block: Readonly<Record<string, string>>): EvmHeader {
  const bytes = (name: string): Uint8Array => bytesOf(block[name] as string);
  const quantity = (name: string): bigint => BigInt(block[name] as string);
  return {
    parentHash: bytes("parentHash"),
    unclesHash: bytes("sha3Uncles"),
    miner: bytes("miner"),
    stateRoot: bytes("stateRoot"),
    transactionsRoot: bytes("transactionsRoot"),
    receiptsRoot: bytes("receiptsRoot"),
    logsBloom: bytes("logsBloom"),
    difficulty: quantity("difficulty"),
    number: quantity("number"),
    gasLimit: quantity("gasLimit"),
    gasUsed: quantity("gasUsed"),
    timestamp: quantity("timestamp"),
    extraData: bytes("extraData"),
    mixHash: bytes("mixHash"),
    nonce: bytes("nonce"),
    baseFeePerGas: quantity("baseFeePerGas"),
    withdrawalsRoot: bytes("withdrawalsRoot"),
  };
}

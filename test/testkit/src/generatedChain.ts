import { keccak256 } from "@ledgerscope/evm";
import {
  type EvmHeader,
  type EvmLog,
  encodeReceipt,
  encodeTransaction,
  headerHash,
  logsBloom,
  orderedTrieRoot,
  type SignedTransaction,
  unionBlooms,
} from "@ledgerscope/proof";
import { computeAddress, getBytes, SigningKey, Transaction } from "ethers";
import type { RecordedBlock } from "./recordedBlocks.ts";
import { seededRandom } from "./seededRandom.ts";

const FIRST_SECONDS = 1_700_000_000n;
const BASE_FEE = 1_000_000_000n;
const GAS = 50_000n;
/** keccak-256 of `Transfer(address,address,uint256)`. */
const TRANSFER = Buffer.from("ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef", "hex");
const NO_UNCLES = Buffer.from("1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347", "hex");

/** Whose transactions they are. */
const KEYS = [1, 2, 3].map((number) => new SigningKey(`0x${String(number).padStart(64, "0")}`));

interface Sent {
  readonly tx: SignedTransaction;
  readonly from: string;
}

const hex = (bytes: Uint8Array): string => `0x${Buffer.from(bytes).toString("hex")}`;
const quantity = (value: bigint | number): string => `0x${value.toString(16)}`;

/**
 * A chain of generated blocks that prove themselves as real ones do: hashes, roots, blooms and signatures are right.
 * It grows and reorganises; the same seed makes the same chain.
 */
export class GeneratedChain {
  readonly #random: (n: number) => number;
  readonly #most: number;
  #blocks: readonly RecordedBlock[] = [];

  /** @param most Most transactions in a block. */
  constructor(seed: number, { most = 3 }: { readonly most?: number } = {}) {
    this.#random = seededRandom(seed);
    this.#most = most;
  }

  /** Canonical blocks, ascending from height 0. */
  get blocks(): readonly RecordedBlock[] {
    return this.#blocks;
  }

  grow(count: number): this {
    const grown = [...this.#blocks];
    for (let left = count; left > 0; left--) grown.push(this.#block(grown.length, grown.at(-1)?.block.hash));
    this.#blocks = grown;
    return this;
  }

  /** Replaces the newest `depth` blocks by `length` others. */
  reorg(depth: number, length: number): this {
    this.#blocks = this.#blocks.slice(0, this.#blocks.length - depth);
    return this.grow(length);
  }

  #bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.#random(256));
  }

  #block(height: number, parentHash: string = hex(new Uint8Array(32))): RecordedBlock {
    const sent = Array.from({ length: this.#random(this.#most + 1) }, () => this.#transaction());
    const transactions = sent.map(({ tx }) => tx);
    const logs = transactions.map(() => Array.from({ length: this.#random(3) }, () => this.#log()));
    const blooms = logs.map((each) => logsBloom(each, keccak256));
    const receipts = transactions.map((tx, index) => ({
      type: tx.type,
      status: logs[index]?.length === 0 ? this.#random(2) : 1,
      cumulativeGasUsed: GAS * BigInt(index + 1),
      logsBloom: blooms[index] as Uint8Array,
      logs: logs[index] as readonly EvmLog[],
    }));
    const encoded = transactions.map((tx) => encodeTransaction(tx) as Uint8Array);
    const header: EvmHeader = {
      parentHash: Buffer.from(parentHash.slice(2), "hex"),
      unclesHash: NO_UNCLES,
      miner: this.#bytes(20),
      stateRoot: this.#bytes(32),
      transactionsRoot: orderedTrieRoot(encoded, keccak256),
      receiptsRoot: orderedTrieRoot(
        receipts.map((receipt) => encodeReceipt(receipt) as Uint8Array),
        keccak256,
      ),
      logsBloom: unionBlooms(blooms),
      difficulty: 0n,
      number: BigInt(height),
      gasLimit: 30_000_000n,
      gasUsed: GAS * BigInt(transactions.length),
      timestamp: FIRST_SECONDS + 12n * BigInt(height),
      extraData: this.#bytes(8),
      mixHash: this.#bytes(32),
      nonce: new Uint8Array(8),
      baseFeePerGas: BASE_FEE,
    };
    const blockHash = hex(headerHash(header, keccak256) as Uint8Array);
    const where = { blockHash, blockNumber: quantity(height) };
    const place = (index: number) => ({
      ...where,
      transactionHash: hex(keccak256(encoded[index] as Uint8Array)),
      transactionIndex: quantity(index),
    });
    let logIndex = 0;
    return {
      block: {
        number: quantity(height),
        hash: blockHash,
        parentHash: hex(header.parentHash),
        sha3Uncles: hex(header.unclesHash),
        miner: hex(header.miner),
        stateRoot: hex(header.stateRoot),
        transactionsRoot: hex(header.transactionsRoot),
        receiptsRoot: hex(header.receiptsRoot),
        logsBloom: hex(header.logsBloom),
        difficulty: "0x0",
        gasLimit: quantity(header.gasLimit),
        gasUsed: quantity(header.gasUsed),
        timestamp: quantity(header.timestamp),
        extraData: hex(header.extraData),
        mixHash: hex(header.mixHash),
        nonce: hex(header.nonce),
        baseFeePerGas: quantity(BASE_FEE),
        size: "0x400",
        uncles: [],
        transactions: transactions.map((tx, index) => ({
          ...where,
          hash: place(index).transactionHash,
          transactionIndex: quantity(index),
          type: quantity(tx.type),
          ...(tx.type === 0 ? {} : { chainId: "0x1", accessList: [], yParity: quantity(tx.v) }),
          from: sent[index]?.from,
          to: tx.to ? hex(tx.to) : null,
          nonce: quantity(tx.nonce),
          value: quantity(tx.value),
          gas: quantity(tx.gasLimit),
          gasPrice: quantity(tx.gasPrice),
          ...(tx.type === 0
            ? {}
            : {
                maxFeePerGas: quantity(tx.maxFeePerGas ?? 0n),
                maxPriorityFeePerGas: quantity(tx.maxPriorityFeePerGas ?? 0n),
              }),
          input: hex(tx.input),
          v: quantity(tx.v),
          r: quantity(tx.r),
          s: quantity(tx.s),
        })),
      },
      receipts: receipts.map((receipt, index) => ({
        ...place(index),
        type: quantity(receipt.type),
        from: sent[index]?.from,
        to: hex(transactions[index]?.to as Uint8Array),
        status: quantity(receipt.status),
        cumulativeGasUsed: quantity(receipt.cumulativeGasUsed),
        gasUsed: quantity(GAS),
        effectiveGasPrice: quantity(transactions[index]?.gasPrice ?? 0n),
        contractAddress: null,
        logsBloom: hex(receipt.logsBloom),
        logs: receipt.logs.map((log) => ({
          ...place(index),
          address: hex(log.address),
          topics: log.topics.map(hex),
          data: hex(log.data),
          logIndex: quantity(logIndex++),
          removed: false,
        })),
      })),
      traces: null,
    };
  }

  #transaction(): Sent {
    const type = this.#random(2) * 2;
    const tip = BigInt(1 + this.#random(1_000));
    const key = KEYS[this.#random(KEYS.length)] as SigningKey;
    const common = { nonce: this.#random(1_000), gasLimit: 2n * GAS, value: BigInt(this.#random(1_000_000_000)) };
    const [to, input] = [this.#bytes(20), this.#bytes(this.#random(40))];
    const fees = type === 0 ? { gasPrice: BASE_FEE + tip } : { maxFeePerGas: 3n * BASE_FEE, maxPriorityFeePerGas: tip };
    const unsigned = Transaction.from({ ...common, ...fees, type, chainId: 1, to: hex(to), data: hex(input) });
    const { r, s, yParity } = key.sign(unsigned.unsignedHash);
    const tx: SignedTransaction = {
      ...common,
      ...(type === 0 ? {} : { ...fees, chainId: 1n }),
      type,
      nonce: BigInt(common.nonce),
      gasPrice: BASE_FEE + tip,
      to,
      input,
      accessList: [],
      blobVersionedHashes: [],
      authorizationList: [],
      // EIP-155: the chain id, 1, stands in the v of legacy transactions.
      v: BigInt(yParity + (type === 0 ? 37 : 0)),
      r: BigInt(r),
      s: BigInt(s),
    };
    return { tx, from: hex(getBytes(computeAddress(key.publicKey))) };
  }

  /** Every other one moves a token. */
  #log(): EvmLog {
    const account = (): Uint8Array => Buffer.concat([Buffer.alloc(12), this.#bytes(20)]);
    const topics = this.#random(2) === 0 ? [TRANSFER, account(), account()] : [this.#bytes(32)];
    return { address: this.#bytes(20), topics, data: this.#bytes(32) };
  }
}

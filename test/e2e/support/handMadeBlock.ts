import {
  type EvmHeader,
  encodeReceipt,
  encodeWithdrawal,
  headerHash,
  logsBloom,
  orderedTrieRoot,
  unionBlooms,
} from "@ledgerscope/proof";
import type { RecordedBlock } from "@ledgerscope/testkit";
import { getBytes, hexlify, keccak256, Transaction, toQuantity } from "ethers";

const hash = (data: Uint8Array): Uint8Array => getBytes(keccak256(data));
const NO_UNCLES = "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347";
const BASE_FEE = 1_000_000_000n;
const GAS = 50_000n;

type Json = Readonly<Record<string, unknown>>;

interface HandMadeLog extends Json {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
}

/** A transaction signed by ethers, or the JSON of one of a type that ethers does not know; with its receipt's own fields. */
export interface HandMadeTransaction {
  readonly transaction: Transaction | Json;
  readonly receipt?: Json;
  readonly logs?: readonly HandMadeLog[];
}

export interface HandMadeBlock {
  readonly height: number;
  readonly parentHash: string;
  readonly transactions: readonly HandMadeTransaction[];
  readonly withdrawals: readonly {
    readonly index: bigint;
    readonly validatorIndex: bigint;
    readonly address: string;
    readonly amount: bigint;
  }[];
  /** Fields of the block beyond those of Ethereum. */
  readonly fields?: Json;
}

/**
 * A block of Prague made by hand in the shape that nodes answer, whose hash, roots and blooms are right as far as its
 * transactions are of Ethereum's types; the roots over other types are zero, as nothing of ours can recompute them.
 */
export function handMadeBlock({ height, parentHash, transactions, withdrawals, fields }: HandMadeBlock): RecordedBlock {
  const known = transactions.every(({ transaction }) => transaction instanceof Transaction);
  const logs = transactions.map((one) =>
    (one.logs ?? []).map((log) => ({
      address: getBytes(log.address),
      topics: log.topics.map((topic) => getBytes(topic)),
      data: getBytes(log.data),
    })),
  );
  const blooms = logs.map((each) => logsBloom(each, hash));
  const encodedReceipts = transactions.map(({ transaction }, index) =>
    encodeReceipt({
      type: Number(transaction.type),
      status: 1,
      cumulativeGasUsed: GAS * BigInt(index + 1),
      logsBloom: blooms[index] as Uint8Array,
      logs: logs[index] ?? [],
    }),
  );
  const zero = new Uint8Array(32);
  const header: EvmHeader = {
    parentHash: getBytes(parentHash),
    unclesHash: getBytes(NO_UNCLES),
    miner: new Uint8Array(20).fill(7),
    stateRoot: zero,
    transactionsRoot: known
      ? orderedTrieRoot(
          transactions.map(({ transaction }) => getBytes((transaction as Transaction).serialized)),
          hash,
        )
      : zero,
    receiptsRoot: known ? orderedTrieRoot(encodedReceipts as Uint8Array[], hash) : zero,
    logsBloom: unionBlooms(blooms),
    difficulty: 0n,
    number: BigInt(height),
    gasLimit: 30_000_000n,
    gasUsed: GAS * BigInt(transactions.length),
    timestamp: 1_750_000_000n + BigInt(height),
    extraData: new Uint8Array(),
    mixHash: zero,
    nonce: new Uint8Array(8),
    baseFeePerGas: BASE_FEE,
    withdrawalsRoot: orderedTrieRoot(
      withdrawals.map((one) => encodeWithdrawal({ ...one, address: getBytes(one.address) })),
      hash,
    ),
    blobGasUsed: 131_072n,
    excessBlobGas: 0n,
    parentBeaconBlockRoot: zero,
    requestsHash: zero,
  };
  const blockHash = hexlify(headerHash(header, hash) as Uint8Array);
  const where = { blockHash, blockNumber: toQuantity(height) };
  let logIndex = 0;
  const wire = transactions.map(
    ({ transaction }, index): Json => ({
      ...where,
      transactionIndex: toQuantity(index),
      ...(transaction instanceof Transaction ? wireOf(transaction) : transaction),
    }),
  );
  return {
    block: {
      number: toQuantity(height),
      hash: blockHash,
      ...Object.fromEntries(
        Object.entries(header)
          .filter(([name]) => name !== "number" && name !== "unclesHash")
          .map(([name, value]) => [name, typeof value === "bigint" ? toQuantity(value) : hexlify(value as Uint8Array)]),
      ),
      sha3Uncles: NO_UNCLES,
      size: "0x400",
      uncles: [],
      withdrawals: withdrawals.map(({ index, validatorIndex, address, amount }) => ({
        index: toQuantity(index),
        validatorIndex: toQuantity(validatorIndex),
        address,
        amount: toQuantity(amount),
      })),
      transactions: wire,
      ...fields,
    },
    receipts: transactions.map(({ receipt, logs: own }, index) => ({
      ...where,
      transactionHash: wire[index]?.["hash"],
      transactionIndex: toQuantity(index),
      type: wire[index]?.["type"],
      from: wire[index]?.["from"],
      to: wire[index]?.["to"],
      status: "0x1",
      cumulativeGasUsed: toQuantity(GAS * BigInt(index + 1)),
      gasUsed: toQuantity(GAS),
      effectiveGasPrice: wire[index]?.["gasPrice"],
      contractAddress: null,
      logsBloom: hexlify(blooms[index] as Uint8Array),
      logs: (own ?? []).map((log) => ({
        ...where,
        ...log,
        transactionHash: wire[index]?.["hash"],
        transactionIndex: toQuantity(index),
        logIndex: toQuantity(logIndex++),
        removed: false,
      })),
      ...receipt,
    })),
    traces: null,
  };
}

/** A signed transaction in the shape that nodes answer. */
function wireOf(tx: Transaction): Json {
  const { signature } = tx;
  if (!signature) throw new Error("the transaction is not signed");
  const type = tx.type ?? 0;
  const price = tx.maxFeePerGas === null ? tx.gasPrice : BASE_FEE + (tx.maxPriorityFeePerGas ?? 0n);
  return {
    hash: tx.hash,
    type: toQuantity(type),
    from: tx.from?.toLowerCase(),
    to: tx.to?.toLowerCase() ?? null,
    nonce: toQuantity(tx.nonce),
    value: toQuantity(tx.value),
    gas: toQuantity(tx.gasLimit),
    gasPrice: toQuantity(price ?? 0n),
    ...(tx.maxFeePerGas === null ? {} : { maxFeePerGas: toQuantity(tx.maxFeePerGas) }),
    ...(tx.maxPriorityFeePerGas === null ? {} : { maxPriorityFeePerGas: toQuantity(tx.maxPriorityFeePerGas) }),
    ...(tx.maxFeePerBlobGas === null ? {} : { maxFeePerBlobGas: toQuantity(tx.maxFeePerBlobGas) }),
    ...(tx.blobVersionedHashes === null ? {} : { blobVersionedHashes: tx.blobVersionedHashes }),
    ...(tx.accessList === null
      ? {}
      : { accessList: tx.accessList.map((one) => ({ ...one, address: one.address.toLowerCase() })) }),
    ...(tx.authorizationList === null
      ? {}
      : {
          authorizationList: tx.authorizationList.map(({ chainId, address, nonce, signature: by }) => ({
            chainId: toQuantity(chainId),
            address: address.toLowerCase(),
            nonce: toQuantity(nonce),
            yParity: toQuantity(by.yParity),
            r: toQuantity(by.r),
            s: toQuantity(by.s),
          })),
        }),
    input: tx.data,
    chainId: toQuantity(tx.chainId),
    v: toQuantity(type === 0 ? (signature.networkV ?? signature.v) : signature.yParity),
    ...(type === 0 ? {} : { yParity: toQuantity(signature.yParity) }),
    r: toQuantity(signature.r),
    s: toQuantity(signature.s),
  };
}

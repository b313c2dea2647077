import { blockAnswers, type EvmBlock, type EvmReceipt, type EvmTransaction, keccak256 } from "@ledgerscope/evm";
import {
  type EvmHeader,
  encodeReceipt,
  encodeTransaction,
  encodeWithdrawal,
  type HeaderProfile,
  headerHash,
  logsBloom,
  orderedTrieRoot,
  unionBlooms,
  type Withdrawal,
} from "@ledgerscope/proof";
import { hashAuthorization, Signature, SigningKey, Transaction, type TransactionLike } from "ethers";
import type { RecordedBlock } from "./recordedBlocks.ts";

/** Keys of generated chains: of no account anywhere. */
export const testKeys: readonly SigningKey[] = Array.from(
  { length: 8 },
  (_, index) => new SigningKey(keccak256(Buffer.from(`ledgerscope test key ${index}`))),
);

const bytes = (hex: string): Uint8Array => Buffer.from(hex.slice(2), "hex");
const filled = (length: number, value: number): Uint8Array => new Uint8Array(length).fill(value);

/** What a generated block is made of; all else follows. */
export interface BlockSpec {
  readonly height: number;
  readonly parentHash?: Uint8Array;
  /** Signed by `testKeys[0]`; hashes and senders are those of ethers. */
  readonly transactions?: readonly TransactionLike[];
  /** Header fields beside those that follow. */
  readonly header?: Partial<EvmHeader>;
  readonly withdrawals?: readonly Withdrawal[];
  /** State roots in the receipts instead of a status, as before Byzantium. */
  readonly postStates?: boolean;
  readonly uncles?: readonly Uint8Array[];
  readonly profile?: HeaderProfile;
  /** Writes the seals into the header. */
  seal?(header: EvmHeader): EvmHeader;
}

/** A block with real signatures, whose hash and roots follow from its contents. Generated, not recorded. */
export function signedBlock(spec: BlockSpec): EvmBlock {
  const transactions = (spec.transactions ?? []).map(signed);
  const receipts = transactions.map((tx, index) => receiptOf(tx, index, spec.postStates === true));
  const blooms = receipts.map(({ logs }) => logsBloom(logs, keccak256));
  const encodedReceipts = receipts.map((receipt, index) =>
    encodeReceipt({ ...receipt, type: transactions[index]?.type ?? 0, logsBloom: blooms[index] as Uint8Array }),
  );
  const draft: EvmHeader = {
    parentHash: spec.parentHash ?? filled(32, 7),
    unclesHash: spec.uncles ? filled(32, 9) : keccak256(Uint8Array.of(0xc0)),
    miner: filled(20, 0),
    stateRoot: filled(32, spec.height),
    transactionsRoot: orderedTrieRoot(
      transactions.map((tx) => encodeTransaction(tx) as Uint8Array),
      keccak256,
    ),
    receiptsRoot: orderedTrieRoot(encodedReceipts as Uint8Array[], keccak256),
    logsBloom: unionBlooms(blooms),
    difficulty: 1n,
    number: BigInt(spec.height),
    gasLimit: 30_000_000n,
    gasUsed: receipts.at(-1)?.cumulativeGasUsed ?? 0n,
    timestamp: 1_700_000_000n + BigInt(spec.height),
    extraData: filled(0, 0),
    mixHash: filled(32, 0),
    nonce: filled(8, 0),
    ...(spec.withdrawals
      ? { withdrawalsRoot: orderedTrieRoot(spec.withdrawals.map(encodeWithdrawal), keccak256) }
      : {}),
    ...spec.header,
  };
  const header = spec.seal?.(draft) ?? draft;
  const profile = spec.profile ?? "ethereum";
  return {
    height: spec.height,
    hash: headerHash(header, keccak256, profile) as Uint8Array,
    header,
    rule: { profile, signers: [] },
    size: 0n,
    uncles: spec.uncles ?? [],
    withdrawals: spec.withdrawals,
    transactions,
    receipts,
    otherFields: {},
  };
}

/** As a node answers it. */
export function asRecorded(block: EvmBlock): RecordedBlock {
  const { block: answer, receipts } = blockAnswers(block);
  const uncles = block.uncles.map((hash) => `0x${Buffer.from(hash).toString("hex")}`);
  return JSON.parse(JSON.stringify({ block: { ...answer, uncles }, receipts, traces: null }));
}

const GAS = 50_000n;

function signed(like: TransactionLike, index: number): EvmTransaction {
  const tx = Transaction.from({ gasLimit: GAS, nonce: index, ...like });
  tx.signature = (testKeys[0] as SigningKey).sign(tx.unsignedHash);
  const { signature } = tx;
  const type = tx.type ?? 0;
  // EIP-155, or before it.
  const legacyV = BigInt(signature.yParity) + (tx.chainId > 0n ? 35n + 2n * tx.chainId : 27n);
  return {
    hash: bytes(tx.hash as string),
    index,
    from: bytes((tx.from as string).toLowerCase()),
    type,
    chainId: type === 0 ? undefined : tx.chainId,
    nonce: BigInt(tx.nonce),
    gasLimit: tx.gasLimit,
    // What a transaction with caps pays where the base fee is 1 gwei: base fee and tip.
    gasPrice: tx.gasPrice ?? 1_000_000_000n + (tx.maxPriorityFeePerGas ?? 0n),
    maxFeePerGas: tx.maxFeePerGas ?? undefined,
    maxPriorityFeePerGas: tx.maxPriorityFeePerGas ?? undefined,
    maxFeePerBlobGas: tx.maxFeePerBlobGas ?? undefined,
    to: tx.to === null ? undefined : bytes(tx.to),
    value: tx.value,
    input: bytes(tx.data),
    accessList: (tx.accessList ?? []).map(({ address, storageKeys }) => ({
      address: bytes(address),
      storageKeys: storageKeys.map(bytes),
    })),
    blobVersionedHashes: (tx.blobVersionedHashes ?? []).map(bytes),
    authorizationList: (tx.authorizationList ?? []).map((authorization) => ({
      chainId: authorization.chainId,
      address: bytes(authorization.address),
      nonce: authorization.nonce,
      yParity: BigInt(authorization.signature.yParity),
      r: BigInt(authorization.signature.r),
      s: BigInt(authorization.signature.s),
    })),
    v: type === 0 ? legacyV : BigInt(signature.yParity),
    r: BigInt(signature.r),
    s: BigInt(signature.s),
    otherFields: {},
  };
}

/** Every other transaction emits two logs; one that transfers no value has failed. */
function receiptOf(tx: EvmTransaction, index: number, postStates: boolean): EvmReceipt {
  const emits = index % 2 === 0;
  const log = (logIndex: number): EvmReceipt["logs"][number] => ({
    address: filled(20, 0xaa),
    topics: [filled(32, logIndex + 1), filled(32, 5)],
    data: filled(40, logIndex + 1),
    logIndex,
  });
  return {
    status: postStates ? undefined : tx.value > 0n ? 1 : 0,
    postState: postStates ? filled(32, index + 1) : undefined,
    cumulativeGasUsed: GAS * BigInt(index + 1),
    gasUsed: GAS,
    effectiveGasPrice: tx.gasPrice,
    contractAddress: undefined,
    logsBloom: undefined,
    logs: emits ? [log(index), log(index + 1)] : [],
    otherFields: {},
  };
}

/** One transaction of each type, 0 twice: before and since EIP-155. All of a chain with a base fee of 1 gwei. */
export function allTypes(): TransactionLike[] {
  const to = "0x00000000000000000000000000000000000000aa";
  const caps = { chainId: 77, maxFeePerGas: 3_000_000_000n, maxPriorityFeePerGas: 500_000_000n, to };
  const accessList = [{ address: to, storageKeys: [`0x${"11".repeat(32)}`] }];
  const delegation = { address: to, nonce: 4n, chainId: 77n };
  const authority = testKeys[1] as SigningKey;
  return [
    { type: 0, gasPrice: 2_000_000_000n, to, value: 5n, data: "0x11223344aa" },
    { type: 0, chainId: 77, gasPrice: 2_000_000_000n, to, value: 0n },
    { type: 1, chainId: 77, gasPrice: 2_000_000_000n, to, value: 3n, accessList },
    { type: 2, ...caps, value: 4n, accessList },
    { type: 3, ...caps, value: 1n, maxFeePerBlobGas: 7n, blobVersionedHashes: [`0x01${"22".repeat(31)}`] },
    {
      type: 4,
      ...caps,
      value: 6n,
      authorizationList: [{ ...delegation, signature: Signature.from(authority.sign(hashAuthorization(delegation))) }],
    },
  ];
}

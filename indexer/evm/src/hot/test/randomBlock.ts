import { createdAddress } from "@ledgerscope/proof";
import { fromHex, toHex } from "../../hex.ts";
import { keccak256 } from "../../keccak256.ts";
import { type Answers, type Json, sealedBlock } from "./sealedBlock.ts";

/** Numbers in [0, 1) that follow from a seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const ERC_EVENTS = [
  "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef",
  "0xc3d58168c5ae7397731d063d5bbf3d657854427343f4c083240f7aacaa2d0f62",
  "0x4a39dc06d4c0dbc64b70af90fd698a233a518aa5d07e595d983b8c0526c8f7fb",
];
const ZERO_HASH = `0x${"0".repeat(64)}`;
const NO_UNCLES = "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347";

/**
 * A block that passes every check, of shapes that real ones of one year do not have together: all transaction types,
 * lists of all lengths, every fork's header, creations, failures, token events right and almost right, withdrawals,
 * fields without a column, keys in any order.
 */
export function randomBlock(seed: number): Answers {
  const random = randomOf(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T;
  const digits = (length: number): string => Array.from({ length }, () => pick([..."0123456789abcdef"])).join("");
  const bytes = (length: number): string => `0x${digits(2 * length)}`;
  const hash = (): string => bytes(32);
  const address = (): string => bytes(20);
  const quantity = (most: number): string => `0x${below(most).toString(16)}`;
  const wide = (): string => pick(["0x0", "0x7f", "0x80", `0x1${digits(15)}`, `0x${digits(below(64) + 1)}`, "0x0abc"]);
  const list = <T>(most: number, item: () => T): T[] => Array.from({ length: below(most + 1) }, item);
  const shuffled = (value: Json): Json =>
    random() < 0.5 ? value : Object.fromEntries(Object.entries(value).sort(() => random() - 0.5));
  const extra = (): Json =>
    random() < 0.8
      ? {}
      : { l1Fee: quantity(1e9), depositNonce: pick([null, "0x5", 7]), sourceHash: hash(), isSystem: true };

  const forks = below(6);
  const base = forks > 0 ? below(1e11) : undefined;
  const number = `0x${(1 + below(2 ** 40)).toString(16)}`;
  const timestamp = quantity(2 ** 33);
  const seesTime = random() < 0.3 ? { blockTimestamp: timestamp } : {};
  const count = pick([0, 1, 2, 3, 16, 17, 127, 128, 129, 200, 260, 300]);
  let gas = 0;
  let logIndex = 0;
  const receipts: Json[] = [];
  const transactions = Array.from({ length: count }, (_, index) => {
    const type = below(forks === 0 ? 2 : 5);
    const creates = type < 3 && random() < 0.1;
    const from = address();
    const nonce = below(2 ** 40);
    const tip = below(1e10);
    const cap = (base ?? 0) + below(2e10);
    const price = type >= 2 && base !== undefined ? Math.min(base + tip, cap) : below(1e12);
    const parity = pick(["0x0", "0x1"]);
    const tx: Json = {
      type: `0x${type}`,
      from,
      to: creates ? null : address(),
      nonce: `0x${nonce.toString(16)}`,
      value: wide(),
      gas: quantity(3e7),
      gasPrice: `0x${price.toString(16)}`,
      input: bytes(pick([0, 1, 3, 4, 31, 32, 36, 55, 56, 57, 100, 300, below(3000)])),
      r: wide(),
      s: wide(),
      v: type === 0 ? pick(["0x1b", "0x25", "0x26", "0x2d45"]) : parity,
      transactionIndex: `0x${index.toString(16)}`,
      blockHash: ZERO_HASH,
      blockNumber: number,
      hash: ZERO_HASH,
      ...seesTime,
      ...extra(),
    };
    // (0x2d45 - 35) / 2: what nodes tell of a legacy transaction's chain follows from its v.
    if (type === 0 && tx.v === "0x2d45" && random() < 0.5) tx.chainId = "0x1691";
    if (type > 0) {
      Object.assign(tx, { chainId: pick(["0x1", "0x5f79"]), accessList: accessList() });
      if (random() < 0.5) tx.yParity = parity;
    }
    if (type >= 2) Object.assign(tx, { maxFeePerGas: hexOf(cap), maxPriorityFeePerGas: hexOf(tip) });
    if (type === 3) Object.assign(tx, { maxFeePerBlobGas: wide(), blobVersionedHashes: list(6, hash) });
    if (type === 4) tx.authorizationList = list(3, authorization);
    const used = 21000 + below(1e5);
    gas += used;
    const failed = random() < 0.1;
    const created = creates && !(failed && random() < 0.5);
    receipts.push({
      transactionHash: ZERO_HASH,
      transactionIndex: tx.transactionIndex,
      blockHash: ZERO_HASH,
      blockNumber: number,
      from,
      to: tx.to,
      type: tx.type,
      status: failed ? "0x0" : "0x1",
      cumulativeGasUsed: hexOf(gas),
      gasUsed: hexOf(used),
      effectiveGasPrice: hexOf(price),
      contractAddress: created ? toHex(createdAddress(fromHex(from), BigInt(nonce), keccak256)) : null,
      logsBloom: "0x",
      logs: list(4, () => log(index)),
      ...seesTime,
      ...extra(),
    });
    return tx;
  });

  function hexOf(value: number): string {
    return `0x${value.toString(16)}`;
  }
  function accessList(): Json[] {
    return list(3, () => shuffled({ address: address(), storageKeys: list(3, hash) }));
  }
  function authorization(): Json {
    return shuffled({
      chainId: wide(),
      address: address(),
      nonce: quantity(2 ** 45),
      yParity: pick(["0x0", "0x1"]),
      r: wide(),
      s: wide(),
    });
  }
  function log(transactionIndex: number): Json {
    const word = (value: number): string => value.toString(16).padStart(64, "0");
    const party = (): string => `0x${"0".repeat(24)}${digits(40)}`;
    const ids = below(4);
    const batch = [64, 96 + 32 * ids, ids, ...Array(ids).fill(7), ids, ...Array(ids).fill(9)].map(word).join("");
    const shape = below(8);
    const topics =
      shape < 4
        ? [pick(ERC_EVENTS), party(), party(), ...(random() < 0.6 ? [pick([party(), hash()])] : [])]
        : list(4, hash);
    const data = shape < 4 ? pick(["0x", `0x${word(5)}`, `0x${word(5)}${word(6)}`, `0x${batch}`]) : bytes(below(200));
    return shuffled({
      address: address(),
      topics,
      data,
      blockHash: ZERO_HASH,
      blockNumber: number,
      transactionHash: ZERO_HASH,
      transactionIndex: `0x${transactionIndex.toString(16)}`,
      logIndex: `0x${(logIndex++).toString(16)}`,
      removed: false,
      ...seesTime,
    });
  }

  const block: Json = {
    number,
    hash: ZERO_HASH,
    parentHash: hash(),
    sha3Uncles: NO_UNCLES,
    miner: address(),
    stateRoot: hash(),
    transactionsRoot: ZERO_HASH,
    receiptsRoot: ZERO_HASH,
    logsBloom: `0x${"0".repeat(512)}`,
    difficulty: wide(),
    gasLimit: "0x1c9c380",
    gasUsed: hexOf(gas),
    timestamp,
    extraData: bytes(below(33)),
    mixHash: hash(),
    nonce: bytes(8),
    size: quantity(1e6),
    uncles: [],
    ...(base === undefined ? {} : { baseFeePerGas: hexOf(base) }),
    ...(forks >= 2 ? { withdrawalsRoot: ZERO_HASH } : {}),
    ...(forks >= 3 ? { blobGasUsed: quantity(1e6), excessBlobGas: quantity(1e8) } : {}),
    ...(forks >= 4 ? { parentBeaconBlockRoot: hash() } : {}),
    ...(forks >= 5 ? { requestsHash: hash() } : {}),
    ...(forks >= 2 && random() < 0.7 ? { withdrawals: list(17, withdrawal) } : {}),
    ...extra(),
    transactions,
  };
  function withdrawal(): Json {
    return shuffled({
      index: `0x1${digits(8)}`,
      validatorIndex: `0x1${digits(5)}`,
      address: address(),
      amount: `0x1${digits(7)}`,
    });
  }
  const sealed = sealedBlock({
    block: { ...block, transactions },
    receipts: receipts.map((receipt) => ({ ...receipt, logsBloom: block.logsBloom })),
  });
  return {
    block: shuffled({ ...sealed.block, transactions: sealed.block.transactions.map(shuffled) }),
    receipts: sealed.receipts.map(shuffled),
  };
}

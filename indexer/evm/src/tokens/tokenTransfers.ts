import { sameBytes } from "../hex.ts";

/** What a transfer's log holds. */
export interface TokenLog {
  readonly address: Uint8Array;
  readonly topics: readonly Uint8Array[];
  readonly data: Uint8Array;
}

export interface TokenTransfer {
  readonly standard: "erc20" | "erc721" | "erc1155";
  /** Position in an ERC-1155 batch, from 0. */
  readonly batchIndex: number;
  /** ERC-1155: who made the transfer. */
  readonly operator?: Uint8Array;
  readonly from: Uint8Array;
  readonly to: Uint8Array;
  /** ERC-721 and ERC-1155. */
  readonly tokenId?: bigint;
  /** In the token's smallest unit. */
  readonly amount: bigint;
}

const topic = (hex: string): Uint8Array => Buffer.from(hex, "hex");

/** Transfer(address,address,uint256), of ERC-20 and of ERC-721. */
const TRANSFER = topic("ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");
/** TransferSingle(address,address,address,uint256,uint256), of ERC-1155. */
const TRANSFER_SINGLE = topic("c3d58168c5ae7397731d063d5bbf3d657854427343f4c083240f7aacaa2d0f62");
/** TransferBatch(address,address,address,uint256[],uint256[]), of ERC-1155. */
const TRANSFER_BATCH = topic("4a39dc06d4c0dbc64b70af90fd698a233a518aa5d07e595d983b8c0526c8f7fb");

const WORD = 32;

/**
 * The transfers that a log tells, if it has exactly the shape of a standard's event: indexed arguments as topics,
 * addresses padded with zeros, data of the very length. ERC-20 and ERC-721 share a signature; the number of topics
 * tells them apart. A log that differs (arguments that are not indexed, bytes left over) gives none: what it means
 * would be a guess.
 */
export function tokenTransfers({ topics, data }: TokenLog): readonly TokenTransfer[] {
  const [event, first, second, third] = topics;
  if (!event || !first || !second) return [];
  if (topics.length === 4 && third) {
    if (sameBytes(event, TRANSFER)) return erc721(first, second, third, data);
    if (sameBytes(event, TRANSFER_SINGLE)) return erc1155(first, second, third, single(data));
    if (sameBytes(event, TRANSFER_BATCH)) return erc1155(first, second, third, batch(data));
    return [];
  }
  return topics.length === 3 && sameBytes(event, TRANSFER) ? erc20(first, second, data) : [];
}

function erc20(fromTopic: Uint8Array, toTopic: Uint8Array, data: Uint8Array): TokenTransfer[] {
  const from = addressIn(fromTopic);
  const to = addressIn(toTopic);
  if (!from || !to || data.length !== WORD) return [];
  return [{ standard: "erc20", batchIndex: 0, from, to, amount: wordAt(data, 0) }];
}

function erc721(fromTopic: Uint8Array, toTopic: Uint8Array, id: Uint8Array, data: Uint8Array): TokenTransfer[] {
  const from = addressIn(fromTopic);
  const to = addressIn(toTopic);
  if (!from || !to || data.length !== 0) return [];
  return [{ standard: "erc721", batchIndex: 0, from, to, tokenId: wordAt(id, 0), amount: 1n }];
}

type Item = readonly [tokenId: bigint, amount: bigint];

function erc1155(
  operatorTopic: Uint8Array,
  fromTopic: Uint8Array,
  toTopic: Uint8Array,
  items: readonly Item[],
): TokenTransfer[] {
  const operator = addressIn(operatorTopic);
  const from = addressIn(fromTopic);
  const to = addressIn(toTopic);
  if (!operator || !from || !to) return [];
  return items.map(([tokenId, amount], batchIndex) => ({
    standard: "erc1155",
    batchIndex,
    operator,
    from,
    to,
    tokenId,
    amount,
  }));
}

const single = (data: Uint8Array): Item[] => (data.length === 2 * WORD ? [[wordAt(data, 0), wordAt(data, WORD)]] : []);

/** Two dynamic arrays of one length, in the layout that compilers write: nothing between, nothing after. */
function batch(data: Uint8Array): Item[] {
  const words = data.length / WORD;
  if (!Number.isInteger(words) || words < 4) return [];
  const count = (words - 4) / 2;
  const idsAt = 2 * WORD;
  const amountsAt = idsAt + (1 + count) * WORD;
  const isCanonical =
    Number.isInteger(count) &&
    wordAt(data, 0) === BigInt(idsAt) &&
    wordAt(data, WORD) === BigInt(amountsAt) &&
    wordAt(data, idsAt) === BigInt(count) &&
    wordAt(data, amountsAt) === BigInt(count);
  if (!isCanonical) return [];
  return Array.from({ length: count }, (_, index) => [
    wordAt(data, idsAt + (1 + index) * WORD),
    wordAt(data, amountsAt + (1 + index) * WORD),
  ]);
}

/** The address in a topic; undefined when the twelve bytes in front of it are not zero. */
function addressIn(word: Uint8Array): Uint8Array | undefined {
  for (let index = 0; index < 12; index++) if (word[index] !== 0) return undefined;
  return word.subarray(12);
}

function wordAt(bytes: Uint8Array, at: number): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, WORD);
  const high = (view.getBigUint64(0) << 64n) | view.getBigUint64(8);
  return (high << 128n) | (view.getBigUint64(16) << 64n) | view.getBigUint64(24);
}

import { z } from "zod";
import { fromHex } from "./hex.ts";

/**
 * Answers of Ethereum JSON-RPC (https://ethereum.github.io/execution-apis): hex is checked and turned
 * into bytes and integers; fields that are not listed stay as they are.
 */

const bytes = (length?: number) =>
  z
    .string()
    .regex(/^0x[0-9a-fA-F]*$/, { error: "is not 0x-hex" })
    .refine((hex) => (length === undefined ? hex.length % 2 === 0 : hex.length === 2 + 2 * length), {
      error: length === undefined ? "has an odd number of digits" : `is not ${length} bytes`,
    })
    .transform(fromHex);

const quantity = (bits: 8 | 32 | 53 | 64 | 256) =>
  z
    .string()
    .regex(/^0x[0-9a-fA-F]{1,64}$/, { error: "is not a hex quantity" })
    .transform(BigInt)
    .refine((value) => value >> BigInt(bits) === 0n, { error: `is above ${bits} bits` });

const integer = (bits: 8 | 32 | 53) => quantity(bits).transform(Number);

const maybe = <T extends z.ZodType>(type: T) => type.nullish().transform((value) => value ?? undefined);

const hash = bytes(32);
const address = bytes(20);

export const wireAccessList = z.array(z.object({ address, storageKeys: z.array(hash) }));

export const wireAuthorizationList = z.array(
  z.object({
    chainId: quantity(256),
    address,
    nonce: quantity(64),
    yParity: quantity(8),
    r: quantity(256),
    s: quantity(256),
  }),
);

export const wireWithdrawals = z.array(
  z.object({ index: quantity(64), validatorIndex: quantity(64), address, amount: quantity(64) }),
);

export const wireTransaction = z.looseObject({
  hash,
  blockHash: hash,
  blockNumber: integer(53),
  /** The block's own time, repeated by some nodes. */
  blockTimestamp: z.unknown().optional(),
  transactionIndex: integer(32),
  type: maybe(integer(8)),
  chainId: maybe(quantity(64)),
  from: address,
  to: maybe(address),
  nonce: quantity(64),
  value: quantity(256),
  gas: quantity(64),
  gasPrice: maybe(quantity(256)),
  maxFeePerGas: maybe(quantity(256)),
  maxPriorityFeePerGas: maybe(quantity(256)),
  maxFeePerBlobGas: maybe(quantity(256)),
  blobVersionedHashes: maybe(z.array(hash)),
  accessList: maybe(wireAccessList),
  authorizationList: maybe(wireAuthorizationList),
  input: bytes(),
  v: maybe(quantity(256)),
  yParity: maybe(quantity(8)),
  r: maybe(quantity(256)),
  s: maybe(quantity(256)),
});

export const wireBlock = z.looseObject({
  number: integer(53),
  hash,
  parentHash: hash,
  sha3Uncles: hash,
  miner: address,
  stateRoot: hash,
  transactionsRoot: hash,
  receiptsRoot: hash,
  logsBloom: bytes(256),
  difficulty: quantity(256),
  gasLimit: quantity(64),
  gasUsed: quantity(64),
  timestamp: quantity(64),
  extraData: bytes(),
  mixHash: hash,
  nonce: bytes(8),
  size: maybe(quantity(64)),
  baseFeePerGas: maybe(quantity(256)),
  withdrawalsRoot: maybe(hash),
  blobGasUsed: maybe(quantity(64)),
  excessBlobGas: maybe(quantity(64)),
  parentBeaconBlockRoot: maybe(hash),
  requestsHash: maybe(hash),
  uncles: maybe(z.array(hash)),
  withdrawals: maybe(wireWithdrawals),
  transactions: z.array(wireTransaction),
});

export const wireLog = z.looseObject({
  address,
  topics: z.array(hash).max(4),
  data: bytes(),
  blockHash: maybe(hash),
  blockNumber: maybe(integer(53)),
  blockTimestamp: z.unknown().optional(),
  transactionHash: maybe(hash),
  transactionIndex: maybe(integer(32)),
  logIndex: integer(32),
  removed: z.unknown().optional(),
});

export const wireReceipt = z.looseObject({
  transactionHash: hash,
  transactionIndex: integer(32),
  blockHash: hash,
  blockNumber: integer(53),
  blockTimestamp: z.unknown().optional(),
  from: maybe(address),
  to: maybe(address),
  type: maybe(integer(8)),
  status: maybe(integer(8)),
  root: maybe(bytes()),
  cumulativeGasUsed: quantity(64),
  gasUsed: quantity(64),
  effectiveGasPrice: maybe(quantity(256)),
  contractAddress: maybe(address),
  logsBloom: maybe(bytes(256)),
  logs: z.array(wireLog),
});

export const wireReceipts = z.array(wireReceipt);

/** A block as far as its position needs it; the answer to `eth_getBlockByNumber(…, false)`. */
export const wireBlockRef = z.object({
  number: integer(53),
  hash: z.string().regex(/^0x[0-9a-fA-F]{64}$/),
  timestamp: quantity(64),
});

/** A frame of geth's callTracer. */
export interface CallFrame {
  readonly error?: string | undefined;
  readonly output?: Uint8Array | undefined;
  readonly calls?: readonly CallFrame[] | undefined;
}

export const wireCallFrame: z.ZodType<CallFrame> = z.object({
  error: z.string().optional(),
  output: maybe(bytes()),
  get calls() {
    return z.array(wireCallFrame).optional();
  },
});

/** What of a parsed answer its schema does not list. */
export function unlisted(value: Readonly<Record<string, unknown>>, schema: z.ZodObject): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !(key in schema.shape)));
}

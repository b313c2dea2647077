import { z } from "zod";

const quantity = z
  .string()
  .regex(/^0x[0-9a-fA-F]{1,64}$/)
  .transform(BigInt);
const hash = z
  .string()
  .regex(/^0x[0-9a-fA-F]{64}$/)
  .transform((text) => text.slice(2).toLowerCase());
const address = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/)
  .transform((text) => text.toLowerCase());
const maybe = <T extends z.ZodType>(type: T) => type.nullish().transform((value) => value ?? undefined);

/** A transaction that waits in a node's pool, as `eth_getTransactionByHash` and `txpool_content` tell it. */
export const wirePending = z.object({
  /** 64 hex digits. */
  hash,
  /** Absent while it waits. */
  blockHash: maybe(hash),
  from: address,
  to: maybe(address),
  nonce: quantity,
  value: quantity,
  gas: quantity,
  type: maybe(quantity),
  gasPrice: maybe(quantity),
  maxFeePerGas: maybe(quantity),
  maxPriorityFeePerGas: maybe(quantity),
  input: z
    .string()
    .regex(/^0x[0-9a-fA-F]*$/)
    .transform((text) => text.slice(2)),
});

export type PendingTransaction = z.output<typeof wirePending>;

/** A block as far as its place and what it includes go: `eth_getBlockByHash(…, false)`. */
export const wireHead = z.object({
  number: quantity.transform(Number),
  hash,
  parentHash: hash,
  transactions: z.array(hash),
});

export type ObservedHead = z.output<typeof wireHead>;

/** What `txpool_content` answers: transactions by sender and nonce. */
export const wirePool = z.object({
  pending: z.record(z.string(), z.record(z.string(), z.unknown())),
  queued: z.record(z.string(), z.record(z.string(), z.unknown())),
});

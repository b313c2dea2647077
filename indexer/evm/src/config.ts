import { ConfigError, type NetworkContext } from "@ledgerscope/core";
import { z } from "zod";
import { type Datasets, DEFAULT_DATASETS } from "./datasets.ts";

/** One EVM network, as it stands in the configuration. */
export interface EvmConfig {
  readonly network: string;
  /** JSON-RPC endpoints of the same chain, the preferred one first. May hold credentials: print with `printableUrl`. */
  readonly rpc: readonly string[];
  /** Blocks on top that make a block final, for a node that does not know the tag `finalized`. */
  readonly confirmations?: number;
  /** First height to index. */
  readonly from?: number;
  /** Requests in flight at most, per endpoint. */
  readonly concurrency: number;
  /** What is stored beside blocks, transactions and logs. */
  readonly datasets: Datasets;
}

const EXAMPLE =
  'for example: mainnet: { family: evm, rpc: ["http://127.0.0.1:8545"], finality: { confirmations: 12 } }';

const httpUrl = z.string().refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), {
  error: "must be an http:// or https:// URL",
});

const datasets = z
  .strictObject({
    token_transfers: z.boolean().default(DEFAULT_DATASETS.tokenTransfers),
    contracts: z.boolean().default(DEFAULT_DATASETS.contracts),
    traces: z.boolean().default(DEFAULT_DATASETS.traces),
    state_diffs: z.boolean().default(DEFAULT_DATASETS.stateDiffs),
  })
  .prefault({});

const input = z.strictObject({
  family: z.literal("evm").optional(),
  rpc: z.union([httpUrl.transform((url) => [url]), z.array(httpUrl).min(1)]),
  finality: z.strictObject({ confirmations: z.int().min(0) }).optional(),
  from: z.int().min(0).optional(),
  concurrency: z.int().min(1).max(256).default(8),
  datasets,
  /** Whether the node's answers are kept as they came (`evm_raw`). */
  raw: z.enum(["keep", "drop"]).default(DEFAULT_DATASETS.raw ? "keep" : "drop"),
  // Read by other parts of the product.
  recorded: z.boolean().optional(),
  observe: z.unknown().optional(),
});

/** @throws ConfigError naming the key and giving an example. */
export function parseEvmConfig(value: unknown, context: NetworkContext): EvmConfig {
  const parsed = input.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const key = ["networks", context.network, ...(issue?.path ?? [])].join(".");
    throw new ConfigError(`${key}: ${issue?.message ?? "invalid"}; ${EXAMPLE}`);
  }
  const { rpc, finality, from, concurrency, datasets, raw } = parsed.data;
  return {
    network: context.network,
    rpc,
    concurrency,
    datasets: {
      tokenTransfers: datasets.token_transfers,
      contracts: datasets.contracts,
      traces: datasets.traces,
      stateDiffs: datasets.state_diffs,
      raw: raw === "keep",
    },
    ...(finality ? { confirmations: finality.confirmations } : {}),
    ...(from === undefined ? {} : { from }),
  };
}

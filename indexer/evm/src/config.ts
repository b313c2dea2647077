import { resolve } from "node:path";
import { ConfigError, type NetworkContext } from "@ledgerscope/core";
import { headerProfiles } from "@ledgerscope/proof";
import { z } from "zod";
import { type Datasets, DEFAULT_DATASETS } from "./datasets.ts";
import type { HeaderRule } from "./headerRules.ts";
import { fromHex } from "./hex.ts";
import { keccak256 } from "./keccak256.ts";

/** One EVM network, as it stands in the configuration. */
export interface EvmConfig {
  readonly network: string;
  /** JSON-RPC endpoints of the same chain, the preferred one first. May hold credentials: print with `printableUrl`. */
  readonly rpc: readonly string[];
  /** Blocks on top that make a block final, for a node that does not know the tag `finalized`. */
  readonly confirmations?: number;
  /** First height to index. */
  readonly from?: number;
  /** Requests in flight at most, per endpoint; how many there are adapts to the endpoint. */
  readonly concurrency: number;
  /** Websocket endpoints that tell of new heads; without one the head is polled. May hold credentials. */
  readonly ws: readonly string[];
  /** The chain that the endpoints must serve. @default that of the first endpoint that answers */
  readonly chainId?: bigint;
  /** How long an endpoint may take to begin an answer, and to go on with it, in milliseconds. */
  readonly timeoutMs: number;
  /** An answer that is larger is refused, not buffered. */
  readonly maxResponseBytes: number;
  /** How many bytes of answers may be in memory; above it only one answer goes on. */
  readonly memoryBytes: number;
  /** Rules of the headers where they are not what the headers show themselves, ascending. */
  readonly headers: readonly HeaderRule[];
  /** False: hashes and roots are not recomputed; every block is marked so. */
  readonly verify: boolean;
  /** What is stored beside blocks, transactions and logs. */
  readonly datasets: Datasets;
  /** Folder of JSON ABIs, absolute: calls and logs are decoded by them when they are shown. */
  readonly abis?: string;
}

const EXAMPLE =
  'for example: mainnet: { family: evm, rpc: ["http://127.0.0.1:8545"], finality: { confirmations: 12 } }';

const httpUrl = z.string().refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), {
  error: "must be an http:// or https:// URL",
});

const wsUrl = z.string().refine((text) => URL.canParse(text) && /^wss?:$/.test(new URL(text).protocol), {
  error: "must be a ws:// or wss:// URL",
});

const profile = z.enum([...headerProfiles, "detected", "unverified"]);

const ENODE = /^enode:\/\/([0-9a-fA-F]{128})/;

/** Address of a key, given as itself or as the URL of the node that holds the key. */
const signer = z
  .string()
  .refine((text) => /^0x[0-9a-fA-F]{40}$/.test(text) || ENODE.test(text), {
    error: "must be an address (0x and 40 hex digits) or an enode:// URL",
  })
  .transform((text) => {
    const key = ENODE.exec(text)?.[1];
    return key === undefined ? fromHex(text) : keccak256(fromHex(key)).subarray(12);
  });

/** One profile for all heights, or each with the height that it begins at. */
const headers = z
  .union([
    profile.transform((name) => [{ from: 0, profile: name, signers: [] }]),
    z.array(
      z.strictObject({
        from: z.int().min(0).default(0),
        profile: profile.default("detected"),
        signers: z.array(signer).default([]),
      }),
    ),
  ])
  .transform((rules) => rules.toSorted((a, b) => a.from - b.from))
  .default([]);

const MEGABYTE = 1_000_000;

const datasets = z
  .strictObject({
    token_transfers: z.boolean().default(DEFAULT_DATASETS.tokenTransfers),
    token_metadata: z.boolean().default(DEFAULT_DATASETS.tokenMetadata),
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
  concurrency: z.int().min(1).max(256).default(16),
  ws: z.union([wsUrl.transform((url) => [url]), z.array(wsUrl)]).default([]),
  chain_id: z.int().min(0).optional(),
  timeout_s: z.number().min(0.1).max(3600).default(30),
  max_response_mb: z.int().min(1).max(500).default(128),
  memory_mb: z.int().min(1).default(256),
  headers,
  datasets,
  /** Whether hashes and roots are recomputed before a block is stored. */
  verify: z.boolean().default(true),
  /** Whether the node's answers are kept as they came (`evm_raw`). */
  raw: z.enum(["keep", "drop"]).default(DEFAULT_DATASETS.raw ? "keep" : "drop"),
  /** Relative to the configuration. */
  abis: z.string().min(1).optional(),
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
  const { rpc, ws, chain_id, finality, from, concurrency, datasets, raw, abis } = parsed.data;
  return {
    network: context.network,
    rpc,
    concurrency,
    ws,
    timeoutMs: parsed.data.timeout_s * 1000,
    maxResponseBytes: parsed.data.max_response_mb * MEGABYTE,
    memoryBytes: parsed.data.memory_mb * MEGABYTE,
    ...(chain_id === undefined ? {} : { chainId: BigInt(chain_id) }),
    headers: parsed.data.headers,
    verify: parsed.data.verify,
    datasets: {
      tokenTransfers: datasets.token_transfers,
      tokenMetadata: datasets.token_metadata,
      contracts: datasets.contracts,
      traces: datasets.traces,
      stateDiffs: datasets.state_diffs,
      raw: raw === "keep",
    },
    ...(finality ? { confirmations: finality.confirmations } : {}),
    ...(from === undefined ? {} : { from }),
    ...(abis === undefined ? {} : { abis: resolve(context.baseDir, abis) }),
  };
}

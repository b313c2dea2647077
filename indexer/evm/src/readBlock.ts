import type { BlockHeader, Check, Payload, QuarantinedBlock } from "@ledgerscope/core";
import { askReverts } from "./askReverts.ts";
import type { EvmConfig } from "./config.ts";
import { encodeBlocks } from "./encodeBlocks.ts";
import type { EvmNode } from "./evmNode.ts";
import { headerTimeMs } from "./headerTime.ts";
import { toHex } from "./hex.ts";
import { type HotBlock, hotPayloads, readHot } from "./hot/readHot.ts";
import { encodeRaw } from "./raw/encodeRaw.ts";
import { rawAnswers } from "./raw/rawAnswer.ts";
import { type RawBlock, rawBytes } from "./rawBlock.ts";
import { readPlain } from "./readPlain.ts";
import { encodeTraces } from "./traces/encodeTraces.ts";
import { failedCallsOf } from "./traces/failedCallsOf.ts";

/** What came of one block: stored with its header, or held back. */
export interface ReadBlock {
  readonly height: number;
  readonly checks: readonly Check[];
  readonly good?: {
    readonly header: BlockHeader;
    /** Its rows, per table. */
    readonly payloads: readonly Payload[];
  };
  readonly bad?: QuarantinedBlock;
}

/**
 * Decodes and checks what a node answered, and asks for what else its datasets want. The kernel of `hot/` reads what
 * it fully understands; everything else, and every block that fails, is the plain path's.
 */
export async function readBlock(
  node: EvmNode,
  raw: RawBlock,
  signal: AbortSignal,
  config: EvmConfig,
): Promise<ReadBlock> {
  const hot = isHot(config)
    ? readHot(raw, { network: config.network, datasets: config.datasets, proves: config.verify })
    : undefined;
  return hot ? finishHot(node, raw, signal, config, hot) : readAndFinishPlain(node, raw, signal, config);
}

/** Traces and state diffs take what the plain path decodes; other profiles than what headers show have rules of their own. */
const isHot = ({ datasets, headers }: EvmConfig): boolean =>
  !datasets.traces && !datasets.stateDiffs && headers.length === 0;

async function finishHot(
  node: EvmNode,
  raw: RawBlock,
  signal: AbortSignal,
  { network, datasets }: EvmConfig,
  { block, checks }: HotBlock,
): Promise<ReadBlock> {
  const { height } = raw;
  const { reverts, check } = await askReverts(height, block.failed, (one) => node.revert(one, signal));
  const payloads = hotPayloads(block, reverts);
  const place = { height, hash: block.hash, header: block };
  if (reverts.size > 0) payloads.push(encodeTraces(network, [{ block: place, traces: failedCallsOf(reverts) }]));
  if (datasets.raw) {
    payloads.push(encodeRaw(network, [{ block: place, raw: rawAnswers(raw) }]));
  }
  return {
    height,
    checks: check ? [...checks, check] : checks,
    good: { header: headerOf(height, block.hash, block), payloads },
  };
}

async function readAndFinishPlain(
  node: EvmNode,
  raw: RawBlock,
  signal: AbortSignal,
  { network, datasets, headers, verify }: EvmConfig,
): Promise<ReadBlock> {
  const { height } = raw;
  const { block, checks } = readPlain(raw, headers, { proves: verify, chainId: node.chainId });
  const failed = checks.filter(({ state }) => state === "failed");
  const [first] = failed;
  if (!block || first) {
    const detail = failed.map(({ check, detail }) => `${check}: ${detail}`).join("; ");
    return { height, checks, bad: { height, check: first?.check ?? "wire_format", detail, raw: rawBytes(raw) } };
  }
  const more = await node.enrich(block, raw, signal);
  return {
    height,
    checks: [...checks, ...more.checks],
    good: { header: headerOf(height, block.hash, block.header), payloads: encodeBlocks(network, [more], datasets) },
  };
}

function headerOf(
  number: number,
  hash: Uint8Array,
  { parentHash, timestamp }: { readonly parentHash: Uint8Array; readonly timestamp: bigint },
): BlockHeader {
  return {
    number,
    hash: toHex(hash),
    parentHash: toHex(parentHash),
    timeMs: headerTimeMs(timestamp),
    timeSource: "header",
  };
}

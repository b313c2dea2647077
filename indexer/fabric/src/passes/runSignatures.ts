import type { Check, PassRequest, PassStep } from "@ledgerscope/core";
import {
  type DecodedEnvelope,
  decodeEnvelope,
  type JudgedSignature,
  judgeSignatures,
  signatureClaims,
  type TransactionStep,
} from "@ledgerscope/proof";
import { RowEncoder, type Table } from "@ledgerscope/schema";
import type { FabricConfig } from "../config.ts";
import { nodeCrypto } from "../nodeCrypto.ts";
import { fabricPolicyEvaluations } from "../tables/fabricPolicyEvaluations.ts";
import { type RawBlock, readRawBlocks } from "../verify/rawBlocks.ts";
import { storedConfig } from "../verify/storedConfig.ts";
import type { StoredScope } from "../verify/storedScope.ts";
import { ConfigInForce } from "./configInForce.ts";
import { evaluationRows } from "./evaluationRows.ts";
import { judgeBlock } from "./judgeBlock.ts";
import { PolicyState } from "./policyState.ts";
import { SignaturePool } from "./signaturePool.ts";

/** Groups of blocks whose signatures are verified while earlier ones are judged. */
const GROUPS_AHEAD = 3;

interface ReadBlock extends RawBlock {
  readonly envelopes: readonly DecodedEnvelope[];
  readonly config: ReturnType<ConfigInForce["at"]>;
  readonly signatures: readonly JudgedSignature[];
}

export async function* runSignatures(config: FabricConfig, request: PassRequest): AsyncIterable<PassStep> {
  const { network, from, to, stored, signal } = request;
  const scope: StoredScope = { stored, network, channel: config.channel };
  const pool = new SignaturePool();
  try {
    const state = await PolicyState.open(scope, from);
    let at = from;
    for await (const blocks of ahead(readGroups(scope, from, to, pool))) {
      signal.throwIfAborted();
      await state.prepare(blocks);
      const rows = new RowEncoder<Table>(fabricPolicyEvaluations);
      const checks: Check[] = [];
      let items = 0;
      for (const { block, envelopes, config: inForce, signatures, timeMs } of blocks) {
        const judged = { block, envelopes, config: inForce.config, configProblem: inForce.problem, timeMs, signatures };
        const { steps, verdicts } = judgeBlock(judged, state);
        checks.push(...steps.map(stepCheck));
        for (const row of evaluationRows(scope, block, envelopes, verdicts)) rows.push(row);
        items += signatures.length;
      }
      const end = (blocks.at(-1)?.block.number ?? at) + 1;
      yield { from: at, to: end, items, checks, payloads: rows.rows > 0 ? [rows.take()] : [], derived: [] };
      at = end;
    }
    if (at < to) yield { from: at, to, items: 0, checks: [], payloads: [], derived: [] };
  } finally {
    await pool.close();
  }
}

/** A remarkable finding is told even where all is as it should be: which signatures of invalid transactions fail. */
export const stepCheck = ({ check, state, height, detail }: TransactionStep): Check => ({
  check,
  state,
  height,
  ...(detail === "" ? {} : { detail }),
});

/** In an object, as a generator waits for a promise that it yields. */
interface Underway<T> {
  readonly settled: Promise<T>;
}

/** Groups of blocks, each as a promise that settles once its signatures are verified. */
async function* readGroups(
  scope: StoredScope,
  from: number,
  to: number,
  pool: SignaturePool,
): AsyncIterable<Underway<readonly ReadBlock[]>> {
  const inForce = new ConfigInForce(await storedConfig(scope, from));
  for await (const group of readRawBlocks(scope, from, to)) {
    const read = group.map((raw) => ({
      ...raw,
      envelopes: raw.block.data.map(decodeEnvelope),
      config: inForce.at(raw.block),
    }));
    const settled = Promise.all(
      read.map(async (block) => {
        const { config } = block.config;
        const claims = block.block.number === 0 || !config ? [] : signatureClaims(block.envelopes);
        const signatures = config ? await judgeSignatures(claims, config, nodeCrypto, pool.verify) : [];
        return { ...block, signatures };
      }),
    );
    settled.catch(() => undefined); // whoever awaits it is told; nobody does once the pass has ended
    yield { settled };
  }
}

/** Runs `GROUPS_AHEAD` groups ahead of the one that is awaited. */
async function* ahead<T>(groups: AsyncIterable<Underway<T>>): AsyncIterable<T> {
  const waiting: Underway<T>[] = [];
  for await (const group of groups) {
    waiting.push(group);
    if (waiting.length > GROUPS_AHEAD) yield (waiting.shift() as Underway<T>).settled;
  }
  for (const { settled } of waiting) yield settled;
}

import type { Check, VerifyRequest } from "@ledgerscope/core";
import {
  type ChainState,
  type DecodedEnvelope,
  equalBytes,
  type FabricBlock,
  fabricHeaderHash,
  judgeSignatures,
  MetadataIndex,
  signatureClaims,
  storedCommitHash,
  verifyBlock,
  WireError,
} from "@ledgerscope/proof";
import { STORE, type Table } from "@ledgerscope/schema";
import type { FabricConfig } from "../config.ts";
import { type BlockContext, decodeBlock } from "../decode/decodeBlock.ts";
import { fabricTables, noRows } from "../decode/rows.ts";
import { nodeCrypto } from "../nodeCrypto.ts";
import { ConfigInForce } from "../passes/configInForce.ts";
import { evaluationRows } from "../passes/evaluationRows.ts";
import { judgeBlock } from "../passes/judgeBlock.ts";
import { PolicyState } from "../passes/policyState.ts";
import { stepCheck } from "../passes/runSignatures.ts";
import { SignaturePool } from "../passes/signaturePool.ts";
import { signaturesPass } from "../passes/signaturesPass.ts";
import { verifyPrivateData } from "../privateData/verifyPrivateData.ts";
import type { FabricSource } from "../source/fabricSource.ts";
import type { LedgerBlock } from "../source/ledger.ts";
import { toCheck } from "../source/ledgerWalk.ts";
import { fabricPolicyEvaluations } from "../tables/fabricPolicyEvaluations.ts";
import { compareRows } from "./compareRows.ts";
import { readRawBlocks } from "./rawBlocks.ts";
import { expectedText } from "./rowText.ts";
import { readStoredRows, rebuildBlock, type StoredRows } from "./storedBlocks.ts";
import { storedConfigState } from "./storedConfig.ts";
import type { StoredScope } from "./storedScope.ts";
import { storedValue } from "./storedValue.ts";
import { verifyDerived } from "./verifyDerived.ts";

/** Blocks read from the store at a time. */
const CHUNK_BLOCKS = 32;

const EMPTY = new Uint8Array(0);

/**
 * Proves stored blocks again from nothing but their rows: each block is rebuilt from its header, metadata
 * and envelopes, verified as when it arrived, decoded once more, and every row of every other table
 * compared; then signatures, certificates and policies of its transactions as the pass `signatures` does.
 * With a node, block and ledgers are compared byte by byte as well.
 */
export async function* verifyStored(config: FabricConfig, request: VerifyRequest): AsyncIterable<Check> {
  const { network, from, to, stored, signal } = request;
  const scope: StoredScope = { stored, network, channel: config.channel };
  const node = request.node as FabricSource | undefined;
  const ledger = node && new LedgerCursor(node.blocks(from, to, signal));
  const peers = await node?.comparison(from);
  const pool = new SignaturePool();
  try {
    let { chain, timeMs } = await before(scope, from);
    const policies = await PolicyState.open(scope, from);
    const inForce = new ConfigInForce(chain.config);
    const hasPassed = signaturesPassed(scope);
    for (let start = from; start < to; start += CHUNK_BLOCKS) {
      const chunk = await readStoredRows(scope, start, Math.min(to, start + CHUNK_BLOCKS));
      const read: ReadBlock[] = [];
      for (let height = start; height < Math.min(to, start + CHUNK_BLOCKS); height++) {
        signal.throwIfAborted();
        const rows = chunk.get(height) ?? {};
        const block = rebuildBlock(height, rows);
        if (!block) {
          const count = rows[fabricTables.blocks.name]?.length ?? 0;
          const detail = `fabric_blocks: block ${height} is stored ${count === 0 ? "nowhere" : `${count} times`}`;
          yield { check: "stored_rows", state: "failed", height, detail };
          const { previous: _, completeFrom: __, ...known } = chain;
          chain = known;
          timeMs = undefined;
          policies.forget();
          continue;
        }
        const verified = await verifyBlock(block, chain, nodeCrypto, {
          stateBefore: (namespace, collection, key) => storedValue(scope, height, namespace, collection, key),
        });
        for (const step of verified.steps) yield toCheck(step);
        const { envelopes } = verified;
        const known = inForce.at(block);
        const context = {
          network,
          channel: config.channel,
          hash: verified.hash,
          previousTimeMs: timeMs ?? 0,
          config: known.config,
        };
        const isKnown = height === 0 || (known.config !== undefined && timeMs !== undefined);
        const compared = compareStored(block, envelopes, rows, context, isKnown);
        timeMs = compared.timeMs;
        yield* compared.checks;
        if (ledger) {
          const theirs = await ledger.at(height);
          yield await compareWithLedger(block, theirs?.block);
          yield* theirs?.checks ?? [];
        }
        if (peers) yield await peers.check(height, block);
        read.push({ block, envelopes, rows, timeMs, config: known });
        chain = verified.next;
      }
      yield* judgeTransactions(scope, read, policies, pool, hasPassed);
    }
    yield* verifyDerived(scope, request, signal);
    yield* verifyPrivateData(scope, request, signal);
  } finally {
    await pool.close();
    await ledger?.close();
    await peers?.close();
  }
}

interface ReadBlock {
  readonly block: FabricBlock;
  readonly envelopes: readonly DecodedEnvelope[];
  readonly rows: StoredRows;
  readonly timeMs: number;
  readonly config: ReturnType<ConfigInForce["at"]>;
}

/** Signatures, certificates, policies, and the rows that the pass made of them, where it has been there. */
async function* judgeTransactions(
  scope: StoredScope,
  blocks: readonly ReadBlock[],
  policies: PolicyState,
  pool: SignaturePool,
  hasPassed: (height: number) => Promise<boolean>,
): AsyncIterable<Check> {
  await policies.prepare(blocks);
  const signatures = await Promise.all(
    blocks.map(({ block, envelopes, config: { config } }) =>
      config && block.number > 0 ? judgeSignatures(signatureClaims(envelopes), config, nodeCrypto, pool.verify) : [],
    ),
  );
  for (const [index, { block, envelopes, rows, timeMs, config }] of blocks.entries()) {
    const judged = { block, envelopes, config: config.config, configProblem: config.problem, timeMs };
    const { steps, verdicts } = judgeBlock({ ...judged, signatures: signatures[index] ?? [] }, policies);
    yield* steps.map(stepCheck);
    const held = rows[fabricPolicyEvaluations.name] ?? [];
    if (!policies.isComplete) {
      const detail = `${fabricPolicyEvaluations.name} rests on blocks before that are not at hand`;
      yield { check: "derived_rows", state: "unchecked", height: block.number, detail };
      continue;
    }
    const table: Table = fabricPolicyEvaluations;
    const expected = evaluationRows(scope, block, envelopes, verdicts).map((row) => expectedText(table, row));
    const height = block.number;
    if (held.length === 0 && expected.length > 0 && !(await hasPassed(height))) {
      const detail = `${fabricPolicyEvaluations.name}: the pass signatures has not come here`;
      yield { check: "derived_rows", state: "unchecked", height, detail };
      continue;
    }
    const differences = compareRows(table, held, expected);
    if (differences.length === 0) yield { check: "derived_rows", state: "verified", height };
    for (const detail of differences) yield { check: "derived_rows", state: "failed", height, detail };
  }
}

/** Whether the pass has made the rows of a block, and no block up to there was stored since: then it is done again. */
function signaturesPassed({ stored, network }: StoredScope): (height: number) => Promise<boolean> {
  const { name: pass, version } = signaturesPass;
  const sql = `SELECT toUInt8(count() > 0) AS passed FROM ${STORE}._passes
WHERE network = {network:String} AND pass = {pass:String} AND version = {version:UInt32}
  AND from <= {height:UInt64} AND to > {height:UInt64}
  AND seq > (SELECT max(seq) FROM ${STORE}._ranges WHERE network = {network:String} AND from <= {height:UInt64})`;
  return async (height) => {
    for await (const { passed } of stored.rows<{ passed: number }>(sql, { network, pass, version, height })) {
      return passed === 1;
    }
    return false;
  };
}

/** What the blocks before `from` say: configuration in force, hashes of the last one, its time. */
async function before(scope: StoredScope, from: number): Promise<{ chain: ChainState; timeMs: number | undefined }> {
  const chain = await storedConfigState(scope, from);
  if (from === 0) return { chain, timeMs: 0 };
  for await (const [raw] of readRawBlocks(scope, from - 1, from)) {
    if (!raw) break;
    const previous = {
      number: from - 1,
      hash: await fabricHeaderHash(raw.block, nodeCrypto),
      commitHashes: [commitHashOf(raw.block)],
      failed: false,
    };
    return { chain: { ...chain, previous }, timeMs: raw.timeMs };
  }
  return { chain, timeMs: undefined };
}

function commitHashOf(block: FabricBlock): Uint8Array {
  try {
    return storedCommitHash(block.metadata);
  } catch (error) {
    if (error instanceof WireError) return EMPTY;
    throw error;
  }
}

/** Tables whose rows rest on blocks before: on the configuration in force, or on the time of the one before. */
const CONTEXTUAL: readonly string[] = [
  "fabric_blocks",
  "fabric_block_signatures",
  "fabric_configs",
  "fabric_config_items",
  "fabric_config_updates",
  "fabric_identity_uses",
];

/** @param isKnown whether what came before the block is at hand: where it is not, some rows cannot be judged. */
function compareStored(
  block: FabricBlock,
  envelopes: readonly DecodedEnvelope[],
  stored: StoredRows,
  context: BlockContext,
  isKnown: boolean,
): { checks: Check[]; timeMs: number } {
  const height = block.number;
  const rows = noRows();
  let timeMs = context.previousTimeMs;
  try {
    timeMs = decodeBlock(block, envelopes, context, rows).timeMs;
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    const detail = `fabric_blocks.metadata: ${error.message}`;
    return { checks: [{ check: "stored_rows", state: "failed", height, detail }], timeMs };
  }
  const checks = (Object.keys(fabricTables) as (keyof typeof fabricTables)[]).flatMap((name): Check[] => {
    const table = fabricTables[name] as Table;
    const expected = rows[name].map((row) => expectedText(table, row as Readonly<Record<string, unknown>>));
    const differences = compareRows(table, stored[table.name] ?? [], expected);
    if (differences.length > 0 && !isKnown && CONTEXTUAL.includes(table.name)) {
      const detail = `${table.name} rests on blocks before that are not at hand`;
      return [{ check: "stored_rows", state: "unchecked", height, detail }];
    }
    return differences.map((detail) => ({ check: "stored_rows", state: "failed", height, detail }));
  });
  return { checks: checks.length > 0 ? checks : [{ check: "stored_rows", state: "verified", height }], timeMs };
}

/** Walks the ledger along with the heights that are asked for, which ascend. */
class LedgerCursor {
  readonly #blocks: AsyncIterator<LedgerBlock>;
  #current: LedgerBlock | undefined;

  constructor(blocks: AsyncIterable<LedgerBlock>) {
    this.#blocks = blocks[Symbol.asyncIterator]();
  }

  async at(height: number): Promise<LedgerBlock | undefined> {
    while (!this.#current || this.#current.height < height) {
      const next = await this.#blocks.next();
      if (next.done) return undefined;
      this.#current = next.value;
    }
    return this.#current.height === height ? this.#current : undefined;
  }

  async close(): Promise<void> {
    await this.#blocks.return?.();
  }
}

/** Signatures may differ between peers: each orderer signs its own copy. */
async function compareWithLedger(block: FabricBlock, theirs: FabricBlock | undefined): Promise<Check> {
  const height = block.number;
  const outcome = (state: Check["state"], detail?: string): Check => ({
    check: "ledger_file",
    state,
    height,
    ...(detail ? { detail } : {}),
  });
  if (!theirs) return outcome("failed", "the ledger has no whole block at that height");
  if (!equalBytes(await fabricHeaderHash(block, nodeCrypto), await fabricHeaderHash(theirs, nodeCrypto))) {
    return outcome("failed", "the header differs from the ledger's");
  }
  if (block.data.length !== theirs.data.length) {
    return outcome("failed", `${block.data.length} envelopes stored, the ledger has ${theirs.data.length}`);
  }
  const envelope = block.data.findIndex((bytes, index) => !equalBytes(bytes, theirs.data[index] ?? EMPTY));
  if (envelope >= 0) return outcome("failed", `envelope ${envelope} differs from the ledger's`);
  for (const [name, index] of [
    ["validation codes", MetadataIndex.transactionsFilter],
    ["commit hash", MetadataIndex.commitHash],
  ] as const) {
    if (!equalBytes(block.metadata[index] ?? EMPTY, theirs.metadata[index] ?? EMPTY)) {
      return outcome("failed", `${name} differ from the ledger's`);
    }
  }
  return outcome("verified");
}

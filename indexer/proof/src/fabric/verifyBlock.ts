import { dataHash, type FabricBlock, headerHash } from "./block.ts";
import { lastConfigHeight, MetadataIndex, separateLastConfigHeight, storedCommitHash } from "./blockMetadata.ts";
import { EMPTY, equalBytes, isHexOf, joinedBriefly, toHex } from "./bytes.ts";
import { type ChannelConfig, isConfigBlock, parseConfigBlock } from "./channelConfig.ts";
import { commitHash, MissingStateError, type StateLookup, type ValidWrites } from "./commitHash.ts";
import { type DecodedEnvelope, decodeEnvelope } from "./decodedEnvelope.ts";
import { HeaderType, isCanonicalEnvelope } from "./envelope.ts";
import { verifyOrdererSignatures } from "./ordererSignatures.ts";
import type { ProofCrypto } from "./proofCrypto.ts";
import { proposalHash } from "./proposalHash.ts";
import type { Signer } from "./signer.ts";
import { WireError } from "./wire.ts";

/** As core's check states: recomputed and equal, no rule, the needed part is not there, different. */
export type StepState = "verified" | "unverified" | "unchecked" | "failed";

/** One thing that was proved, or not, about one block. */
export interface ProofStep {
  readonly check: BlockCheck;
  readonly height: number;
  readonly state: StepState;
  /** For `failed` what was expected and what was found; otherwise the reason or the finding, if any. */
  readonly detail: string;
}

export type BlockCheck =
  | "envelope_reencoding"
  | "data_hash"
  | "header_chain"
  | "tx_ids"
  | "proposal_hashes"
  | "orderer_signatures"
  | "last_config"
  | "commit_hash";

/** What is known from the blocks before. Start with `{}`, then use each result's `next`. */
export interface ChainState {
  /** The configuration in force; undefined: unknown. */
  readonly config?: ChannelConfig;
  readonly previous?: PreviousBlock;
  /** A configuration block that failed: what comes after it cannot be judged by it. */
  readonly failedConfigHeight?: number;
  /**
   * No configuration block from this height on is unknown: `config` is the one in force, unless an older one
   * is. Undefined where blocks were left out; then only a configuration that the block itself names is used.
   */
  readonly completeFrom?: number;
}

export interface PreviousBlock {
  readonly number: number;
  readonly hash: Uint8Array;
  /** What its commit hash may be: as stored, and as recomputed where that differs. */
  readonly commitHashes: readonly Uint8Array[];
  /** It failed a check: that the next block does not link to it says nothing about the next block. */
  readonly failed: boolean;
}

export interface VerifiedBlock {
  readonly hash: Uint8Array;
  readonly steps: readonly ProofStep[];
  /** Orderers whose signatures are valid. */
  readonly signers: readonly Signer[];
  /** The block's envelopes, decoded once for all who need them; empty without `transactions`. */
  readonly envelopes: readonly DecodedEnvelope[];
  readonly next: ChainState;
}

export interface VerifyBlockOptions {
  /** Transaction ids and commit hash need every transaction decoded: leave them out where only order matters. */
  readonly transactions?: boolean;
  /** For the commit hash of blocks whose transactions write a key's metadata alone. */
  readonly stateBefore?: StateLookup;
}

type Outcome = readonly [state: StepState, detail?: string];

/**
 * Makes every check that a block allows by itself and by the blocks before it.
 * Nothing is thrown for a block that is wrong: its steps say so.
 */
export async function verifyBlock(
  block: FabricBlock,
  state: ChainState,
  crypto: ProofCrypto,
  options: VerifyBlockOptions = {},
): Promise<VerifiedBlock> {
  const height = block.number;
  const steps: ProofStep[] = [];
  const step = async (check: BlockCheck, prove: () => Outcome | Promise<Outcome>): Promise<void> => {
    let outcome: Outcome;
    try {
      outcome = await prove();
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      outcome = ["failed", error.message];
    }
    steps.push({ check, height, state: outcome[0], detail: outcome[1] ?? "" });
  };
  const isConfig = isConfigBlock(block);
  const hash = await headerHash(block, crypto);
  const envelopes = options.transactions === false ? [] : block.data.map(decodeEnvelope);
  let signers: readonly Signer[] = [];
  let recomputed: Uint8Array | undefined;

  await step("envelope_reencoding", () => checkEnvelopes(block, isConfig));
  await step("data_hash", async () => {
    const computed = await dataHash(block.data, crypto);
    return equalBytes(computed, block.dataHash)
      ? ["verified"]
      : ["failed", `header says ${toHex(block.dataHash)}, the envelopes give ${toHex(computed)}`];
  });
  await step("header_chain", () => checkLink(block, state));
  if (options.transactions !== false) {
    await step("tx_ids", () => checkTransactionIds(block, envelopes, crypto));
    await step("proposal_hashes", () => checkProposalHashes(block, envelopes, crypto));
  }
  await step("orderer_signatures", async () => {
    if (height === 0) return ["unverified", "block 0 carries no signatures: compare its hash with a trusted one"];
    if (state.failedConfigHeight !== undefined) return unknownConfig(state.failedConfigHeight);
    if (!state.config) return ["unchecked", "the configuration in force is not known: the ledger starts after it"];
    const missing = missingConfig(block, isConfig, state);
    if (missing !== undefined) return ["unchecked", missing];
    const result = await verifyOrdererSignatures(block, state.config, crypto);
    signers = result.signers;
    return [result.state, result.detail];
  });
  await step("last_config", () => checkLastConfig(block, isConfig, state));
  if (options.transactions !== false) {
    await step("commit_hash", async () => {
      const result = await checkCommitHash(block, envelopes, state, crypto, options.stateBefore);
      recomputed = result.recomputed;
      return result.outcome;
    });
  }

  const failed = steps.some(({ state: outcome }) => outcome === "failed");
  const stored = storedOrEmpty(block);
  return {
    hash,
    steps,
    signers,
    envelopes,
    next: {
      ...nextConfig(block, isConfig, failed, state),
      completeFrom: state.completeFrom !== undefined && follows(block, state) ? state.completeFrom : height,
      previous: {
        number: height,
        hash,
        commitHashes: recomputed && !equalBytes(recomputed, stored) ? [stored, recomputed] : [stored],
        failed,
      },
    },
  };
}

/** Whether nothing lies between the block and what is known. */
const follows = (block: FabricBlock, { previous }: ChainState): boolean =>
  block.number === 0 || previous === undefined || previous.number === block.number - 1;

const unknownConfig = (height: number): Outcome => ["unchecked", `configuration block ${height} failed its checks`];

function nextConfig(
  block: FabricBlock,
  isConfig: boolean,
  failed: boolean,
  state: ChainState,
): Pick<ChainState, "config" | "failedConfigHeight"> {
  if (isConfig && !failed) {
    try {
      return { config: parseConfigBlock(block) };
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
    }
  }
  if (isConfig) return { ...keep(state), failedConfigHeight: block.number };
  return keep(state);
}

function keep({ config, failedConfigHeight }: ChainState): Pick<ChainState, "config" | "failedConfigHeight"> {
  return { ...(config ? { config } : {}), ...(failedConfigHeight === undefined ? {} : { failedConfigHeight }) };
}

function checkEnvelopes(block: FabricBlock, isConfig: boolean): Outcome {
  if (block.data.length === 0) return ["failed", "the block has no envelopes"];
  if (isConfig) return ["verified", "a configuration block holds exactly one envelope"];
  const index = block.data.findIndex((envelope) => !isCanonicalEnvelope(envelope));
  return index < 0 ? ["verified"] : ["failed", `envelope ${index} is not what Fabric would write for it`];
}

function checkLink(block: FabricBlock, { previous }: ChainState): Outcome {
  if (block.number === 0) {
    return block.previousHash.length === 0 ? ["verified"] : ["failed", "block 0 names a block before it"];
  }
  if (!previous) return ["unchecked", "the block before is not at hand"];
  if (previous.number !== block.number - 1) return ["failed", `block ${block.number} follows block ${previous.number}`];
  if (equalBytes(previous.hash, block.previousHash)) return ["verified"];
  const detail = `previous_hash is ${toHex(block.previousHash)}, block ${previous.number} has ${toHex(previous.hash)}`;
  return previous.failed ? ["unchecked", `${detail}; that block failed itself`] : ["failed", detail];
}

const SHA256_BYTES = 32;
const VALID = 0;
const BAD_PROPOSAL_TXID = 8;
const INVALID_ENDORSER_TRANSACTION = 5;
const NOT_VALIDATED = 254;

async function checkTransactionIds(
  block: FabricBlock,
  envelopes: readonly DecodedEnvelope[],
  crypto: ProofCrypto,
): Promise<Outcome> {
  const filter = block.metadata[MetadataIndex.transactionsFilter] ?? EMPTY;
  let doubt: string | undefined;
  for (const [index, { headers, problem }] of envelopes.entries()) {
    let detail: string;
    if (!headers) detail = `transaction ${index} is unreadable: ${problem}`;
    else {
      // Genesis and configuration envelopes may carry none.
      if (headers.type !== HeaderType.endorserTransaction && headers.txId === "") continue;
      const digest = crypto.sha256(joinedBriefly([headers.nonce, headers.creator]));
      // The id is the SHA-256 of nonce and creator, in hex. Waiting costs more than the hash where the implementation does not ask for it.
      const expected = digest instanceof Uint8Array ? digest : await digest;
      if (isHexOf(headers.txId, expected) || filter[index] === BAD_PROPOSAL_TXID) continue;
      detail = `transaction ${index} carries id ${headers.txId}, nonce and creator give ${toHex(expected)}`;
    }
    if (filter[index] === VALID) return ["failed", `${detail}; its code is VALID`];
    doubt = detail;
  }
  return doubt === undefined ? ["verified"] : ["unverified", doubt];
}

/** Given before proposal hashes are looked at, or because one differs (5). */
const BEFORE_PROPOSAL_HASH: readonly number[] = [1, 2, 3, 4, 5, BAD_PROPOSAL_TXID, 254];

async function checkProposalHashes(
  block: FabricBlock,
  envelopes: readonly DecodedEnvelope[],
  crypto: ProofCrypto,
): Promise<Outcome> {
  const filter = block.metadata[MetadataIndex.transactionsFilter] ?? EMPTY;
  let doubt: string | undefined;
  for (const [index, { headers, actions }] of envelopes.entries()) {
    if (!headers) continue;
    for (const [actionIndex, action] of actions.entries()) {
      const digest = proposalHash(headers, action, crypto);
      const expected = digest instanceof Uint8Array ? digest : await digest;
      if (equalBytes(expected, action.proposalHash)) continue;
      const detail =
        `action ${actionIndex} of transaction ${index} names proposal hash ${toHex(action.proposalHash)}, ` +
        `headers and proposal give ${toHex(expected)}`;
      const code = filter[index] ?? NOT_VALIDATED;
      if (!BEFORE_PROPOSAL_HASH.includes(code)) return ["failed", `${detail}; its code is ${code}`];
      if (code !== INVALID_ENDORSER_TRANSACTION) doubt = detail;
    }
  }
  return doubt === undefined ? ["verified"] : ["unverified", doubt];
}

function checkLastConfig(block: FabricBlock, isConfig: boolean, state: ChainState): Outcome {
  const stated = lastConfigHeight(block.metadata);
  if (stated === undefined) return ["unverified", "the metadata names no configuration block"];
  const separate = separateLastConfigHeight(block.metadata);
  if (separate !== undefined && separate !== stated) {
    return ["failed", `the signed metadata names configuration block ${stated}, the entry LAST_CONFIG ${separate}`];
  }
  if (isConfig) {
    return stated === block.number ? ["verified"] : ["failed", `a configuration block names ${stated}, not itself`];
  }
  if (state.failedConfigHeight !== undefined) return unknownConfig(state.failedConfigHeight);
  if (!state.config) return ["unchecked", "the configuration in force is not known: the ledger starts after it"];
  const missing = missingConfig(block, isConfig, state);
  if (missing !== undefined) return ["unchecked", missing];
  return stated === state.config.height
    ? ["verified"]
    : ["failed", `names configuration block ${stated}, but ${state.config.height} is in force`];
}

/**
 * Why the configuration in force cannot be known: the block names a later one than the newest at hand, and
 * not all blocks in between are.
 */
function missingConfig(
  block: FabricBlock,
  isConfig: boolean,
  { config, completeFrom }: ChainState,
): string | undefined {
  if (!config) return undefined;
  // A configuration block names itself: what was in force before it is not stated.
  const stated = isConfig ? undefined : lastConfigHeight(block.metadata);
  if (completeFrom !== undefined && completeFrom <= (stated ?? config.height + 1)) return undefined;
  if (stated === undefined) return `blocks after configuration block ${config.height} are not at hand`;
  if (stated <= config.height || stated >= block.number) return undefined;
  return `configuration block ${stated} is not at hand`;
}

function storedOrEmpty(block: FabricBlock): Uint8Array {
  try {
    return storedCommitHash(block.metadata);
  } catch (error) {
    if (error instanceof WireError) return EMPTY;
    throw error;
  }
}

async function checkCommitHash(
  block: FabricBlock,
  envelopes: readonly DecodedEnvelope[],
  { previous }: ChainState,
  crypto: ProofCrypto,
  stateBefore: StateLookup | undefined,
): Promise<{ outcome: Outcome; recomputed?: Uint8Array }> {
  const stored = storedCommitHash(block.metadata);
  const entry = block.metadata[MetadataIndex.commitHash] ?? EMPTY;
  if (entry.length > 0 && stored.length !== SHA256_BYTES) {
    return { outcome: ["failed", "the entry COMMIT_HASH holds no hash of 32 bytes"] };
  }
  if (block.number === 0) {
    return {
      outcome: stored.length === 0 ? ["verified", "the first commit hash is block 1's"] : ["failed", "block 0 has one"],
    };
  }
  if (stored.length === 0) {
    // Without a predecessor there is none either: an orderer's copy, or a ledger begun on early 1.x.
    return previous && !previous.failed && previous.number > 0 && previous.commitHashes.some((hash) => hash.length > 0)
      ? { outcome: ["failed", "the block carries none, although the block before does"] }
      : { outcome: ["unverified", "the block carries none"] };
  }
  if (!previous) return { outcome: ["unchecked", "the block before is not at hand"] };
  const filter = block.metadata[MetadataIndex.transactionsFilter] ?? EMPTY;
  const unreadable = envelopes.findIndex(({ problem }, index) => problem !== undefined && filter[index] === VALID);
  if (unreadable >= 0) {
    return {
      outcome: ["failed", `transaction ${unreadable} is VALID but unreadable: ${envelopes[unreadable]?.problem}`],
    };
  }
  const valid = validWrites(envelopes, filter);
  const input = { height: block.number, filter, valid, ...(stateBefore ? { stateBefore } : {}) };
  try {
    let recomputed: Uint8Array = EMPTY;
    for (const hash of previous.commitHashes) {
      recomputed = await commitHash({ ...input, previous: block.number === 1 ? EMPTY : hash }, crypto);
      if (equalBytes(recomputed, stored)) return { outcome: ["verified"], recomputed };
    }
    const detail = `the metadata says ${toHex(stored)}, the writes give ${toHex(recomputed)}`;
    const outcome: Outcome = previous.failed ? ["unchecked", `${detail}; the block before failed`] : ["failed", detail];
    return { outcome, recomputed };
  } catch (error) {
    if (!(error instanceof MissingStateError)) throw error;
    return { outcome: ["unchecked", error.message] };
  }
}

function validWrites(envelopes: readonly DecodedEnvelope[], filter: Uint8Array): ValidWrites[] {
  return envelopes.flatMap(({ actions }, txIndex) =>
    filter[txIndex] === VALID ? actions.map(({ keySets }) => ({ txIndex, keySets })) : [],
  );
}

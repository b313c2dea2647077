import { type FabricBlock, headerHash } from "./block.ts";
import { fromBase64, toBase64, toHex } from "./bytes.ts";
import type { ProofCrypto } from "./proofCrypto.ts";
import { type BlockCheck, type ChainState, type StepState, verifyBlock } from "./verifyBlock.ts";

/** One block of a bundle: raw bytes in base64, never serialised anew. */
export interface RawFabricBlock {
  readonly number: number;
  readonly previousHash: string;
  readonly dataHash: string;
  readonly data: readonly string[];
  readonly metadata: readonly string[];
}

/** Everything that a verifier needs, apart from whom to trust. */
export interface FabricBundle {
  readonly format: typeof FABRIC_BUNDLE_FORMAT;
  readonly network: string;
  readonly channel: string;
  /** Block 0 and every later configuration block up to the blocks' `last_config`, ascending. */
  readonly configBlocks: readonly RawFabricBlock[];
  /** Consecutive. */
  readonly blocks: readonly RawFabricBlock[];
}

export const FABRIC_BUNDLE_FORMAT = "ledgerscope/fabric-bundle/v1";

/** What the verifier brings along; it never comes out of the bundle. */
export interface FabricTrust {
  /** Hash of block 0 in hex. Without it the bundle only proves that it agrees with itself. */
  readonly genesisHash?: string;
}

export interface BundleStep {
  readonly check: BlockCheck | "bundle" | "genesis" | "config_sequence";
  readonly height: number;
  readonly state: StepState;
  readonly detail: string;
}

export interface FabricVerification {
  readonly steps: readonly BundleStep[];
  /**
   * No step failed, and none was left out for want of data. `unverified` steps remain to be told: without
   * a trusted genesis hash the bundle agrees with itself, and no more.
   */
  readonly ok: boolean;
}

export function toRawBlock(block: FabricBlock): RawFabricBlock {
  return {
    number: block.number,
    previousHash: toBase64(block.previousHash),
    dataHash: toBase64(block.dataHash),
    data: block.data.map(toBase64),
    metadata: block.metadata.map(toBase64),
  };
}

/** @throws TypeError when the value is not a raw block. */
export function fromRawBlock(raw: RawFabricBlock): FabricBlock {
  if (
    !Number.isSafeInteger(raw?.number) ||
    raw.number < 0 ||
    !Array.isArray(raw.data) ||
    !Array.isArray(raw.metadata)
  ) {
    throw new TypeError("not a block of a Fabric bundle");
  }
  return {
    number: raw.number,
    previousHash: bytesOf(raw.previousHash),
    dataHash: bytesOf(raw.dataHash),
    data: raw.data.map(bytesOf),
    metadata: raw.metadata.map(bytesOf),
  };
}

function bytesOf(text: string): Uint8Array {
  try {
    return fromBase64(text);
  } catch (cause) {
    throw new TypeError("bytes in the bundle are not base64", { cause });
  }
}

/**
 * Verifies a bundle: genesis block against the trusted hash, each configuration block under the one
 * before it, then each block under the configuration in force.
 *
 * It proves that these bytes were ordered at these heights under this configuration. It does not prove
 * that a transaction took effect (validation codes are the peers' own), nor when anything happened.
 * Nothing is thrown for a bundle that is wrong or malformed: its steps say so.
 */
export async function verifyFabricBundle(
  bundle: FabricBundle,
  trust: FabricTrust,
  crypto: ProofCrypto,
): Promise<FabricVerification> {
  const steps: BundleStep[] = [];
  const add = (check: BundleStep["check"], height: number, state: StepState, detail = ""): void => {
    steps.push({ check, height, state, detail });
  };
  const done = (): FabricVerification => ({
    steps,
    ok: steps.length > 0 && steps.every(({ state }) => state === "verified" || state === "unverified"),
  });
  let configBlocks: FabricBlock[];
  let blocks: FabricBlock[];
  try {
    if (bundle.format !== FABRIC_BUNDLE_FORMAT)
      throw new TypeError(`format is ${bundle.format}, not ${FABRIC_BUNDLE_FORMAT}`);
    configBlocks = bundle.configBlocks.map(fromRawBlock);
    blocks = bundle.blocks.map(fromRawBlock);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    add("bundle", 0, "failed", error.message);
    return done();
  }
  const genesis = configBlocks[0];
  if (genesis?.number !== 0 || blocks.length === 0) {
    add(
      "bundle",
      0,
      "failed",
      genesis?.number === 0 ? "the bundle has no blocks" : "the bundle does not start from block 0",
    );
    return done();
  }
  const genesisHash = toHex(await headerHash(genesis, crypto));
  if (trust.genesisHash === undefined) {
    add("genesis", 0, "unverified", `block 0 has hash ${genesisHash}; compare it with one that you trust`);
  } else if (trust.genesisHash.trim().toLowerCase() === genesisHash) {
    add("genesis", 0, "verified");
  } else {
    add("genesis", 0, "failed", `you trust ${trust.genesisHash}, the bundle's block 0 has hash ${genesisHash}`);
  }

  // The configuration chain: each step under the configuration before it.
  // Block 0 and every later configuration block: so the bundle says, and each block names the one in force.
  let chain: ChainState = { completeFrom: 0 };
  const configs = new Map<number, ChainState>();
  for (const block of configBlocks) {
    const before = chain.config;
    const { previous: last, ...known } = chain;
    const config = { ...known, completeFrom: 0 };
    const linked = last?.number === block.number - 1;
    const verified = await verifyBlock(block, linked ? { ...chain, completeFrom: 0 } : config, crypto, {
      transactions: false,
    });
    // A link to a block that the bundle does not hold is covered by the orderers' signatures.
    steps.push(...verified.steps.filter((step) => step.check !== "header_chain" || step.state !== "unchecked"));
    chain = verified.next;
    const after = chain.config;
    if (!after || after === before) {
      add("config_sequence", block.number, "failed", "not a readable configuration block");
      return done();
    }
    // Block 0 may start with 1: Fabric 1.x made a channel by an update to what its system channel provides.
    const expected = before ? before.sequence + 1 : after.sequence;
    const problem =
      after.sequence !== expected
        ? `configuration sequence ${after.sequence} follows, ${expected} is expected`
        : after.channel !== bundle.channel
          ? `the configuration is of channel ${after.channel}, not ${bundle.channel}`
          : undefined;
    add("config_sequence", block.number, problem ? "failed" : "verified", problem);
    configs.set(block.number, { config: after });
  }

  chain = {};
  for (const block of blocks) {
    const inForce = [...configs.keys()].filter((height) => height < block.number).at(-1);
    const config = (inForce === undefined ? undefined : configs.get(inForce)) ?? {};
    const state: ChainState = { ...config, completeFrom: 0, ...(chain.previous ? { previous: chain.previous } : {}) };
    const verified = await verifyBlock(block, state, crypto, { transactions: false });
    const isFirst = block === blocks[0];
    steps.push(
      ...verified.steps.filter((step) => !isFirst || step.check !== "header_chain" || step.state !== "unchecked"),
    );
    chain = verified.next;
  }
  return done();
}

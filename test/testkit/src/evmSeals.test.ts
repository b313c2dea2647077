import { type Check, type StoredReader, tallyChecks } from "@ledgerscope/core";
import { type EvmBlock, evm } from "@ledgerscope/evm";
import type { EvmHeader } from "@ledgerscope/proof";
import type { SigningKey } from "ethers";
import { describe, expect, test } from "vitest";
import { blockMutations } from "./blockMutations.ts";
import { mutationContract } from "./mutationContract.ts";
import { isNoticed } from "./readRecorded.ts";
import type { RecordedBlock } from "./recordedBlocks.ts";
import { replayRpc } from "./replayRpc.ts";
import { addressOf, type Sealers, sealBft, sealClique, sealIbft } from "./sealHeader.ts";
import { allTypes, asRecorded, signedBlock, testKeys } from "./signedBlocks.ts";

const [a, b, c, d, stranger] = testKeys as [SigningKey, SigningKey, SigningKey, SigningKey, SigningKey];
const validators = [a, b, c, d];
const transactions = allTypes().slice(0, 3);

async function checksOf(blocks: readonly RecordedBlock[], network: Record<string, unknown> = {}): Promise<Check[]> {
  return checksFrom([blocks], network);
}

/** What is made of the first chain, each served by an endpoint of its own. */
async function checksFrom(
  chains: readonly (readonly RecordedBlock[])[],
  network: Record<string, unknown> = {},
  stored?: StoredReader,
): Promise<Check[]> {
  const servers = await Promise.all(chains.map((chain) => replayRpc(chain)));
  const blocks = chains[0] ?? [];
  const from = Number(blocks[0]?.block.number);
  const rpc = servers.map(({ url }) => url);
  const config = evm.parseConfig({ rpc, from, ...network }, { network: "q", baseDir: "/" });
  const source = await evm.open(config, stored);
  const checks: Check[] = [];
  try {
    for await (const batch of source.stream({ from, to: from + blocks.length }, new AbortController().signal)) {
      checks.push(...batch.checks);
    }
    return checks;
  } finally {
    await source.close();
    await Promise.all(servers.map((server) => server.close()));
  }
}

/** The row of a block without transactions, as a warehouse tells it. */
function storedRow({ height, hash, header }: EvmBlock): Readonly<Record<string, unknown>> {
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
  const [number, zero] = [String(height), "0"];
  return {
    height: number,
    block_hash: hex(hash),
    parent_hash: hex(header.parentHash),
    timestamp: String(header.timestamp),
    uncles_hash: hex(header.unclesHash),
    miner: hex(header.miner),
    state_root: hex(header.stateRoot),
    transactions_root: hex(header.transactionsRoot),
    receipts_root: hex(header.receiptsRoot),
    logs_bloom: hex(header.logsBloom),
    difficulty: String(header.difficulty),
    gas_limit: String(header.gasLimit),
    gas_used: String(header.gasUsed),
    extra_data: hex(header.extraData),
    mix_hash: hex(header.mixHash),
    nonce: hex(header.nonce),
    base_fee_per_gas: null,
    withdrawals_root: null,
    blob_gas_used: null,
    excess_blob_gas: null,
    parent_beacon_block_root: null,
    requests_hash: null,
    size: zero,
    uncles: [],
    tx_count: zero,
    withdrawal_count: null,
    unknown_fields: "",
  };
}

const outcomes = (checks: readonly Check[], check: string): unknown => tallyChecks(checks)[check];

const quorum: Sealers = { validators, proposer: a, committers: [b, c, d] };

const ibft = (sealers: Sealers, header: Partial<EvmHeader> = {}): RecordedBlock =>
  asRecorded(
    signedBlock({ height: 5, transactions, header, profile: "ibft", seal: (draft) => sealIbft(draft, sealers) }),
  );

describe("IBFT (generated)", () => {
  test("hash, proposer's seal and committed seals of a quorum verify, votes too", async () => {
    const vote = { miner: addressOf(stranger), nonce: new Uint8Array(8).fill(0xff) };
    for (const block of [ibft(quorum), ibft(quorum, vote)]) {
      const checks = await checksOf([block]);
      expect(checks.filter(({ state }) => state === "failed")).toEqual([]);
      expect(outcomes(checks, "header_hash")).toEqual({ verified: 1 });
      expect(outcomes(checks, "proposer_seal")).toEqual({ verified: 1 });
      expect(outcomes(checks, "committed_seals")).toEqual({ verified: 1 });
    }
  });

  const faults: Readonly<Record<string, readonly [check: string, sealers: Sealers]>> = {
    "too few seals": ["committed_seals", { ...quorum, committers: [b, c] }],
    "a stranger's seal": ["committed_seals", { ...quorum, committers: [b, c, d, stranger] }],
    "one validator's seal twice": ["committed_seals", { ...quorum, committers: [b, c, c] }],
    "no seals": ["committed_seals", { ...quorum, committers: [] }],
    "a proposer who is no validator": ["proposer_seal", { ...quorum, proposer: stranger }],
  };

  test.each(Object.entries(faults))("fails with %s", async (_, [check, sealers]) => {
    const failed = (await checksOf([ibft(sealers)])).filter(({ state }) => state === "failed");
    expect(failed.map((one) => one.check)).toEqual([check]);
    expect(failed[0]?.height).toBe(5);
  });

  test("every byte counts", () => {
    const block = ibft(quorum);
    const mutations = blockMutations(block, { quorum: true, everyByte: true });
    expect(mutations.length).toBeGreaterThan(1000);
    expect(mutations.filter((mutation) => !isNoticed(block, mutation)).map(({ name }) => name)).toEqual([]);
  });
});

test("a chain that changes from IBFT to QBFT verifies across the change, detected or configured (generated)", async () => {
  const last = signedBlock({ height: 89, transactions, profile: "ibft", seal: (draft) => sealIbft(draft, quorum) });
  const first = signedBlock({
    height: 90,
    parentHash: last.hash,
    transactions,
    profile: "qbft",
    seal: (draft) => sealBft(draft, "qbft", { ...quorum, round: 2, vote: { address: addressOf(stranger), add: true } }),
  });
  const blocks = [asRecorded(last), asRecorded(first)];
  const headers = [
    { from: 0, profile: "ibft" },
    { from: 90, profile: "qbft" },
  ];
  for (const network of [{}, { headers }]) {
    const checks = await checksOf(blocks, network);
    expect(checks.filter(({ state }) => state === "failed")).toEqual([]);
    expect(outcomes(checks, "committed_seals")).toEqual({ verified: 2 });
  }
  const wrong = await checksOf(blocks, { headers: "ibft" });
  expect(wrong.filter(({ state }) => state === "failed").map(({ height }) => height)).toEqual([90]);
});

test("IBFT 2.0 verifies, and its round is signed though not hashed (generated)", async () => {
  const block = signedBlock({
    height: 7,
    transactions,
    header: { baseFeePerGas: 1_000_000_000n },
    profile: "ibft2",
    seal: (draft) => sealBft(draft, "ibft2", { ...quorum, round: 3, vote: { address: addressOf(d), add: false } }),
  });
  const checks = await checksOf([asRecorded(block)]);
  expect(checks.filter(({ state }) => state === "failed")).toEqual([]);
  expect(outcomes(checks, "committed_seals")).toEqual({ verified: 1 });
  expect((await mutationContract([asRecorded(block)], { quorum: true, transactions: 1 })).survivors).toEqual([]);
});

describe("Clique (generated)", () => {
  const clique = (height: number, signer: SigningKey, signers: readonly SigningKey[] = []): RecordedBlock =>
    asRecorded(
      signedBlock({ height, transactions, profile: "clique", seal: (draft) => sealClique(draft, signer, signers) }),
    );

  test("the signer of a checkpoint is one of those it lists; others are trusted by configuration", async () => {
    expect(outcomes(await checksOf([clique(6, b, [a, b, c])]), "clique_seal")).toEqual({ verified: 1 });
    expect(outcomes(await checksOf([clique(6, d, [a, b, c])]), "clique_seal")).toEqual({ failed: 1 });
    const between = clique(7, b);
    expect(outcomes(await checksOf([between]), "clique_seal")).toEqual({ unverified: 1 });
    const signers = [`0x${Buffer.from(addressOf(b)).toString("hex")}`];
    expect(outcomes(await checksOf([between], { headers: [{ signers }] }), "clique_seal")).toEqual({ verified: 1 });
    expect(outcomes(await checksOf([clique(7, a)], { headers: [{ signers }] }), "clique_seal")).toEqual({ failed: 1 });
  });
});

describe("a chain whose headers follow a rule of their own", () => {
  /** A block under a hash that does not follow from its header. */
  const strange = (height: number, digit: string): RecordedBlock => {
    const recorded = asRecorded(signedBlock({ height, transactions }));
    recorded.block.hash = `0x${digit.repeat(64)}`;
    for (const part of [
      ...recorded.block.transactions,
      ...recorded.receipts,
      ...recorded.receipts.flatMap((r) => r.logs),
    ]) {
      part.blockHash = recorded.block.hash;
    }
    return recorded;
  };

  test("is stored unverified when its configuration says so", async () => {
    const checks = await checksOf([strange(3, "1")], { headers: "unverified" });
    expect(outcomes(checks, "header_hash")).toEqual({ unverified: 1 });
    expect(outcomes(checks, "receipts_root")).toEqual({ unverified: 1 });
    expect(checks.filter(({ state }) => state === "failed")).toEqual([]);
  });

  test("is stored unverified by itself when no header of several fits", async () => {
    const chain = [3, 4, 5, 6].map((height) => strange(height, String(height)));
    for (const [index, { block }] of chain.entries()) {
      if (index > 0) block.parentHash = chain[index - 1]?.block.hash as string;
    }
    const checks = await checksOf(chain);
    expect(outcomes(checks, "header_hash")).toEqual({ unverified: 4 });
    // What is compared with a header that is not proven is not proven either.
    for (const check of ["transactions_root", "receipts_root", "logs_bloom", "gas_used", "derived_fields"]) {
      expect([check, outcomes(checks, check)]).toEqual([check, { unverified: 4 }]);
    }
    expect(outcomes(checks, "parent_link")).toEqual({ unverified: 3, unchecked: 1 });
    expect(outcomes(checks, "transaction_hashes")).toEqual({ verified: 4 });
    expect(checks.filter(({ state }) => state === "failed")).toEqual([]);
  });

  describe("is not assumed where only an endpoint changes every header", () => {
    const sound: RecordedBlock[] = [];
    for (const height of [3, 4, 5, 6]) {
      const parent = sound.at(-1)?.block.hash as string | undefined;
      const parentHash = parent ? { parentHash: Buffer.from(parent.slice(2), "hex") } : {};
      sound.push(asRecorded(signedBlock({ height, transactions, ...parentHash })));
    }
    const altered = sound.map((block) => {
      const copy = structuredClone(block);
      copy.block.miner = `0x${"de".repeat(20)}`;
      return copy;
    });

    test("and another serves the blocks as they are", async () => {
      const checks = await checksFrom([altered, sound]);
      expect(outcomes(checks, "header_hash")).toEqual({ verified: 4 });
      expect(checks.filter(({ state }) => state === "failed")).toEqual([]);
    });

    test("and another does not have the blocks that fail: they are held back", async () => {
      const above = [7, 8, 9].map((height) => asRecorded(signedBlock({ height, transactions })));
      const checks = await checksFrom([altered, above]);
      expect(outcomes(checks, "header_hash")).toEqual({ failed: 4 });
    });

    test("and a header that is stored is proven: blocks are held back", async () => {
      const row = storedRow(signedBlock({ height: 2 }));
      const stored: StoredReader = {
        async *rows<T>(sql: string): AsyncIterable<T> {
          if (sql.includes("min(height)")) yield { first: "2", last: "2" } as T;
          else if (sql.includes("evm_blocks AS t")) yield row as T;
        },
      };
      expect(outcomes(await checksFrom([altered]), "header_hash")).toEqual({ unverified: 4 });
      expect(outcomes(await checksFrom([altered], {}, stored), "header_hash")).toEqual({ failed: 4 });
    });
  });

  test("is not assumed of a single block, nor where one header fits", async () => {
    expect(outcomes(await checksOf([strange(3, "1")]), "header_hash")).toEqual({ failed: 1 });
    const sound = asRecorded(signedBlock({ height: 5, transactions }));
    const checks = await checksOf([strange(3, "3"), strange(4, "4"), sound]);
    expect(outcomes(checks, "header_hash")).toEqual({ failed: 2, verified: 1 });
  });
});

test("minters of Raft are verified where they are configured, by address or by the URL of their node", () => {
  const parse = (signers: string[]) => () =>
    evm.parseConfig(
      { rpc: "http://127.0.0.1:1", headers: [{ profile: "raft", signers }] },
      { network: "q", baseDir: "/" },
    );
  const enode =
    "enode://920b549a64366892a63a4f9a921a422f816e62473d0a55f164814ff7f4d02cab5d17cfbe81df6139ee6f4ed69f4f7b4890215293b39759a9aa2c2d8d17d399d8@127.0.0.1:33301";
  const [rule] = parse([enode])().headers;
  expect(Buffer.from(rule?.signers[0] ?? []).toString("hex")).toBe("ec6b916db9748e3de1d5ee05bb92eacd58db5428");
  expect(parse(["0x12"])).toThrow(/signers\.0/);
});

import path from "node:path";
import {
  FABRIC_BUNDLE_FORMAT,
  type FabricBundle,
  type RawFabricBlock,
  toHex,
  toRawBlock,
  verifyFabricBundle,
} from "@ledgerscope/proof";
import { beforeAll, describe, expect, test } from "vitest";
import { nodeCrypto } from "./nodeCrypto.ts";
import { configOf, decodeLedger, fixtureLedger, hasSharedRecordings, sharedRecordings } from "./test/recordings.ts";

let raw: RawFabricBlock[];
let genesisHash: string;
let configHeights: number[];

beforeAll(async () => {
  const { blocks, rows } = await decodeLedger(configOf(fixtureLedger));
  raw = blocks.flatMap(({ block }) => (block ? [toRawBlock(block)] : []));
  genesisHash = toHex(rows.blocks[0]?.block_hash as Uint8Array);
  configHeights = rows.transactions.filter((tx) => tx.header_type === "CONFIG").map((tx) => Number(tx.height));
});

const bundleOf = (from: number, to: number): FabricBundle => ({
  format: FABRIC_BUNDLE_FORMAT,
  network: "recorded",
  channel: "mychannel",
  configBlocks: configHeights.filter((height) => height < to).map((height) => raw[height] as RawFabricBlock),
  blocks: raw.slice(from, to),
});

/** A bundle as it travels: through JSON. */
const verify = (bundle: FabricBundle, trust = { genesisHash }) =>
  verifyFabricBundle(JSON.parse(JSON.stringify(bundle)) as FabricBundle, trust, nodeCrypto);

const failures = async (bundle: FabricBundle, trust?: { genesisHash: string }) =>
  (await verify(bundle, trust)).steps
    .filter(({ state }) => state === "failed")
    .map(({ check, height }) => `${check} ${height}`);

describe("a Fabric proof bundle", () => {
  test("proves blocks before and after the configuration update", async () => {
    expect(configHeights.length).toBe(2);
    const update = configHeights[1] as number;
    for (const [from, to] of [
      [0, 3],
      [20, 25],
      [update - 2, update + 3],
      [199, 201],
    ] as const) {
      const { ok, steps } = await verify(bundleOf(from, to));
      expect(steps.filter(({ state }) => state === "failed" || state === "unchecked")).toEqual([]);
      expect(ok).toBe(true);
      const signed = steps.filter((step) => step.check === "orderer_signatures" && step.state === "verified");
      expect(signed.map(({ height }) => height)).toEqual(expect.arrayContaining([to - 1]));
    }
  });

  test("says in words that without a trusted hash the genesis block is anybody's", async () => {
    const { ok, steps } = await verifyFabricBundle(bundleOf(20, 22), {}, nodeCrypto);
    expect(ok).toBe(true);
    expect(steps[0]).toMatchObject({ check: "genesis", state: "unverified" });
    expect(steps[0]?.detail).toContain(genesisHash);
    expect(await failures(bundleOf(20, 22), { genesisHash: "00".repeat(32) })).toEqual(["genesis 0"]);
  });

  test("fails when one byte of anything that it carries is changed", async () => {
    const change = (text: string): string => {
      const bytes = Buffer.from(text, "base64");
      const at = bytes.length >> 1;
      bytes[at] = (bytes[at] as number) ^ 1;
      return bytes.toString("base64");
    };
    const bundle = bundleOf(20, 23);
    const block = bundle.blocks[1] as RawFabricBlock;
    const withBlock = (changed: Partial<RawFabricBlock>): FabricBundle => ({
      ...bundle,
      blocks: [bundle.blocks[0] as RawFabricBlock, { ...block, ...changed }, bundle.blocks[2] as RawFabricBlock],
    });
    expect(await failures(withBlock({ data: block.data.with(0, change(block.data[0] as string)) }))).toContain(
      "data_hash 21",
    );
    expect(await failures(withBlock({ dataHash: change(block.dataHash) }))).toContain("orderer_signatures 21");
    expect(await failures(withBlock({ previousHash: change(block.previousHash) }))).toContain("header_chain 21");
    expect(
      await failures(withBlock({ metadata: block.metadata.with(0, change(block.metadata[0] as string)) })),
    ).toContain("orderer_signatures 21");
    expect(await failures(withBlock({ number: 22 }))).toContain("header_chain 22");
    const genesis = bundle.configBlocks[0] as RawFabricBlock;
    const otherGenesis = { ...genesis, data: [change(genesis.data[0] as string)] };
    expect(await failures({ ...bundle, configBlocks: [otherGenesis] })).toContain("data_hash 0");
  });

  test("fails when envelopes are split elsewhere under the same data hash", async () => {
    const bundle = bundleOf(20, 21);
    const block = bundle.blocks[0] as RawFabricBlock;
    const whole = Buffer.concat(block.data.map((envelope) => Buffer.from(envelope, "base64")));
    const moved = [whole.subarray(0, 1000), whole.subarray(1000)].map((part) => part.toString("base64"));
    expect(await failures({ ...bundle, blocks: [{ ...block, data: moved }] })).toEqual(["envelope_reencoding 20"]);
  });

  test("fails when the configuration update is left out", async () => {
    const bundle = bundleOf(199, 201);
    expect(await failures({ ...bundle, configBlocks: bundle.configBlocks.slice(0, 1) })).toEqual([
      "last_config 199",
      "last_config 200",
    ]);
  });

  test("is refused, not crashed on, when it is malformed", async () => {
    const bundle = bundleOf(20, 21);
    for (const malformed of [
      {},
      { ...bundle, format: "v2" },
      { ...bundle, blocks: [] },
      { ...bundle, blocks: [null] },
      { ...bundle, blocks: [{ ...bundle.blocks[0], data: ["%%%"] }] },
      { ...bundle, configBlocks: [] },
      { ...bundle, configBlocks: [{ ...bundle.configBlocks[0], data: ["AAAA"] }] },
    ]) {
      expect((await verify(malformed as FabricBundle)).ok).toBe(false);
    }
  });
});

test.skipIf(!hasSharedRecordings)(
  "a channel of Fabric 1.4, whose first configuration has sequence 1, is proved as well",
  async () => {
    const ledger = path.join(sharedRecordings, "v1.4.12/peer.blockfile_000000");
    const { blocks, rows } = await decodeLedger(configOf(ledger, "ch14"));
    const all = blocks.flatMap(({ block }) => (block ? [toRawBlock(block)] : []));
    const configs = rows.transactions.filter((tx) => tx.header_type === "CONFIG").map((tx) => Number(tx.height));
    const { ok, steps } = await verifyFabricBundle(
      {
        format: FABRIC_BUNDLE_FORMAT,
        network: "recorded",
        channel: "ch14",
        configBlocks: configs.map((height) => all[height] as RawFabricBlock),
        blocks: all.slice(10, 14),
      },
      { genesisHash: toHex(rows.blocks[0]?.block_hash as Uint8Array) },
      nodeCrypto,
    );
    expect(steps.filter(({ state }) => state === "failed" || state === "unchecked")).toEqual([]);
    expect(ok).toBe(true);
  },
);

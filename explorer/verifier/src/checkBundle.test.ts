import { readFileSync } from "node:fs";
import type { FabricBundle } from "@ledgerscope/proof";
import { describe, expect, test } from "vitest";
import { type CheckRequest, checkBundle, NotABundleError } from "./checkBundle.ts";
import type { PageClaims } from "./pageClaims.ts";
import { en } from "./text/en.ts";
import { zh } from "./text/zh.ts";
import { webCrypto } from "./webCrypto.ts";

const text = readFileSync(new URL("../../../test/fixtures/fabric-bundle/1-3.json", import.meta.url), "utf8");
const genesisHash = "edc401729eeaf9d536a79f3fa373345d64e405b260962f9e0c69c4495984658c";

const check = (request: Partial<CheckRequest>) => checkBundle({ text, genesisHash, ...request }, webCrypto);

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends object ? Mutable<T[K]> : T[K] };

function changed(change: (bundle: Mutable<FabricBundle>) => void): string {
  const bundle = JSON.parse(text) as Mutable<FabricBundle>;
  change(bundle);
  return JSON.stringify(bundle);
}

function withByteChanged(base64: string | undefined, share: number): string {
  const bytes = Buffer.from(base64 ?? "", "base64");
  const at = Math.floor(share * (bytes.length - 1));
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes.toString("base64");
}

describe("checkBundle", () => {
  test("verifies recorded blocks with the browser's cryptography and counts what it computed", async () => {
    const progress: number[] = [];
    const result = await checkBundle({ text, genesisHash }, webCrypto, ({ signatures }) => progress.push(signatures));
    expect(result).toMatchObject({ ok: true, network: "recorded", channel: "mychannel", heights: [1, 2] });
    expect(result.computed.signatures).toBeGreaterThanOrEqual(6);
    expect(progress.at(-1)).toBe(result.computed.signatures);
    const states = new Map(result.steps.map((step) => [`${step.check} ${step.height}`, step.state]));
    for (const name of ["genesis 0", "data_hash 2", "header_chain 2", "orderer_signatures 1", "orderer_signatures 2"])
      expect([name, states.get(name)]).toEqual([name, "verified"]);
  });

  test.each([0, 0.25, 0.5, 0.75, 1])("one changed byte of content, header or genesis fails (at %d)", async (share) => {
    const changes: ((bundle: Mutable<FabricBundle>) => void)[] = [];
    for (const index of [0, 1]) {
      changes.push(
        ({ blocks }) => Object.assign(blocks[index]?.data ?? [], [withByteChanged(blocks[index]?.data[0], share)]),
        ({ blocks }) =>
          Object.assign(blocks[index] ?? {}, { dataHash: withByteChanged(blocks[index]?.dataHash, share) }),
        ({ blocks }) =>
          Object.assign(blocks[index] ?? {}, { previousHash: withByteChanged(blocks[index]?.previousHash, share) }),
      );
    }
    changes.push(({ configBlocks }) =>
      Object.assign(configBlocks[0]?.data ?? [], [withByteChanged(configBlocks[0]?.data[0], share)]),
    );
    for (const change of changes) expect(await check({ text: changed(change) })).toMatchObject({ ok: false });
  });

  test("another genesis hash fails; none leaves the starting point open", async () => {
    expect(await check({ genesisHash: "00".repeat(32) })).toMatchObject({ ok: false });
    const { steps } = await checkBundle({ text }, webCrypto);
    expect(steps.find((step) => step.check === "genesis")?.state).toBe("unverified");
  });

  test.each(["", "[]", "null", "{}", '{"format":"ledgerscope/fabric-bundle/v1"}', "<html>"])(
    "%j is not a bundle",
    async (other) => {
      await expect(check({ text: other })).rejects.toThrow(NotABundleError);
    },
  );
});

describe("page claims", () => {
  const honest: PageClaims = {
    height: 2,
    blockHash: "",
    txCount: 1,
    transactions: [],
  };
  const claims = async (change: Partial<PageClaims>): Promise<PageClaims> => {
    const { steps } = await check({ claims: honest });
    // The failed check names the hash of the file's block.
    const blockHash = /file ([0-9a-f]{64})$/.exec(steps.find((s) => s.check === "page_block")?.detail ?? "")?.[1] ?? "";
    const wrongId = { txIndex: 0, txId: "?", validationCode: 0 };
    const listed = await check({ claims: { ...honest, blockHash, transactions: [wrongId] } });
    const txId =
      /file ([0-9a-f]{64})$/.exec(listed.steps.find((s) => s.check === "page_transactions")?.detail ?? "")?.[1] ?? "";
    return { ...honest, blockHash, transactions: [{ txIndex: 0, txId, validationCode: 0 }], ...change };
  };

  test("a page that shows what the block holds passes", async () => {
    expect(await check({ claims: await claims({}) })).toMatchObject({ ok: true });
  });

  test.each<[string, Partial<PageClaims>]>([
    ["another hash", { blockHash: "ab".repeat(32) }],
    ["another total", { txCount: 2 }],
    ["another transaction", { transactions: [{ txIndex: 0, txId: "cd".repeat(32), validationCode: 0 }] }],
    ["a block that is not in the file", { height: 3 }],
  ])("a page with %s fails", async (_, change) => {
    expect(await check({ claims: await claims(change) })).toMatchObject({ ok: false });
  });

  test("a page that leaves a transaction out between two others fails", async () => {
    const gap = [
      { txIndex: 0, txId: (await claims({})).transactions[0]?.txId ?? "", validationCode: 0 },
      { txIndex: 2, txId: "", validationCode: 0 },
    ];
    const { steps } = await check({ claims: await claims({ transactions: gap }) });
    expect(steps.find((step) => step.check === "page_transactions")).toMatchObject({
      state: "failed",
      detail: expect.stringContaining("position 1"),
    });
  });
});

describe("page outcomes", () => {
  test("an outcome that the file does not note fails", async () => {
    const claims = {
      height: 2,
      blockHash: "",
      txCount: 1,
      transactions: [{ txIndex: 0, txId: "", validationCode: 11 }],
    };
    const { steps } = await check({ claims });
    expect(steps.find((step) => step.check === "page_outcomes")).toMatchObject({ state: "failed" });
  });
});

test("every check has a name, a meaning and a failure in both languages", async () => {
  const { steps } = await check({ claims: { height: 2, blockHash: "", txCount: 0, transactions: [] } });
  for (const name of new Set([...steps.map((step) => step.check), "bundle"])) {
    for (const t of [en, zh]) {
      expect([name, t.checks[name]?.length]).toEqual([name, 2]);
      expect(t.failure(name, 1)).not.toContain(name);
    }
  }
  expect(Object.keys(en.checks)).toEqual(Object.keys(zh.checks));
});

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Payload } from "@ledgerscope/core";
import { expect, test } from "vitest";
import { DEFAULT_DATASETS } from "../datasets.ts";
import { encodeBlocks } from "../encodeBlocks.ts";
import type { RawBlock } from "../rawBlock.ts";
import { readPlain } from "../readPlain.ts";
import { kernelBytes } from "./kernelBytes.gen.ts";
import { hotPayloads, readHot } from "./readHot.ts";
import { randomBlock, randomOf } from "./test/randomBlock.ts";
import type { Answers } from "./test/sealedBlock.ts";

const DATA = resolve(import.meta.dirname, "../../../../../shared/data");
/** Seeds per test; more by `LEDGERSCOPE_FUZZ`. */
const ROUNDS = Number(process.env["LEDGERSCOPE_FUZZ"] ?? 20);

function recorded(archive: string): Answers[] | undefined {
  const path = join(DATA, archive);
  if (!existsSync(path)) {
    console.warn(`skipped: recorded blocks are not at ${path}`);
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), "ledgerscope-kernel-"));
  try {
    execFileSync("tar", ["-xJf", path, "-C", folder]);
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
      /\/\d+\.json$/.test(name),
    );
    return files.sort().map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function rawOf({ block, receipts }: Answers, indent?: number): RawBlock {
  return rawText(Number(block.number), JSON.stringify(block, null, indent), JSON.stringify(receipts, null, indent));
}

const rawText = (height: number, block: string, receipts: string): RawBlock => ({
  height,
  block: Buffer.from(block),
  receipts: Buffer.from(receipts),
  endpoint: "test",
});

const NO_REVERTS = new Map();

const made = new Map<number, Answers>();

/** Blocks are made once: to seal one takes longer than to read it. */
function blockOf(seed: number): Answers {
  const answers = made.get(seed) ?? randomBlock(seed);
  made.set(seed, answers);
  return answers;
}

/** What differs between two sets of rows, in few words; undefined when nothing does. */
function difference(expected: readonly Payload[], got: readonly Payload[]): string | undefined {
  const tables = new Set([...expected, ...got].map(({ table }) => table));
  for (const table of tables) {
    const [a, b] = [expected, got].map((payloads) => payloads.find((payload) => payload.table === table));
    if ((a?.rows ?? 0) !== (b?.rows ?? 0)) return `${table}: ${a?.rows} rows, the kernel has ${b?.rows}`;
    if (!a || !b || a.rows === 0) continue;
    if (a.columns.join() !== b.columns.join()) return `${table}: other columns`;
    if (Buffer.compare(a.bytes, b.bytes) === 0) continue;
    const at = a.bytes.findIndex((byte, index) => byte !== b.bytes[index]);
    const around = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(at - 8, at + 24)).toString("hex");
    return `${table}: from byte ${at} on ${around(a.bytes)}, the kernel has ${around(b.bytes)}`;
  }
  return undefined;
}

/**
 * The kernel's word against the plain path's: what it accepts, the plain path accepts with the same checks and rows.
 * @returns whether the kernel accepted it.
 */
function agrees(raw: RawBlock, proves = true): boolean {
  const hot = readHot(raw, { network: "net", datasets: DEFAULT_DATASETS, proves });
  if (!hot) return false;
  const plain = readPlain(raw, [], { proves });
  expect(hot.checks).toEqual(plain.checks);
  expect(plain.checks.filter(({ state }) => state === "failed")).toEqual([]);
  if (!plain.block) throw new Error("the plain path reads no block");
  const rows = encodeBlocks("net", [{ block: plain.block, reverts: NO_REVERTS, checks: [] } as never]);
  expect(difference(rows, hotPayloads(hot.block, NO_REVERTS))).toBeUndefined();
  return true;
}

test("the kernel's bytes are those of its sources", async () => {
  const compiler = "@ledgerscope/schema/kernel";
  const { compileKernel } = await import(compiler);
  expect(
    Buffer.from(await compileKernel(new URL("../../kernel/", import.meta.url))).equals(
      Buffer.from(kernelBytes, "base64"),
    ),
  ).toBe(true);
}, 120_000);

test("real blocks are read by the kernel, with the rows and checks of the plain path", (context) => {
  const blocks = recorded("evm/mainnet.tar.xz");
  if (!blocks) return context.skip();
  for (const block of blocks.slice(0, 8)) expect(agrees(rawOf(block))).toBe(true);
  expect(agrees(rawOf(blocks[0] as Answers, 2))).toBe(true);
});

test("blocks of every fork and transaction type are read by the kernel, with the rows and checks of the plain path", () => {
  let read = 0;
  for (let seed = 1; seed <= ROUNDS; seed++) if (agrees(rawOf(blockOf(seed)))) read++;
  expect(read).toBe(ROUNDS);
});

test("chains with headers of their own are left to the plain path", (context) => {
  for (const archive of ["quorum/qbft/qbft.tar.xz", "quorum/raft/raft.tar.xz"]) {
    const blocks = recorded(archive);
    if (!blocks) return context.skip();
    for (const block of blocks.filter(({ block }) => Number(block.number) > 0).slice(0, 20)) {
      expect(agrees(rawOf(block))).toBe(false);
    }
  }
});

test("with `verify: false` both paths leave out the same checks, and accept the same blocks", () => {
  for (let seed = 1; seed <= ROUNDS; seed++) {
    const { block, receipts } = blockOf(seed);
    const raw = rawOf({ block: { ...block, stateRoot: `0x${"12".repeat(32)}` }, receipts });
    expect(agrees(raw, false)).toBe(true);
    expect(readPlain(raw, []).checks).toContainEqual(
      expect.objectContaining({ check: "header_hash", state: "failed" }),
    );
    const { checks } = readPlain(raw, [], { proves: false });
    const off = checks.filter(({ detail }) => detail === "the configuration says `verify: false`");
    expect(off.map(({ check, state }) => `${check} ${state}`).slice(0, 5)).toEqual(
      ["header_hash", "transaction_hashes", "transactions_root", "logs_bloom", "receipts_root"].map(
        (check) => `${check} unchecked`,
      ),
    );
  }
});

test("a type of transaction without a rule holds a block back on Ethereum, and is stored elsewhere; the kernel takes none", () => {
  const { block, receipts } = structuredClone(blockOf(1));
  for (const each of [...block.transactions, ...receipts]) each.type = "0x7f";
  const raw = rawOf({ block, receipts });
  const hashesOf = (chainId: bigint | undefined) =>
    readPlain(raw, [], { chainId }).checks.find(({ check }) => check === "transaction_hashes");
  expect(readHot(raw, { network: "net", datasets: DEFAULT_DATASETS, proves: true })).toBeUndefined();
  for (const chainId of [undefined, 10n, 42161n]) expect(hashesOf(chainId)?.state).toBe("unverified");
  for (const chainId of [1n, 17000n, 560048n, 11155111n]) {
    expect(hashesOf(chainId)).toMatchObject({ state: "failed", detail: expect.stringContaining("type 127") });
  }
});

test("a failed transaction's reason stands in its row", () => {
  const blocks = Array.from({ length: ROUNDS }, (_, seed) => blockOf(seed + 1));
  for (const answers of blocks) {
    const raw = rawOf(answers);
    const hot = readHot(raw, { network: "net", datasets: DEFAULT_DATASETS, proves: true });
    const reverts = new Map(
      hot?.block.failed.map(({ index }) => [index, { error: "execution reverted", data: Buffer.alloc(200, index) }]),
    );
    if (!hot || reverts.size === 0) continue;
    const { block } = readPlain(raw, []);
    const [plain] = encodeBlocks("net", [{ block, reverts, checks: [] } as never]).filter(
      ({ table }) => table === "evm_transactions",
    );
    const [got] = hotPayloads(hot.block, reverts).filter(({ table }) => table === "evm_transactions");
    expect(Buffer.compare(got?.bytes as Uint8Array, plain?.bytes as Uint8Array)).toBe(0);
    return;
  }
  throw new Error("no block with a failed transaction");
});

test("with a byte changed, left out or doubled anywhere, the kernel accepts only what the plain path accepts", () => {
  const random = randomOf(7);
  const below = (limit: number): number => Math.floor(random() * limit);
  let accepted = 0;
  for (let round = 0; round < 12 * ROUNDS; round++) {
    const answers = blockOf(1 + (round % 12));
    const raw = rawOf(answers);
    const part = random() < 0.5 ? raw.block : raw.receipts;
    const at = below(part.length);
    const changed = mutated(part, at, below(5), below(256));
    if (agrees(part === raw.block ? { ...raw, block: changed } : { ...raw, receipts: changed })) accepted++;
  }
  // Digits of a size, letters of another case, names of fields without a column: some changes are none.
  expect(accepted).toBeLessThan(4 * ROUNDS);
});

function mutated(bytes: Uint8Array, at: number, kind: number, byte: number): Uint8Array {
  const changed = Buffer.from(bytes);
  const next = changed.subarray(at + 1);
  if (kind === 0) changed[at] = byte;
  else if (kind === 1) return Buffer.concat([changed.subarray(0, at), next]);
  else if (kind === 2) return Buffer.concat([changed.subarray(0, at + 1), changed.subarray(at)]);
  else if (kind === 3) return changed.subarray(0, at);
  else changed[at] = '0123456789abcdefABCDEF"{}[],: nx'.charCodeAt(byte % 32);
  return changed;
}

test("with a field changed, left out or doubled, the kernel accepts only what the plain path accepts", () => {
  const random = randomOf(11);
  const below = (limit: number): number => Math.floor(random() * limit);
  for (let round = 0; round < 8 * ROUNDS; round++) {
    const { block, receipts } = structuredClone(blockOf(1 + (round % 10)));
    const index = below(Math.max(1, receipts.length));
    const objects = [
      block,
      block.transactions[index],
      receipts[index],
      receipts[index]?.logs[0],
      block.withdrawals?.[0],
    ];
    const object = objects.filter(Boolean)[below(objects.filter(Boolean).length)];
    const keys = Object.keys(object);
    const key = keys[below(keys.length)] as string;
    const values = [
      undefined,
      null,
      "0x",
      "0x0",
      "0x00",
      "0xff",
      true,
      1,
      -1.5,
      [],
      {},
      "é",
      '"',
      object[keys[0] as string],
    ];
    object[key] = values[below(values.length)];
    const doubled = below(3) === 0;
    const text = JSON.stringify(block);
    const second = doubled ? text.replace(`"${key}":`, `"${key}":null,"${key}":`) : text;
    agrees(rawText(Number(block.number), second, JSON.stringify(receipts)));
  }
});

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";

/** One block as it was recorded from a node: raw answers of JSON-RPC. */
export interface RecordedBlock {
  /** `eth_getBlockByNumber(n, true)`. */
  // biome-ignore lint/suspicious/noExplicitAny: raw JSON that tests change at will
  readonly block: any;
  /** `eth_getBlockReceipts(n)`. */
  // biome-ignore lint/suspicious/noExplicitAny: raw JSON that tests change at will
  readonly receipts: any[];
  /** `debug_traceBlockByNumber(n, {tracer: "callTracer"})`. */
  // biome-ignore lint/suspicious/noExplicitAny: raw JSON that tests change at will
  readonly traces: any[] | null;
}

/** Third-party data that stays outside the repository: 20 consecutive Ethereum blocks from 17686110. */
const MAINNET = resolve(import.meta.dirname, "../../../../shared/data/evm/mainnet.tar.xz");

/**
 * The recorded mainnet blocks, ascending; undefined, with a printed reason, where the data is absent.
 * A test that needs them is skipped then.
 */
export async function mainnetBlocks(archive: string = MAINNET): Promise<RecordedBlock[] | undefined> {
  if (!existsSync(archive)) {
    console.warn(`skipped: recorded blocks are not at ${archive}`);
    return undefined;
  }
  const folder = await mkdtemp(join(tmpdir(), "ledgerscope-blocks-"));
  try {
    await promisify(execFile)("tar", ["-xJf", archive, "-C", folder]);
    const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".json"));
    const blocks = await Promise.all(
      files.map(async (name): Promise<RecordedBlock> => JSON.parse(await readFile(join(folder, name), "utf8"))),
    );
    return blocks.sort((a, b) => Number(a.block.number) - Number(b.block.number));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const FIXTURES = resolve(import.meta.dirname, "../../fixtures");

/** Blocks recorded from GoQuorum, in `test/fixtures`: `quorum-qbft/blocks`, `quorum-raft/blocks`, `quorum-private/node1`. */
export async function quorumBlocks(name: string): Promise<RecordedBlock[]> {
  const lines = gunzipSync(await readFile(join(FIXTURES, `${name}.jsonl.gz`))).toString("utf8");
  return lines
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

const RECORDINGS = resolve(import.meta.dirname, "../../../../shared/data");

/** Whole recordings that stay outside the repository, such as `quorum/qbft/qbft.tar.xz`; undefined, with a printed reason, where absent. */
export function recordedArchive(path: string): Promise<RecordedBlock[] | undefined> {
  return mainnetBlocks(join(RECORDINGS, path));
}

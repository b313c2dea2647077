import { once } from "node:events";
import { createReadStream, createWriteStream, type ReadStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip, type Gunzip } from "node:zlib";
import { families } from "@ledgerscope/chains";
import {
  type Check,
  type CheckTally,
  ConfigError,
  CorruptDataError,
  mergeTallies,
  type ProofFile,
  type ProvenPart,
  type RangeSet,
  type StoredReader,
  tallyChecks,
} from "@ledgerscope/core";
import { loadConfig } from "@ledgerscope/warehouse";
import { failureOf } from "./failureOf.ts";
import { type Network, resolveNetwork } from "./network.ts";
import { note, printFailure } from "./output.ts";
import type { ConfigOption } from "./session.ts";
import { splitLines } from "./splitLines.ts";
import { describeTally } from "./storeBlocks.ts";

/**
 * Writes stored blocks as a file that proves itself, packed where its name ends in `.gz`.
 * @throws ConfigError for a family without such files.
 */
export async function writeProofFile(
  path: string,
  network: Network,
  {
    ranges,
    stored,
    signal,
  }: { readonly ranges: RangeSet; readonly stored: StoredReader; readonly signal: AbortSignal },
): Promise<void> {
  const { proofFile } = network.adapter;
  if (!proofFile) throw new ConfigError(`networks.${network.name}: ${network.family} has no proof files`);
  async function* lines(): AsyncGenerator<string, void, void> {
    for (const range of ranges) {
      const request = { network: network.name, ...range, stored, signal };
      for await (const line of (proofFile as ProofFile<unknown>).write(network.config, request)) yield `${line}\n`;
    }
  }
  const packed = path.endsWith(".gz") ? [createGzip()] : [];
  await pipeline([Readable.from(lines()), ...packed, createWriteStream(path)], { signal });
}

/** Checks a proof file, prints what fails and what it proves, and returns the exit code. */
export async function verifyProofFile(
  path: string,
  options: ConfigOption & { readonly network?: string; readonly json?: boolean },
): Promise<number> {
  const network =
    options.network === undefined ? undefined : resolveNetwork(await loadConfig(options.config), options.network);
  const proofFile = await formatOf(path);
  const name = options.network ?? path;
  const tallies: CheckTally[] = [];
  let failures = 0;
  const fail = (failure: Pick<Check, "check" | "detail"> & { readonly height: number | null }): void => {
    failures++;
    printFailure(name, failure, options.json === true);
  };
  let parts: readonly ProvenPart[] = [];
  try {
    const checks = proofFile.verify(linesOf(path), network?.config);
    for (let step = await checks.next(); ; step = await checks.next()) {
      if (step.done) {
        parts = step.value;
        break;
      }
      tallies.push(tallyChecks([step.value]));
      if (tallies.length >= 4096) tallies.splice(0, tallies.length, mergeTallies(tallies));
      if (step.value.state === "failed") fail(step.value);
    }
  } catch (error) {
    fail(failureOf(error, null));
  }
  const tally = mergeTallies(tallies);
  for (const line of describeTally(tally)) note(`  ${line}`);
  const isProven = failures === 0 && parts.length > 0 && parts.every(({ proven }) => proven === "contents");
  for (const part of parts) note(`${path}: ${describePart(part, isProven)}`);
  const left = isProven ? notCovered(tally) : [];
  if (left.length > 0) note(`${path}: not part of what is proven: ${left.join(", ")}`);
  return isProven ? 0 : 1;
}

/** Checks that some block could not make; the first block of a part has none before it to name. */
const notCovered = (tally: CheckTally): string[] =>
  Object.entries(tally).flatMap(([check, { unverified = 0, unchecked = 0 }]) =>
    check === "parent_link" || unverified + unchecked === 0 ? [] : `${check} (${unverified + unchecked})`,
  );

function describePart({ from, newest: { number, hash }, proven }: ProvenPart, isProven: boolean): string {
  if (isProven) return `proven: blocks ${from}…${number}, up to block ${number} ${hash}`;
  const contents =
    proven === "headers" ? "; the chain of headers is proven, the contents of the blocks named above are not" : "";
  return `NOT proven: blocks ${from}…${number}, up to block ${number} ${hash}${contents}`;
}

async function formatOf(path: string): Promise<ProofFile<unknown>> {
  for await (const line of linesOf(path)) {
    const format = /"format":"([^"]*)"/.exec(line.slice(0, 1000))?.[1];
    const found = Object.values(families).find(({ proofFile }) => proofFile?.format === format);
    if (found?.proofFile) return found.proofFile;
    break;
  }
  throw new CorruptDataError(`${path} is not a proof file: its first line names no format that is known`);
}

async function* linesOf(path: string): AsyncGenerator<string, void, void> {
  const file = createReadStream(path);
  await once(file, "open").catch((cause: Error) => {
    throw new ConfigError(`${path} cannot be read: ${cause.message}`);
  });
  const input = path.endsWith(".gz") ? unpacked(file) : file;
  try {
    yield* splitLines(input.setEncoding("utf8"), path);
  } catch (cause) {
    if ((cause as { code?: string }).code?.startsWith("Z_") !== true) throw cause;
    throw new CorruptDataError(`${path} cannot be unpacked: ${(cause as Error).message}`, { cause });
  }
}

function unpacked(file: ReadStream): Gunzip {
  const gunzip = file.pipe(createGunzip());
  // Thrown where the lines are read; a reader that stops early is no error.
  gunzip.on("error", () => file.destroy());
  file.on("error", (error) => gunzip.destroy(error));
  return gunzip;
}

import {
  type CheckTally,
  ConfigError,
  mergeTallies,
  parseRanges,
  resolveRanges,
  tallyChecks,
  withTimes,
} from "@ledgerscope/core";
import type { Command } from "commander";
import { type Failure, failureOf } from "../failureOf.ts";
import { RANGE_HELP, SAMPLE_HELP } from "../help.ts";
import { openSink, openSource, resolveNetwork } from "../network.ts";
import { note, printFailure } from "../output.ts";
import { verifyProofFile, writeProofFile } from "../proofFile.ts";
import { type ConfigOption, withSession } from "../session.ts";
import { describeTally } from "../storeBlocks.ts";
import { storedTimes } from "../storedTimes.ts";

interface Options extends ConfigOption {
  readonly network?: string;
  readonly json?: boolean;
  readonly node?: boolean;
  readonly export?: string;
  readonly proof?: string;
}

export function addVerify(program: Command): void {
  program
    .command("verify")
    .description("prove stored blocks again from their rows, and with --node against the chain")
    .argument("[range...]", "half-open block ranges, or samples of them; without one: what is stored")
    .option(
      "--network <name>",
      "network of the configuration; with --proof: whose trust roots the file is checked against",
    )
    .option("--node", "compare with the chain itself as well")
    .option(
      "--export <file>",
      "write the blocks as a proof file, which proves itself without this warehouse and without a node",
    )
    .option("--proof <file>", "check such a file instead: no warehouse, no node and no configuration is needed")
    .option("--json", "one JSON object per failed check")
    .addHelpText(
      "after",
      `
Exits with 0 only when no check fails. What no rule covers (unverified) and what the node did not serve
(unchecked) is counted and reported, not failed. Open sides of a range are those of what is stored.
A proof file proves its blocks up to the hash of the newest one, which is printed: compare it with one that you trust.
With --proof, a block whose contents no rule covers fails as well.

${RANGE_HELP}
${SAMPLE_HELP}

Examples:
  ledgerscope verify --network relief
  ledgerscope verify --network relief -50:
  ledgerscope verify --network mainnet :/1000
  ledgerscope verify --network mainnet 17686110:17686130 --node
  ledgerscope verify --network mainnet 17686110:17686130 --export proof.jsonl.gz
  ledgerscope verify --proof proof.jsonl.gz`,
    )
    .action(run);
}

async function run(texts: readonly string[], _options: unknown, command: Command): Promise<void> {
  const options = command.optsWithGlobals<Options>();
  if (options.proof !== undefined) {
    process.exitCode = await verifyProofFile(options.proof, options);
    return;
  }
  const asked = texts.length === 0 ? undefined : parseRanges(texts.join(","));
  process.exitCode = await withSession(options, async ({ config, warehouse, signal }) => {
    const network = resolveNetwork(config, requiredNetwork(options));
    let failures = 0;
    const fail = (failure: Failure): void => {
      failures++;
      printFailure(network.name, failure, options.json === true);
    };
    const node = options.node ? await openSource(network).catch((error: unknown) => failureOf(error, null)) : undefined;
    if (node && "check" in node) {
      fail(node);
      return 1;
    }
    try {
      const stored = await openSink(network, warehouse).stored();
      const bounds = { first: stored[0]?.from ?? 0, end: stored.at(-1)?.to ?? 0 };
      const ranges = asked
        ? resolveRanges(asked, await withTimes(bounds, asked, storedTimes(warehouse, network.name)))
        : stored;
      const tallies: CheckTally[] = [];
      let blocks = 0;
      for (const range of ranges) {
        blocks += range.to - range.from;
        const request = { network: network.name, ...range, stored: warehouse, signal, ...(node ? { node } : {}) };
        try {
          for await (const check of network.adapter.verify(network.config, request)) {
            tallies.push(tallyChecks([check]));
            if (tallies.length >= 4096) tallies.splice(0, tallies.length, mergeTallies(tallies));
            if (check.state === "failed") fail(check);
          }
        } catch (error) {
          signal.throwIfAborted();
          fail(failureOf(error, range.from));
        }
      }
      if (options.export !== undefined) {
        await writeProofFile(options.export, network, { ranges, stored: warehouse, signal });
        note(`${network.name}: ${blocks} blocks written to ${options.export}`);
      }
      if (blocks === 0) note(`${network.name}: nothing is stored, so nothing was verified`);
      else note(`${network.name}: ${blocks} blocks verified again${node ? ", and against the chain" : ""}`);
      for (const line of describeTally(mergeTallies(tallies))) note(`  ${line}`);
      return failures === 0 ? 0 : 1;
    } finally {
      await node?.close();
    }
  });
}

function requiredNetwork({ network }: Options): string {
  if (network !== undefined) return network;
  throw new ConfigError("verify needs --network <name>, or --proof <file> to check a file");
}

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

export async function verifyAction(texts: readonly string[], _options: unknown, command: Command): Promise<void> {
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

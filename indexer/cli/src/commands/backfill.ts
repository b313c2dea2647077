import {
  backfill,
  type CheckTally,
  countRanges,
  mergeTallies,
  parseRange,
  subtractRanges,
  tallyChecks,
} from "@ledgerscope/core";
import { collect } from "@ledgerscope/tracer-collector";
import type { Command } from "commander";
import { openSink, openSource, resolveNetwork } from "../network.ts";
import { formatCount, formatDuration, note, printFailure } from "../output.ts";
import { startProgress } from "../progress.ts";
import { type ConfigOption, withSession } from "../session.ts";

interface Options extends ConfigOption {
  readonly network: string;
  readonly json?: boolean;
}

export function addBackfill(program: Command): void {
  program
    .command("backfill")
    .description("store blocks of one network, each checked as far as its chain allows")
    .argument("[range]", "half-open block range A:B; without it: all that the source has")
    .requiredOption("--network <name>", "network of the configuration")
    .option("--json", "one JSON object per failed check")
    .addHelpText(
      "after",
      `
Exits with 0 only when every block of the range is stored and no check failed. Blocks that are stored
already are not read again. The network's logs (observe:) are read as well.

Examples:
  ledgerscope backfill --network relief
  ledgerscope backfill --network mainnet 17686110:17686130`,
    )
    .action(run);
}

async function run(rangeText: string | undefined, _options: unknown, command: Command): Promise<void> {
  const options = command.optsWithGlobals<Options>();
  process.exitCode = await withSession(options, async ({ config, warehouse, signal }) => {
    const network = resolveNetwork(config, options.network);
    const source = await openSource(network);
    const sink = openSink(network, warehouse);
    try {
      const asked = rangeText === undefined ? {} : parseRange(rangeText);
      const { earliest = 0, latest } = await source.head();
      const end = asked.to ?? (latest ? latest.number + 1 : 0);
      const wanted = { from: Math.min(asked.from ?? earliest, end), to: end };
      const total = countRanges(subtractRanges(wanted, await sink.stored()));
      const progress = startProgress(network.name, total);
      const startedMs = Date.now();
      const tallies: CheckTally[] = [];
      let done = 0;
      let transactions = 0;
      let failures = 0;
      await backfill(source, sink, {
        wanted,
        signal,
        onBatch(batch) {
          done += batch.to - batch.from;
          transactions += batch.payloads.find((payload) => payload.table.endsWith("_transactions"))?.rows ?? 0;
          tallies.push(tallyChecks(batch.checks));
          for (const check of batch.checks.filter(({ state }) => state === "failed")) {
            failures++;
            printFailure(network.name, check, options.json === true);
          }
          progress.update(done, transactions);
        },
      }).finally(() => progress.stop());
      const gaps = subtractRanges(wanted, await sink.stored());
      note(
        `${network.name}: ${formatCount(done)} blocks and ${formatCount(transactions)} transactions stored in ${formatDuration(Date.now() - startedMs)}` +
          (total < wanted.to - wanted.from
            ? ` (${formatCount(wanted.to - wanted.from - total)} were stored already)`
            : ""),
      );
      for (const line of describeTally(mergeTallies(tallies))) note(`  ${line}`);
      if (gaps.length > 0) note(`  not stored: ${gaps.map((gap) => `${gap.from}:${gap.to}`).join(", ")}`);
      if (network.observe !== undefined) {
        const summary = await collect({
          warehouse,
          network: network.name,
          channel: network.channel,
          family: network.family,
          observe: network.observe,
          baseDir: network.baseDir,
          signal,
          follow: false,
        });
        note(`${network.name}: ${formatCount(summary.facts)} stage facts from ${formatCount(summary.lines)} log lines`);
      }
      return failures === 0 && gaps.length === 0 ? 0 : 1;
    } finally {
      await source.close();
    }
  });
}

/** `header_hash: 20 verified, 1 failed`, one line per check. */
export function describeTally(tally: CheckTally): readonly string[] {
  return Object.entries(tally).map(
    ([check, counts]) =>
      `${check}: ${Object.entries(counts)
        .map(([state, count]) => `${formatCount(count)} ${state}`)
        .join(", ")}`,
  );
}

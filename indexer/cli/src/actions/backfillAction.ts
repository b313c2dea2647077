import {
  type BlockSelection,
  ConfigError,
  countRanges,
  parseRanges,
  printRanges,
  type RangeSet,
  resolveRanges,
  subtractRangeSets,
  unionRanges,
  withTimes,
} from "@ledgerscope/core";
import type { Command } from "commander";
import { confirm } from "../confirm.ts";
import { failureOf } from "../failureOf.ts";
import { heldSink, holdNetwork } from "../holdNetwork.ts";
import { type Network, openSink, openSource, resolveNetwork } from "../network.ts";
import { formatBytes, formatCount, formatDuration, note, print, printFailure, toJson } from "../output.ts";
import { passesOf } from "../passesOf.ts";
import { boundsOf } from "../probeHead.ts";
import { describeRevision } from "../revisionText.ts";
import { planRewrite, rewriteOf } from "../rewriteBlocks.ts";
import { sampleSource } from "../sampleSource.ts";
import { type ConfigOption, type Session, withSession } from "../session.ts";
import { describeTally, storeBlocks } from "../storeBlocks.ts";

interface Options extends ConfigOption {
  readonly network: string;
  readonly json?: boolean;
  readonly dryRun?: boolean;
  readonly newestFirst?: boolean;
  readonly passes: boolean;
  readonly rewrite?: boolean;
  readonly yes?: boolean;
}

export async function backfillAction(texts: readonly string[], _options: unknown, command: Command): Promise<void> {
  const options = command.optsWithGlobals<Options>();
  const asked = texts.length === 0 ? undefined : parseRanges(texts.join(","));
  const sampled = asked?.find((selection) => selection.sampled);
  if (sampled) {
    const [whole] = /^[^:]*:[^:/]*/.exec(sampled.text) ?? [];
    throw new ConfigError(`${sampled.text} picks single blocks: backfill stores whole ranges, write ${whole}`);
  }
  if (options.rewrite && !asked) throw new ConfigError("--rewrite: name the block ranges that are to be read again");
  process.exitCode = await withSession(options, async (session) => {
    const network = resolveNetwork(session.config, options.network);
    return await storeRanges(session, network, options, asked);
  });
}

async function storeRanges(
  session: Session,
  network: Network,
  options: Options,
  asked: readonly BlockSelection[] | undefined,
): Promise<number> {
  const source = await openSource(network, session.warehouse).catch((error: unknown) => failureOf(error, null));
  if ("check" in source) {
    printFailure(network.name, source, options.json === true);
    return 1;
  }
  const sink = openSink(network, session.warehouse);
  try {
    const head = await source.head().catch((error: unknown) => failureOf(error, null));
    if ("check" in head) {
      printFailure(network.name, head, options.json === true);
      return 1;
    }
    const selections = asked ?? parseRanges(":");
    const wanted = resolveRanges(selections, await withTimes(boundsOf(head), selections, source));
    const plans = options.rewrite ? await planRewrite(session, network, wanted) : [];
    const rewritten = plans.flatMap(({ ranges }) => ranges);
    if (options.rewrite) {
      for (const plan of plans) {
        for (const line of describeRevision(network.name, plan, "read again")) print(line);
      }
      if (plans.length === 0) note(`${network.name}: nothing is stored of these blocks, so nothing is rewritten`);
    }
    if (options.dryRun) {
      const absent = subtractRangeSets(wanted, await sink.stored());
      const missing = unionRanges([...absent, ...rewritten]);
      await announce(network, missing, countRanges(unionRanges([...wanted, ...rewritten])), {
        ...options,
        ...session,
        source,
      });
      return 0;
    }
    if (plans.length > 0 && !(await confirm("Rewrite them?", options.yes === true, session.signal))) {
      note("nothing was changed");
      return 1;
    }
    const lock = await holdNetwork(session, network, "backfill", plans.length > 0 ? ["writer", "passes"] : ["writer"]);
    const stored = await storeBlocks({
      network,
      source,
      sink: heldSink(sink, lock),
      wanted: unionRanges([...wanted, ...rewritten]),
      ...(plans.length > 0 ? { rewrite: rewriteOf(session, network, source, plans, lock) } : {}),
      signal: session.signal,
      json: options.json === true,
      newestFirst: options.newestFirst === true,
      command: "backfill",
      config: session.config.path,
    }).finally(() => lock.release());
    const before = stored.before > 0 ? ` (${formatCount(stored.before)} were stored already)` : "";
    note(
      `${network.name}: ${formatCount(stored.blocks)} blocks and ${formatCount(stored.transactions)} transactions stored in ${formatDuration(stored.elapsedMs)}${before}`,
    );
    for (const line of describeTally(stored.checks)) note(`  ${line}`);
    if (stored.gaps.length > 0) note(`  not stored: ${printRanges(stored.gaps)}`);
    await collectEvidence(session, network);
    const failures = options.passes ? ((await passesOf(session, network, options.json === true)) ?? 0) : 0;
    return stored.failures + failures === 0 && stored.gaps.length === 0 ? 0 : 1;
  } finally {
    await source.close();
  }
}

async function collectEvidence({ warehouse, signal }: Session, network: Network): Promise<void> {
  const { name, channel, family, observe, baseDir } = network;
  if (observe === undefined) return;
  const { collect } = await import("@ledgerscope/tracer-collector");
  const summary = await collect({
    warehouse,
    network: name,
    channel,
    family,
    observe,
    baseDir,
    signal,
    follow: false,
  });
  note(`${name}: ${formatCount(summary.facts)} stage facts from ${formatCount(summary.lines)} log lines`);
}

interface Announcing {
  readonly source: Awaited<ReturnType<typeof openSource>>;
  readonly signal: AbortSignal;
  readonly json?: boolean;
}

/** What a backfill would do, from a measured sample; nothing is written. */
async function announce(
  network: Network,
  missing: RangeSet,
  wanted: number,
  { source, signal, json }: Announcing,
): Promise<void> {
  const blocks = countRanges(missing);
  const sample = await sampleSource(source, missing, signal);
  const times = sample.blocks === 0 ? undefined : blocks / sample.blocks;
  const estimate = {
    network: network.name,
    ranges: missing,
    blocks,
    stored: wanted - blocks,
    sampled: sample.blocks,
    transactions: times === undefined ? null : Math.round(sample.transactions * times),
    bytes: times === undefined ? null : Math.round(sample.bytes * times),
    elapsedMs: times === undefined ? null : Math.round(sample.elapsedMs * times),
  };
  if (json) {
    print(toJson(estimate));
    return;
  }
  const before = estimate.stored > 0 ? ` (${formatCount(estimate.stored)} are stored already)` : "";
  if (blocks === 0) {
    print(`${network.name}: nothing to read${before}`);
    return;
  }
  print(`${network.name}: would read ${formatCount(blocks)} blocks${before}: ${printRanges(missing)}`);
  if (times === undefined) {
    print("  no block could be read within 2 s to estimate from");
    return;
  }
  print(
    `  about ${formatCount(estimate.transactions ?? 0)} transactions, ${formatBytes(estimate.bytes ?? 0)} into the warehouse before compression,` +
      ` ${formatDuration(estimate.elapsedMs ?? 0)} of reading and checking (writing not counted)`,
  );
  print(
    `  estimated from ${formatCount(sample.blocks)} blocks read in ${formatDuration(sample.elapsedMs)}; none was stored`,
  );
}

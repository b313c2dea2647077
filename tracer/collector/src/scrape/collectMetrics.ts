import { setTimeout as sleep } from "node:timers/promises";
import { retry, type StageFact } from "@ledgerscope/core";
import { fabricMetricFacts } from "@ledgerscope/fabric";
import { type MetricSample, writeMetricSamples } from "@ledgerscope/tracer-store";
import { samplesTotal } from "../metrics.ts";
import type { Observing } from "../observing.ts";
import { Outages } from "../outages.ts";
import { Changes } from "./changes.ts";
import type { Sample } from "./parseMetrics.ts";
import { scrapeNode } from "./scrapeNode.ts";

/** What the metrics of a family's nodes tell, beside their numbers. */
const factReaders: Readonly<Record<string, typeof fabricMetricFacts>> = { fabric: fabricMetricFacts };

/** How often each node is asked, in milliseconds. */
const EVERY_MS = 5_000;

/** What is known of one node between two scrapes. */
interface Scraped {
  readonly changes: Changes;
  before?: { readonly atNs: bigint; readonly samples: readonly Sample[] };
}

interface Answer {
  readonly facts: readonly StageFact[];
  readonly samples: readonly MetricSample[];
}

/** Asks every node for its metrics every five seconds; keeps the samples, and as facts what befell the node. */
export async function collectMetrics(observing: Observing): Promise<void> {
  const { warehouse, network, observe, buffer, signal } = observing;
  if (observe.metrics.length === 0) return;
  const outages = new Outages(observing, "metrics");
  const nodes = new Map<string, Scraped>(observe.metrics.map(({ node }) => [node, { changes: new Changes() }]));
  const name = `metrics:${network}:${process.pid}:${Date.now()}`;
  for (let round = 0; !signal.aborted; round++) {
    const nextMs = Date.now() + EVERY_MS;
    const answers = await Promise.all(
      observe.metrics.map(({ node, url }) => ask({ node, url }, nodes.get(node) as Scraped, outages, observing)),
    );
    if (signal.aborted) return;
    await buffer.add(answers.flatMap(({ facts }) => facts));
    const samples = answers.flatMap((answer) => answer.samples);
    await retry(() => writeMetricSamples(warehouse, samples, `${name}:${round}`), { signal });
    samplesTotal.inc({ network }, samples.length);
    await sleep(Math.max(0, nextMs - Date.now()), undefined, { signal }).catch(() => undefined);
  }
}

async function ask(
  { node, url }: { readonly node: string; readonly url: string },
  scraped: Scraped,
  outages: Outages,
  { network, channel, family, signal }: Observing,
): Promise<Answer> {
  const askedNs = BigInt(Date.now()) * 1_000_000n;
  const readFacts = factReaders[family];
  try {
    const samples = await scrapeNode(url, signal);
    const atMs = Date.now();
    const now = { atNs: BigInt(atMs) * 1_000_000n, samples };
    const facts = scraped.before ? (readFacts?.(scraped.before, now, { network, channel, node }) ?? []) : [];
    scraped.before = now;
    return {
      facts: [...outages.up(node, now.atNs), ...facts],
      samples: scraped.changes.of(samples, atMs).map((sample) => ({ ...sample, network, node, at: now.atNs })),
    };
  } catch (error) {
    return { facts: readFacts ? outages.down(node, askedNs, (error as Error).message) : [], samples: [] };
  }
}

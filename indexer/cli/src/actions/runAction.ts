import { setTimeout as sleep } from "node:timers/promises";
import { backfill, keepUp, type PipelineEvents } from "@ledgerscope/core";
import { publicSchema, publish } from "@ledgerscope/publication";
import { collect } from "@ledgerscope/tracer-collector";
import { openWarehouse, type WarehouseTarget } from "@ledgerscope/warehouse";
import type { Command } from "commander";
import { isExplained } from "../explainNetwork.ts";
import type { PassListener } from "../followPasses.ts";
import { heldSink, holdNetwork } from "../holdNetwork.ts";
import { keep } from "../keep.ts";
import { log } from "../log.ts";
import { Meter } from "../meter.ts";
import {
  blocksTotal,
  checksTotal,
  headHeight,
  indexerHalted,
  passBlocksRemaining,
  passItemsTotal,
  publishedBlocks,
  reportHalt,
  serveMetrics,
  transactionsTotal,
} from "../metrics.ts";
import { type Network, openSink, openSource, resolveNetworks } from "../network.ts";
import type { NetworkLock } from "../networkLock.ts";
import type { PassEvent } from "../passMeter.ts";
import { runPassProcess } from "../passProcess.ts";
import { boundsOf } from "../probeHead.ts";
import { startProgress } from "../progress.ts";
import { type ConfigOption, type Session, withSession } from "../session.ts";

/** How often the public warehouse is brought up to date, in milliseconds. */
const PUBLISH_INTERVAL_MS = 2_000;

interface Options extends ConfigOption {
  readonly metricsPort?: string;
}

export async function runAction(_options: unknown, command: Command): Promise<void> {
  const options = command.optsWithGlobals<Options>();
  await withSession(options, async (session) => {
    if (session.config.disclosure) {
      // Publishing tries again by itself: what is indexed does not wait for it.
      await migratePublic(session.config.disclosure.warehouse).catch((error: Error) =>
        log.warn({ what: "publishing" }, `the public warehouse is not ready: ${error.message}`),
      );
    }
    const metrics = options.metricsPort === undefined ? undefined : await serveMetrics(Number(options.metricsPort));
    const networks = resolveNetworks(session.config);
    const watched = networks.map((network) => ({ network: network.name, meter: new Meter() }));
    const progress = startProgress(watched, { command: "run", config: session.config.path });
    try {
      await Promise.all([
        ...networks.map((network, index) => keepIndexing(session, network, (watched[index] as { meter: Meter }).meter)),
        keepPasses(session, networks, (event) => progress.pass(event)),
        ...networks.filter(({ observe }) => observe !== undefined).map((network) => keepCollecting(session, network)),
        ...(session.config.disclosure ? [keepPublishing(session)] : []),
        untilAborted(session.signal),
      ]);
    } finally {
      progress.stop();
      await metrics?.close();
    }
  });
}

/** Whoever sees this process healthy may ask the public warehouse for its tables. */
async function migratePublic(target: WarehouseTarget): Promise<void> {
  const warehouse = await openWarehouse(target);
  try {
    await warehouse.migrate([publicSchema]);
  } finally {
    await warehouse.close();
  }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** Beside indexing, in a process of its own. */
function keepPasses(
  { config, signal }: Session,
  networks: readonly Network[],
  show: (event: PassEvent) => void,
): Promise<void> {
  if (networks.every((network) => network.adapter.passes.length === 0 && !isExplained(network)))
    return Promise.resolve();
  const listener: PassListener = {
    step(event) {
      const { network, pass, items, remaining, checks, failed } = event;
      passBlocksRemaining.set({ network, pass }, remaining);
      passItemsTotal.inc({ network, pass }, items);
      for (const [check, counts] of Object.entries(checks)) {
        for (const [state, count] of Object.entries(counts)) checksTotal.inc({ network, check, state }, count);
      }
      for (const { height, check, detail } of failed)
        log.error({ network, pass, height, check, detail }, "a stored block failed a check of a pass");
      if (event.blocks > 0) log.debug({ network, pass, blocks: event.blocks, items, remaining }, "pass");
      show(event);
    },
    halt: (network, reason) => reportHalt(`passes of ${network}`, reason),
  };
  return keep(
    "passes",
    signal,
    () => runPassProcess(config.path, signal, listener),
    (reason) => reportHalt("passes", reason),
  );
}

function keepIndexing(session: Session, network: Network, meter: Meter): Promise<void> {
  const { warehouse, signal } = session;
  let newest = -1;
  const events: PipelineEvents = {
    onBatch(batch) {
      const last = batch.headers.at(-1);
      // Older blocks are filled in meanwhile.
      newest = Math.max(newest, last?.number ?? -1);
      if (newest >= 0) headHeight.set({ network: network.name }, newest);
      blocksTotal.inc({ network: network.name }, batch.headers.length);
      const transactions = batch.payloads.find((payload) => payload.table.endsWith("_transactions"))?.rows ?? 0;
      transactionsTotal.inc({ network: network.name }, transactions);
      for (const { check, state, height, detail } of batch.checks) {
        checksTotal.inc({ network: network.name, check, state });
        if (state === "failed")
          log.error({ network: network.name, height, check, detail }, "a block failed its check and was kept back");
      }
      log.debug({ network: network.name, from: batch.from, to: batch.to, transactions }, "stored");
    },
    onReorg(from, to) {
      newest = to?.number ?? -1;
      log.warn({ network: network.name, from, to }, "the node reorganised its chain; rewound");
    },
  };
  indexerHalted.set({ network: network.name }, 0);
  const work = async (): Promise<void> => {
    const lock = await holdNetwork(session, network, "run");
    try {
      await indexUnder(lock);
    } finally {
      lock.release();
    }
  };
  const indexUnder = async (lock: NetworkLock): Promise<void> => {
    const source = meter.source(await openSource(network, warehouse));
    const sink = meter.sink(heldSink(openSink(network, warehouse), lock));
    try {
      if (network.recorded) {
        const head = await source.head();
        const { first, end } = boundsOf(head);
        await backfill(source, sink, { wanted: { from: first, to: end }, signal, ...events });
        const { latest } = head;
        if (latest) headHeight.set({ network: network.name }, latest.number);
        log.info({ network: network.name, head: latest?.number }, "the recorded ledger is stored");
        // Nothing of it is taken back behind the back of this process.
        await untilAborted(signal);
      } else {
        await keepUp(source, sink, { signal, ...events });
      }
    } finally {
      await source.close();
    }
  };
  return keep(`indexing ${network.name}`, signal, work, (reason) => {
    reportHalt(`indexing ${network.name}`, reason);
    indexerHalted.set({ network: network.name }, 1);
  });
}

function keepCollecting({ warehouse, signal }: Session, network: Network): Promise<void> {
  const what = `collecting ${network.name}`;
  const work = async (): Promise<void> => {
    const { name, channel, family, config, observe, baseDir, recorded } = network;
    const summary = await collect({
      warehouse,
      network: name,
      channel,
      family,
      config,
      observe,
      baseDir,
      signal,
      follow: !recorded,
    });
    log.info({ network: name, ...summary }, "evidence collected");
  };
  return keep(what, signal, work, (reason) => reportHalt(what, reason));
}

function keepPublishing({ config, warehouse, signal }: Session): Promise<void> {
  const work = async (): Promise<void> => {
    if (!config.disclosure) return;
    const to = await openWarehouse(config.disclosure.warehouse);
    try {
      while (!signal.aborted) {
        const summary = await publish({ from: warehouse, to, policyPath: config.disclosure.policy, signal });
        for (const channel of summary.channels.filter(({ blocks }) => blocks > 0)) {
          publishedBlocks.inc({ network: channel.network }, channel.blocks);
          log.info({ ...channel }, "published");
        }
        await sleep(PUBLISH_INTERVAL_MS, undefined, { signal }).catch(() => {});
      }
    } finally {
      await to.close();
    }
  };
  return keep("publishing", signal, work, (reason) => reportHalt("publishing", reason));
}

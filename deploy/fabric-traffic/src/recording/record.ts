import { setMaxListeners } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Devnet } from "@ledgerscope/fabric-devnet";
import { readCredentials } from "../clients/credentials.ts";
import { nowUs } from "../drive/clock.ts";
import { type DriveOptions, drive } from "../drive/drive.ts";
import type { FaultSeen } from "../drive/faults.ts";
import type { Seen } from "../drive/seen.ts";
import { LedgerAsker } from "../network/askLedger.ts";
import { followBlocks } from "../network/followBlocks.ts";
import { attestTransactions } from "./attestTransactions.ts";
import { lastFrames, readBlockFile } from "./blockFile.ts";
import { openKeyGuard } from "./privateKeys.ts";
import { ordererBlock, peerBlock } from "./recordedBlocks.ts";
import type { OrdererBlock, PeerBlock, RecordedNode, Recording } from "./recording.ts";
import { RecordingWriter } from "./recordingFolder.ts";
import { type Scrape, scrapeMetrics } from "./scrapeMetrics.ts";

/** Blocks of every peer's own block file that are kept. */
const TAIL_BLOCKS = 8;
/** How long the nodes get to come to one height when the traffic has ended, in milliseconds. */
const SETTLE_MS = 60_000;

export interface RecordOptions extends Omit<DriveOptions, "onSeen" | "onFault"> {
  /** Folder of the network. */
  readonly folder: string;
  /** Folder of the recording; made when absent. */
  readonly out: string;
  readonly title: Recording["title"];
  readonly onStep: (sentence: string) => void;
}

/** Drives a network and makes a recording of what happened. @throws Error when the nodes end at different heights. */
export async function record(devnet: Devnet, options: RecordOptions): Promise<Recording> {
  const { channel, onStep } = options;
  const { orderers, peers, organisations } = devnet.description;
  const [first] = peers;
  const user = organisations.find(({ mspId }) => mspId === first?.mspId)?.users["User1"];
  if (!first || !user) throw new Error("the network has no peer whose organisation has a User1");
  const credentials = await readCredentials(first.mspId, user);
  const asker = await LedgerAsker.open(first, channel, credentials);
  const startUs = nowUs();
  const firstHeard = await asker.height();

  const stopping = new AbortController();
  // One stream and one scraper per node listen.
  setMaxListeners(0, stopping.signal);
  const scrapes = new Map<string, Promise<Scrape[]>>();
  const peerBlocks = new Map<string, PeerBlock[]>(peers.map(({ name }) => [name, []]));
  const ordererBlocks = new Map<string, OrdererBlock[]>(orderers.map(({ name }) => [name, []]));
  const following: Promise<void>[] = [];
  for (const node of [...peers, ...orderers]) {
    scrapes.set(node.name, scrapeMetrics(node.operations, stopping.signal));
    const kind = peerBlocks.has(node.name) ? "peer" : "orderer";
    // A peer hands its private data to its own organisation alone.
    const own = organisations.find(({ mspId }) => mspId === node.mspId)?.users["User1"];
    following.push(
      followBlocks(
        { ...node, kind },
        {
          channel,
          credentials: kind === "peer" && own ? await readCredentials(node.mspId, own) : credentials,
          signal: stopping.signal,
          onBlock: (delivered) => {
            const number = delivered.block.getHeader()?.getNumber() ?? 0;
            const arrivedUs = number < firstHeard ? null : nowUs();
            peerBlocks.get(node.name)?.push(peerBlock(delivered, arrivedUs));
            ordererBlocks.get(node.name)?.push(ordererBlock(delivered, arrivedUs));
          },
        },
      ),
    );
  }

  const seen: Seen[] = [];
  const faults: FaultSeen[] = [];
  try {
    onStep("driving the network");
    await drive(devnet, { ...options, onSeen: (one) => seen.push(one), onFault: (fault) => faults.push(fault) });
    onStep("waiting for every node to have every block");
    await settled([...peerBlocks, ...ordererBlocks], () => asker.height());
  } finally {
    stopping.abort();
  }
  await Promise.all(following);
  const endUs = nowUs();

  // Opened now: identities were issued while the network was driven.
  const writer = new RecordingWriter(options.out, await openKeyGuard(options.folder));
  onStep("asking the peers for signed answers");
  const askers = await Promise.all(peers.map(async (node) => await LedgerAsker.open(node, channel, credentials)));
  const ledger = peerBlocks.get(first.name) ?? [];
  await writer.writeLines("qscc.jsonl.gz", await attestTransactions(askers, ledger));
  for (const one of [asker, ...askers]) one.close();

  onStep("writing");
  await writer.writeLines(
    "clients.jsonl.gz",
    seen.sort((a, b) => a.n - b.n),
  );
  await writer.writeLines("faults.jsonl.gz", faults);
  await writer.write("blockfile_000000.xz", await readBlockFile(first.ledger, channel));
  for (const { name, ledger: own } of peers) {
    await writer.writeLines(`peers/${name}.jsonl.gz`, peerBlocks.get(name) ?? []);
    await writer.write(`peers/${name}.tail`, lastFrames(await readBlockFile(own, channel), TAIL_BLOCKS));
  }
  for (const { name } of orderers)
    await writer.writeLines(`orderers/${name}.signatures.jsonl.gz`, ordererBlocks.get(name) ?? []);
  for (const [name, scraped] of scrapes) await writer.writeLines(`metrics/${name}.jsonl.xz`, await scraped);
  const chaincodes = devnet.description.chaincodes.filter((one) => one.channel === channel);
  for (const { name, log } of [...peers, ...orderers]) await writer.write(`logs/${name}.log.xz`, await readFile(log));
  for (const log of await chaincodeLogs(chaincodes))
    await writer.write(`logs/${path.basename(log)}.xz`, await readFile(log));

  const nodes: RecordedNode[] = [];
  for (const node of [...peers, ...orderers]) {
    const certificate = `certificates/${node.name}.pem`;
    await writer.write(certificate, await onlyFile(path.join(node.msp, "signcerts")));
    nodes.push({
      name: node.name,
      kind: peerBlocks.has(node.name) ? "peer" : "orderer",
      mspId: node.mspId,
      certificate,
    });
  }
  const authorities: { mspId: string; ca: string; tlsCa: string }[] = [];
  for (const { mspId, caCertificate, tlsCa } of organisations) {
    const names = { mspId, ca: `certificates/${mspId}.ca.pem`, tlsCa: `certificates/${mspId}.tlsca.pem` };
    await writer.write(names.ca, await readFile(caCertificate));
    await writer.write(names.tlsCa, await readFile(tlsCa));
    authorities.push(names);
  }

  const { consensus, fabric } = devnet.description;
  const recording: Recording = {
    format: "ledgerscope-fabric-recording/1",
    title: options.title,
    consensus,
    fabric,
    channel,
    nodes,
    organisations: authorities,
    chaincodes: chaincodes.map(({ name, version, sequence }) => ({ name, version, sequence })),
    traffic: { seed: options.seed, rate: options.rate, seconds: options.seconds, mix: options.mix },
    startUs,
    endUs,
    firstHeard,
    blocks: ledger.length,
    codes: counted(ledger.flatMap(({ transactions }) => transactions.map(({ code }) => String(code)))),
    submissions: counted(seen.map(({ intends }) => intends)),
    faults,
  };
  await writer.write("recording.json", `${JSON.stringify(recording, undefined, 2)}\n`);
  return recording;
}

/** Waits until everybody has as many blocks as the first peer, and no more come. */
async function settled(
  nodes: readonly (readonly [string, readonly unknown[]])[],
  height: () => Promise<number>,
): Promise<void> {
  const deadline = Date.now() + SETTLE_MS;
  for (let before = -1; ; ) {
    const now = await height();
    const behind = nodes.filter(([, blocks]) => blocks.length !== now);
    if (now === before && behind.length === 0) return;
    if (Date.now() > deadline) {
      const heights = nodes.map(([name, blocks]) => `${name} ${blocks.length}`).join(", ");
      throw new Error(`the nodes do not come to one height within ${SETTLE_MS} ms: ${heights}, the ledger ${now}`);
    }
    before = now;
    await sleep(2_000);
  }
}

/** Logs of every version that ran: `<name>_<version>.log`. */
async function chaincodeLogs(
  chaincodes: readonly { readonly name: string; readonly log: string }[],
): Promise<string[]> {
  const logs: string[] = [];
  for (const { name, log } of chaincodes) {
    const folder = path.dirname(log);
    const all = await readdir(folder);
    logs.push(
      ...all
        .filter((file) => file.startsWith(`${name}_`) && file.endsWith(".log"))
        .map((file) => path.join(folder, file)),
    );
  }
  return logs;
}

async function onlyFile(folder: string): Promise<Buffer> {
  const [name] = await readdir(folder);
  if (!name) throw new Error(`${folder} is empty`);
  return await readFile(path.join(folder, name));
}

/** How often each value occurs, the most frequent first. */
function counted(values: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1]));
}

import type { Devnet } from "@ledgerscope/fabric-devnet";
import { readCredentials } from "../clients/credentials.ts";
import { nowUs } from "../drive/clock.ts";
import { type DriveOptions, drive } from "../drive/drive.ts";
import type { FaultSeen } from "../drive/faults.ts";
import type { Seen } from "../drive/seen.ts";
import { LedgerAsker } from "../network/askLedger.ts";
import { attestTransactions } from "./attestTransactions.ts";
import { lastFrames, readBlockFile } from "./blockFile.ts";
import { observeNodes } from "./observeNodes.ts";
import { openKeyGuard } from "./privateKeys.ts";
import type { Recording } from "./recording.ts";
import { RecordingWriter } from "./recordingFolder.ts";
import { writeCertificates } from "./writeCertificates.ts";
import { writeLogs } from "./writeLogs.ts";

/** Blocks of every peer's own block file that are kept. */
const TAIL_BLOCKS = 8;

export interface RecordOptions extends Omit<DriveOptions, "onSeen" | "onFault"> {
  /** Folder of the recording; made when absent. */
  readonly out: string;
  readonly title: Recording["title"];
  /** Folders whose names are left out of logs, besides that of the network. */
  readonly hide: readonly string[];
  readonly onStep: (sentence: string) => void;
}

/**
 * Drives a network and makes a recording of what happened. What the clients saw is written first, `recording.json`
 * last: without it a recording is not whole.
 * @throws Error when the nodes end at different heights, or a file would hold a private key.
 */
export async function record(devnet: Devnet, options: RecordOptions): Promise<Recording> {
  const { channel, onStep } = options;
  const { orderers, peers, organisations, consensus, fabric } = devnet.description;
  const [first] = peers;
  const user = organisations.find(({ mspId }) => mspId === first?.mspId)?.users["User1"];
  if (!first || !user) throw new Error("the network has no peer whose organisation has a User1");
  await readBlockFile(first.ledger, channel);
  const credentials = await readCredentials(first.mspId, user);
  const askers = await Promise.all(peers.map(async (node) => await LedgerAsker.open(node, channel, credentials)));
  const startUs = nowUs();
  const firstHeard = Math.max(...(await Promise.all(askers.map(async (asker) => await asker.height()))));
  const observer = await observeNodes(devnet, channel, firstHeard);

  const seen: Seen[] = [];
  const faults: FaultSeen[] = [];
  let scrapes: Awaited<ReturnType<typeof observer.stop>>;
  let writer: RecordingWriter;
  try {
    onStep("driving the network");
    await drive(devnet, { ...options, onSeen: (one) => seen.push(one), onFault: (fault) => faults.push(fault) });
    onStep("waiting for every node to have every block");
    await observer.settled();
  } finally {
    scrapes = await observer.stop();
    // Opened now: identities were issued while the network was driven.
    writer = new RecordingWriter(options.out, await openKeyGuard(devnet.folder));
    await writer.writeLines(
      "clients.jsonl.gz",
      seen.sort((a, b) => a.n - b.n),
    );
    await writer.writeLines("faults.jsonl.gz", faults);
    for (const [name, blocks] of observer.peers) await writer.writeLines(`peers/${name}.jsonl.gz`, blocks);
    for (const [name, blocks] of observer.orderers)
      await writer.writeLines(`orderers/${name}.signatures.jsonl.gz`, blocks);
    for (const [name, scraped] of scrapes) await writer.writeLines(`metrics/${name}.jsonl.xz`, scraped);
    await writeLogs(writer, devnet, options.hide);
  }
  const endUs = nowUs();

  onStep("asking the peers for signed answers");
  const ledger = observer.peers.get(first.name) ?? [];
  await writer.writeLines("qscc.jsonl.gz", await attestTransactions(askers, ledger));
  for (const asker of askers) asker.close();
  onStep("writing the ledger");
  await writer.write("blockfile_000000.xz", await readBlockFile(first.ledger, channel));
  for (const { name, ledger: own } of peers)
    await writer.write(`peers/${name}.tail`, lastFrames(await readBlockFile(own, channel), TAIL_BLOCKS));

  const chaincodes = devnet.description.chaincodes.filter((one) => one.channel === channel);
  const recording: Recording = {
    format: "ledgerscope-fabric-recording/1",
    title: options.title,
    consensus,
    fabric,
    channel,
    ...(await writeCertificates(writer, { peers, orderers, organisations })),
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

/** How often each value occurs, the most frequent first. */
function counted(values: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1]));
}

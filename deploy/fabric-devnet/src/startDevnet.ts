import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { channelInfo, joinChannel } from "./channelParticipation.ts";
import { createCertificates, createGenesis, genesisPath, writeConfiguration } from "./createNetwork.ts";
import { restartChaincode } from "./deployChaincode.ts";
import { describeNetwork } from "./describeNetwork.ts";
import { changeDescription, type DevnetDescription, readDescription, writeDescription } from "./description.ts";
import { type Devnet, readDevnet } from "./devnet.ts";
import { checkVersion, findFabricBinaries } from "./fabricBinaries.ts";
import { ledgerscopeConfig } from "./ledgerscopeConfig.ts";
import { planNetwork, portsOf } from "./networkPlan.ts";
import { checkUnchanged, type NetworkSettings, settingsOf } from "./networkSettings.ts";
import { readMetric } from "./nodeMetrics.ts";
import { nodesOf, startNode, untilReady } from "./nodes.ts";
import { isRunning } from "./ownProcess.ts";
import { peerCommand } from "./peerCommand.ts";
import { checkPorts } from "./ports.ts";

export interface DevnetOptions extends Partial<NetworkSettings> {
  /** Where everything of the network lies. One that holds a stopped network starts that one again, as it was made. */
  readonly folder: string;
  /** Folder of Fabric's programs. @default FABRIC_BIN, else PATH */
  readonly bin?: string;
  /** Deletes what the folder holds of an earlier network that is stopped. */
  readonly fresh?: boolean;
  /** Called at the end of each step, with its milliseconds. */
  readonly onStep?: (step: string, milliseconds: number) => void;
  /** Ends what has been started and rejects. */
  readonly signal?: AbortSignal;
}

const SETTLED_MS = 60_000;

/**
 * Brings up a Fabric network of plain processes on loopback and waits until it takes transactions.
 * @throws Error in one sentence that says what to do; nothing runs then.
 */
export async function startDevnet(options: DevnetOptions): Promise<Devnet> {
  const folder = resolve(options.folder);
  const earlier = await earlierNetwork(folder, options.fresh ?? false);
  return earlier ? startAgain(folder, options) : create(folder, options);
}

async function create(folder: string, options: DevnetOptions): Promise<Devnet> {
  const settings = settingsOf(options);
  const plan = planNetwork(settings);
  const binaries = await findFabricBinaries(options.bin);
  checkVersion(binaries.version, settings.consensus);
  await checkPorts(portsOf(plan));
  await mkdir(folder, { recursive: true });
  const description = describeNetwork(folder, plan, binaries, settings);
  writeDescription(folder, description);
  const step = stepper(options);
  return running(folder, options.signal, async () => {
    await step("certificates", () => createCertificates(folder, plan, settings.certificateLifetimesMs));
    await step("configuration and first block", async () => {
      await writeConfiguration(folder, plan, binaries, settings);
      await createGenesis(folder, plan, binaries, settings);
    });
    await startAll(folder, description, step, options.signal);
    await step(`channel ${settings.channel}`, () => createChannel(folder, settings.channel, options.signal));
    await writeFile(join(folder, "ledgerscope.yaml"), ledgerscopeConfig(folder, description));
    changeDescription(folder, (before) => ({ ...before, ready: true }));
  });
}

async function startAgain(folder: string, options: DevnetOptions): Promise<Devnet> {
  const description = readDescription(folder);
  checkUnchanged(folder, description.settings, options);
  const step = stepper(options);
  const portOf = (address: string): number => Number(address.slice(address.lastIndexOf(":") + 1));
  await checkPorts([
    ...nodesOf(description).flatMap(({ name, ports }) => ports.map((port) => ({ name, port }))),
    ...description.chaincodes.map(({ name, address }) => ({ name, port: portOf(address) })),
  ]);
  return running(folder, options.signal, async () => {
    await startAll(folder, description, step, options.signal);
    await step("chaincodes", async () => {
      for (const chaincode of description.chaincodes) await restartChaincode(folder, chaincode);
    });
    await step("consensus", () => untilSettled(folder, options.signal));
  });
}

/** Whatever goes wrong, nothing is left running. */
async function running(folder: string, signal: AbortSignal | undefined, work: () => Promise<void>): Promise<Devnet> {
  const devnet = await readDevnet(folder);
  try {
    await work();
    return devnet;
  } catch (error) {
    await devnet.stop();
    throw signal?.aborted ? signal.reason : error;
  }
}

type Step = <T>(text: string, work: () => Promise<T>) => Promise<T>;

function stepper(options: DevnetOptions): Step {
  return async (text, work) => {
    options.signal?.throwIfAborted();
    const startedMs = performance.now();
    const result = await work();
    options.onStep?.(text, performance.now() - startedMs);
    return result;
  };
}

async function startAll(
  folder: string,
  description: DevnetDescription,
  step: Step,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (const kind of ["orderers", "peers"] as const)
    await step(`${description[kind].length} ${kind}`, async () => {
      const names = description[kind].map((node) => node.name);
      for (const name of names) startNode(folder, name);
      await Promise.all(names.map((name) => untilReady(folder, name, signal)));
    });
}

async function createChannel(folder: string, channel: string, signal: AbortSignal | undefined): Promise<void> {
  const description = readDescription(folder);
  const genesis = genesisPath(folder, channel);
  const block = await readFile(genesis);
  await Promise.all(description.orderers.map((orderer) => joinChannel(description, orderer, block)));
  // One after the other: each finds those before it in the channel and need not try again.
  for (const peer of description.peers)
    await peerCommand(description, peer.mspId, ["channel", "join", "--blockpath", genesis], {
      peer,
      ...(signal ? { signal } : {}),
    });
  await untilSettled(folder, signal);
}

/** Until an ordering node leads and every peer knows every other: before, nothing is ordered or endorsed by several. */
async function untilSettled(folder: string, signal: AbortSignal | undefined): Promise<void> {
  const devnet = await readDevnet(folder);
  const { description } = devnet;
  const channel = description.channels[0] as string;
  const deadlineMs = Date.now() + SETTLED_MS;
  const isSettled = async (): Promise<string | undefined> => {
    if (!(await devnet.leader())) return "no ordering node leads";
    for (const orderer of description.orderers)
      if ((await channelInfo(description, orderer, channel))?.status !== "active")
        return `${orderer.name} is not active in ${channel}`;
    for (const peer of description.peers) {
      const known = await readMetric(peer, "gossip_membership_total_peers_known", { channel });
      if ((known ?? 0) < description.peers.length - 1) return `${peer.name} knows ${known ?? 0} other peers`;
    }
    return undefined;
  };
  for (let problem = await isSettled(); problem; problem = await isSettled()) {
    signal?.throwIfAborted();
    if (Date.now() > deadlineMs)
      throw new Error(`the network has not settled after ${SETTLED_MS / 1000} s: ${problem}`);
    await sleep(100);
  }
}

/** Whether the folder holds a network that is to be started again. */
async function earlierNetwork(folder: string, fresh: boolean): Promise<boolean> {
  const names = await readdir(folder).catch(() => [] as string[]);
  if (!names.includes("devnet.json")) {
    if (names.length) throw new Error(`${folder} is not empty and holds no network: name another folder`);
    return false;
  }
  const description = readDescription(folder);
  const process = [...nodesOf(description), ...description.chaincodes].find(isRunning);
  if (process)
    throw new Error(
      `a network runs in ${folder} (${process.name}, pid ${process.pid}): \`fabric-devnet down\` ends it`,
    );
  if (description.ready && !fresh) return true;
  await rm(folder, { recursive: true });
  return false;
}

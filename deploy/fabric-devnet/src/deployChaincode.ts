import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { packChaincode } from "./chaincodePackage.ts";
import {
  type ChaincodeDescription,
  changeDescription,
  type DevnetDescription,
  readDescription,
} from "./description.ts";
import { HOST } from "./networkPlan.ts";
import { startChaincode } from "./nodes.ts";
import { endProcess, isRunning, NO_PROCESS } from "./ownProcess.ts";
import { orderingArguments, peerCommand } from "./peerCommand.ts";
import { freePort, listens } from "./ports.ts";

/** A chaincode definition, and the program behind it. */
export interface ChaincodeOptions {
  /** @default the network's channel */
  readonly channel?: string;
  readonly name: string;
  /** @default "1.0" */
  readonly version?: string;
  /** @default one more than the definition that stands, 1 for the first */
  readonly sequence?: number;
  /**
   * Program and arguments of the chaincode server; `--address 127.0.0.1:<port> --id <package id>` is added.
   * May be left out when the version stays, as when only the policy changes: the program that runs goes on.
   */
  readonly command?: readonly string[];
  /**
   * Endorsement policy: "AND('Org1MSP.peer','Org2MSP.peer')"; "" for the channel's, a majority of organisations.
   * @default that of the definition that stands, for the first the channel's
   */
  readonly policy?: string;
  /**
   * Private data collections, as Fabric's collections_config.json has them; [] for none.
   * @default those of the definition that stands
   */
  readonly collections?: readonly object[];
  readonly initRequired?: boolean;
  /** Arguments of the call that initialises it, where that is required. */
  readonly init?: readonly string[];
}

const LISTENS_MS = 20_000;

/**
 * Installs, approves (every organisation) and commits a chaincode definition and runs its program: the first
 * definition, an upgrade to another version, or a change of the policy alone.
 * @throws Error with what Fabric's tools or the program said
 */
export async function deployChaincode(folder: string, options: ChaincodeOptions): Promise<ChaincodeDescription> {
  const description = readDescription(folder);
  const channel = options.channel ?? (description.channels[0] as string);
  const before = description.chaincodes.find((entry) => entry.name === options.name && entry.channel === channel);
  const definition = definitionOf(options, channel, before);
  const isSameProgram = !options.command || options.command.join("\0") === before?.command.join("\0");
  const runs =
    before && isSameProgram && before.version === definition.version && isRunning(before) ? before : undefined;
  const chaincode = runs
    ? { ...runs, ...definition }
    : await launch(folder, description, { ...definition, ...programOf(options, before) });
  try {
    await approveAndCommit(folder, description, chaincode);
  } catch (error) {
    if (!runs) await endProcess(chaincode);
    throw error;
  }
  changeDescription(folder, (now) => ({
    ...now,
    starting: now.starting.filter((ref) => ref.pid !== chaincode.pid),
    chaincodes: [
      ...now.chaincodes.filter((entry) => entry.name !== options.name || entry.channel !== channel),
      chaincode,
    ],
  }));
  if (before && !runs) await endProcess(before);
  if (options.init) await invokeInit(description, chaincode, options.init);
  return chaincode;
}

type Definition = Omit<ChaincodeDescription, "packageId" | "address" | "log" | "command" | "cwd" | "pid" | "started">;

/** What is not said stays as it is in the definition that stands. */
function definitionOf(options: ChaincodeOptions, channel: string, before?: ChaincodeDescription): Definition {
  const policy = options.policy ?? before?.policy;
  const collections = options.collections ?? before?.collections;
  const initRequired = options.initRequired ?? before?.initRequired;
  return {
    channel,
    name: options.name,
    version: options.version ?? before?.version ?? "1.0",
    sequence: options.sequence ?? (before?.sequence ?? 0) + 1,
    ...(policy === undefined ? {} : { policy }),
    ...(collections === undefined ? {} : { collections }),
    ...(initRequired === undefined ? {} : { initRequired }),
  };
}

function programOf(
  options: ChaincodeOptions,
  before?: ChaincodeDescription,
): Pick<ChaincodeDescription, "command" | "cwd"> {
  if (options.command?.length) return { command: options.command, cwd: process.cwd() };
  if (before) return { command: before.command, cwd: before.cwd };
  throw new Error(`chaincode ${options.name} needs the command that runs it`);
}

/** Packs, installs on every peer, and starts the program. */
async function launch(
  folder: string,
  description: DevnetDescription,
  chaincode: Definition & Pick<ChaincodeDescription, "command" | "cwd">,
): Promise<ChaincodeDescription> {
  const taken = new Set(description.chaincodes.map((entry) => Number(entry.address.split(":")[1])));
  const address = `${HOST}:${await freePort(description.chaincodePort, taken)}`;
  const label = `${chaincode.name}_${chaincode.version}`;
  const pack = packChaincode(label, address);
  const packages = join(folder, "chaincodes");
  await mkdir(packages, { recursive: true });
  const file = join(packages, `${label}.tar.gz`);
  await writeFile(file, pack.bytes);
  const log = join(folder, "logs", `${label}.log`);
  const ref = startChaincode({ ...chaincode, packageId: pack.id, address, log });
  const started = { ...chaincode, packageId: pack.id, address, log, ...ref };
  changeDescription(folder, (now) => ({ ...now, starting: [...now.starting, ref] }));
  try {
    await Promise.all([
      untilListening(started),
      ...description.peers.map((peer) =>
        peerCommand(description, peer.mspId, ["lifecycle", "chaincode", "install", file], { peer }).catch(
          (error: Error) => {
            if (!error.message.includes("already successfully installed")) throw error;
          },
        ),
      ),
    ]);
  } catch (error) {
    await endProcess(started);
    throw error;
  }
  return started;
}

async function approveAndCommit(
  folder: string,
  description: DevnetDescription,
  chaincode: ChaincodeDescription,
): Promise<void> {
  const collections = join(folder, "chaincodes", `${chaincode.name}_collections.json`);
  if (chaincode.collections) await writeFile(collections, JSON.stringify(chaincode.collections, undefined, 2));
  const definition = [
    ...["--channelID", chaincode.channel, "--name", chaincode.name],
    ...["--version", chaincode.version, "--sequence", String(chaincode.sequence)],
    ...(chaincode.policy ? ["--signature-policy", chaincode.policy] : []),
    ...(chaincode.collections?.length ? ["--collections-config", collections] : []),
    ...(chaincode.initRequired ? ["--init-required"] : []),
  ];
  const lifecycle = async (mspId: string, command: string, more: readonly string[]): Promise<string> =>
    peerCommand(description, mspId, [
      ...["lifecycle", "chaincode", command],
      ...definition,
      ...more,
      ...(await orderingArguments(description, mspId)),
    ]);
  const organisations = [...new Set(description.peers.map((peer) => peer.mspId))];
  await Promise.all(
    organisations.map((mspId) => lifecycle(mspId, "approveformyorg", ["--package-id", chaincode.packageId])),
  );
  await lifecycle(organisations[0] as string, "commit", endorsers(description));
}

async function invokeInit(
  description: DevnetDescription,
  chaincode: ChaincodeDescription,
  args: readonly string[],
): Promise<void> {
  const mspId = description.peers[0]?.mspId as string;
  await peerCommand(description, mspId, [
    ...["chaincode", "invoke", "--channelID", chaincode.channel, "--name", chaincode.name, "--isInit"],
    ...["--waitForEvent", "--ctor", JSON.stringify({ Args: args })],
    ...endorsers(description),
    ...(await orderingArguments(description, mspId)),
  ]);
}

function endorsers(description: DevnetDescription): string[] {
  return description.peers
    .filter(isRunning)
    .flatMap((peer) => ["--peerAddresses", peer.address, "--tlsRootCertFiles", peer.tlsCa]);
}

async function untilListening(chaincode: ChaincodeDescription): Promise<void> {
  const deadlineMs = Date.now() + LISTENS_MS;
  for (;;) {
    const connected = await listens(chaincode.address);
    if (!isRunning(chaincode))
      throw new Error(`chaincode ${chaincode.name} ended at its start; its log: ${chaincode.log}`);
    if (connected) return;
    if (Date.now() > deadlineMs)
      throw new Error(`chaincode ${chaincode.name} does not listen on ${chaincode.address}; its log: ${chaincode.log}`);
    await sleep(50);
  }
}

/** Starts a chaincode's program again, as it was. */
export async function restartChaincode(folder: string, chaincode: ChaincodeDescription): Promise<void> {
  await endProcess(chaincode);
  const ref = { ...chaincode, ...NO_PROCESS, ...startChaincode(chaincode) };
  changeDescription(folder, (now) => ({
    ...now,
    chaincodes: now.chaincodes.map((entry) =>
      entry.packageId === ref.packageId ? { ...entry, pid: ref.pid, started: ref.started } : entry,
    ),
  }));
  await untilListening(ref);
}

import { join, resolve } from "node:path";
import type { Role } from "./certificateAuthority.ts";
import { channelInfo } from "./channelParticipation.ts";
import { type ChaincodeOptions, deployChaincode, restartChaincode } from "./deployChaincode.ts";
import {
  type ChaincodeDescription,
  changeDescription,
  type DevnetDescription,
  readDescription,
} from "./description.ts";
import { findLeader } from "./findLeader.ts";
import { readMetric } from "./nodeMetrics.ts";
import { nodeOf, nodesOf, setProcess, startNode, untilReady } from "./nodes.ts";
import { type IdentityFolder, OrganisationFolder } from "./organisationFolders.ts";
import { endProcess, isRunning, NO_PROCESS, type ProcessRef, residentBytes, signalProcess } from "./ownProcess.ts";
import { organisationOf } from "./peerCommand.ts";
import { type ChannelUpdate, updateChannel } from "./updateChannel.ts";

/** What a process of the network is doing. */
export interface ProcessStatus {
  readonly name: string;
  readonly kind: "orderer" | "peer" | "chaincode";
  readonly pid: number;
  readonly running: boolean;
  readonly address: string;
  /** Resident memory in bytes. */
  readonly memoryBytes: number;
  /** Blocks of the network's first channel; undefined when the node does not answer. */
  readonly height?: number;
  readonly leader?: boolean;
}

/** A network that runs, or ran, in a folder. Any number of processes may hold one: all state lies in the folder. */
export interface Devnet {
  readonly folder: string;
  /** `devnet.json` as it is now. */
  readonly description: DevnetDescription;
  /** kill -9; resolves when the process is gone. */
  kill(name: string): Promise<void>;
  /** Ends the process where it runs and starts it again; resolves when it serves. */
  restart(name: string): Promise<void>;
  /** SIGSTOP: the process keeps its connections and answers nothing. */
  pause(name: string): void;
  resume(name: string): void;
  /** The ordering node that leads, undefined while there is none. */
  leader(): Promise<string | undefined>;
  status(): Promise<ProcessStatus[]>;
  deployChaincode(options: ChaincodeOptions): Promise<ChaincodeDescription>;
  updateChannel(update: ChannelUpdate): Promise<void>;
  /** A new user with a certificate of that lifetime; its common name is `name`. */
  issueIdentity(options: {
    mspId: string;
    name: string;
    lifetimeMs: number;
    /** @default "client" */
    role?: Role;
  }): Promise<IdentityFolder>;
  /** Ends every process of the network; its ledgers and logs stay. */
  stop(): Promise<void>;
}

/** The network of a folder. @throws Error when there is none. */
export async function readDevnet(folder: string): Promise<Devnet> {
  readDescription(folder);
  return new FolderDevnet(resolve(folder));
}

class FolderDevnet implements Devnet {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  get description(): DevnetDescription {
    return readDescription(this.folder);
  }

  async kill(name: string): Promise<void> {
    await endProcess(this.#process(name), "SIGKILL");
    setProcess(this.folder, name, NO_PROCESS);
  }

  async restart(name: string): Promise<void> {
    const chaincode = this.description.chaincodes.find((entry) => entry.name === name);
    if (chaincode) return restartChaincode(this.folder, chaincode);
    await endProcess(this.#process(name));
    startNode(this.folder, name);
    await untilReady(this.folder, name);
  }

  pause(name: string): void {
    this.#signal(name, "SIGSTOP");
  }

  resume(name: string): void {
    this.#signal(name, "SIGCONT");
  }

  leader(): Promise<string | undefined> {
    return findLeader(this.description);
  }

  async status(): Promise<ProcessStatus[]> {
    const { description } = this;
    const channel = description.channels[0] as string;
    const leader = await this.leader();
    const common = (entry: ProcessRef & { name: string; address: string }) => ({
      name: entry.name,
      pid: entry.pid,
      running: isRunning(entry),
      address: entry.address,
      memoryBytes: residentBytes(entry),
    });
    const orderers = description.orderers.map(async (node): Promise<ProcessStatus> => {
      const info = await channelInfo(description, node, channel).catch(() => undefined);
      const height = info && { height: info.height };
      return { ...common(node), kind: "orderer", leader: node.name === leader, ...height };
    });
    const peers = description.peers.map(async (node): Promise<ProcessStatus> => {
      const height = await readMetric(node, "ledger_blockchain_height", { channel });
      return { ...common(node), kind: "peer", ...(height === undefined ? {} : { height }) };
    });
    const chaincodes = description.chaincodes.map((entry) => ({ ...common(entry), kind: "chaincode" as const }));
    return [...(await Promise.all([...orderers, ...peers])), ...chaincodes];
  }

  deployChaincode(options: ChaincodeOptions): Promise<ChaincodeDescription> {
    return deployChaincode(this.folder, options);
  }

  updateChannel(update: ChannelUpdate): Promise<void> {
    return updateChannel(this.folder, update);
  }

  async issueIdentity(options: {
    mspId: string;
    name: string;
    lifetimeMs: number;
    role?: Role;
  }): Promise<IdentityFolder> {
    const { mspId, name, lifetimeMs, role = "client" } = options;
    if (!/^[\w.-]+$/.test(name))
      throw new Error(`an identity's name has letters, digits, ".", "_", "-": not "${name}"`);
    const { domain, kind } = organisationOf(this.description, mspId);
    const organisation = new OrganisationFolder(join(this.folder, "crypto"), { kind, mspId, domain, name: mspId });
    const identity = await organisation.issueUser(name, role, { lifetimeMs }, name);
    changeDescription(this.folder, (before) => ({
      ...before,
      organisations: before.organisations.map((entry) =>
        entry.mspId === mspId ? { ...entry, users: { ...entry.users, [name]: identity.msp } } : entry,
      ),
    }));
    return identity;
  }

  async stop(): Promise<void> {
    const { description } = this;
    const entries = [...description.chaincodes, ...nodesOf(description)];
    await Promise.all([...entries, ...description.starting].map((entry) => endProcess(entry)));
    changeDescription(this.folder, (before) => ({ ...before, starting: [] }));
    for (const entry of entries) setProcess(this.folder, entry.name, NO_PROCESS);
  }

  #process(name: string): ProcessRef & { name: string } {
    const { description } = this;
    return description.chaincodes.find((entry) => entry.name === name) ?? nodeOf(description, name);
  }

  #signal(name: string, signal: NodeJS.Signals): void {
    if (!signalProcess(this.#process(name), signal)) throw new Error(`${name} does not run`);
  }
}

import { createPrivateKey } from "node:crypto";
import { join, resolve } from "node:path";
import { memberOf } from "../fabricLedger/organisation.ts";
import { CertificateAuthority } from "./certificateAuthority.ts";
import { ChannelAccess } from "./channelAccess.ts";
import type { Fault } from "./fault.ts";
import { type NetworkFiles, writeNetworkFiles } from "./networkFiles.ts";
import type { Pace } from "./pace.ts";
import { asOrdered, type RecordedNetwork, type RecordedNode, readRecording } from "./recordedNetwork.ts";
import { ReplayedChain } from "./replayedChain.ts";
import { ReplayNode } from "./replayNode.ts";

export interface ReplayNodeSpec {
  /** A recorded node's, where the recording has them; its own copies of the blocks are served then. */
  readonly name: string;
  readonly kind: "peer" | "orderer";
  /** @default any that is free */
  readonly port?: number;
  /** @default none */
  readonly faults?: readonly Fault[];
}

export interface ReplayNetworkOptions {
  /** A recording's folder, or a ledger alone: a block file (also `.xz`, `.gz`) or a folder of them. */
  readonly recording: string;
  /**
   * Folder for what clients need: `devnet.json`, MSP folders, certificates, a connection profile. Authorities that
   * are there already are used on, so that clients survive a restart.
   */
  readonly folder: string;
  /** @default every recorded node; one peer, `peer0`, where the ledger alone was recorded */
  readonly nodes?: readonly ReplayNodeSpec[];
  /** Port of the first node that names none. @default any that is free */
  readonly firstPort?: number;
  /** @default "all" */
  readonly pace?: Pace;
  /** Blocks that are there from the start. @default those that were there when recording began, block 0 at least */
  readonly height?: number;
  /** Whether clients have to show a TLS certificate. @default false */
  readonly mutualTls?: boolean;
  /** Told what is refused and why. */
  log?(message: string): void;
}

/** A network that replays a recording. */
export interface ReplayNetwork extends NetworkFiles {
  readonly channel: string;
  readonly chain: ReplayedChain;
  readonly nodes: readonly ReplayNode[];
  /** Issues further identities of the users' MSP. */
  readonly authority: CertificateAuthority;
  /** @throws Error when there is none of that name. */
  node(name: string): ReplayNode;
  stop(): Promise<void>;
}

/** Starts the nodes of a network that replays a recording; they share one chain, each has its own faults. */
export async function startReplayNetwork(options: ReplayNetworkOptions): Promise<ReplayNetwork> {
  const folder = resolve(options.folder);
  const recording = await readRecording(options.recording);
  const { ledger, mspId } = recording;
  const [authority, tlsAuthority] = await Promise.all([
    CertificateAuthority.at(join(folder, "authorities/ca"), `ca.${mspId}`),
    CertificateAuthority.at(join(folder, "authorities/tlsca"), "tlsca"),
  ]);
  const chain = new ReplayedChain(ledger, options.pace ?? "all", options.height ?? recording.firstHeard);
  const access = new ChannelAccess(ledger, { mspId, authority: authority.certificate });
  const nodes: ReplayNode[] = [];
  const stop = async (): Promise<void> => {
    chain.stop();
    await Promise.all(nodes.map((node) => node.kill()));
  };
  try {
    for (const spec of options.nodes ?? defaultNodes(recording)) {
      const { name } = spec;
      const recorded = recording.nodes.find((node) => node.name === name) ?? unrecorded(spec, mspId);
      const [tls, identity] = await Promise.all([
        tlsAuthority.issue({ commonName: name, organisation: recorded.mspId, hosts: ["localhost", "127.0.0.1", name] }),
        authority.issue({ commonName: name, organisation: recorded.mspId, unit: recorded.kind }),
      ]);
      const node = new ReplayNode({
        ...{
          recorded,
          chain,
          access,
          tls,
          network: nodes,
          port: spec.port ?? (nodes.length === 0 ? (options.firstPort ?? 0) : 0),
          faults: spec.faults ?? [],
        },
        signer: memberOf(recorded.mspId, identity.certificate, createPrivateKey(identity.privateKey)),
        ...{ tlsAuthority: tlsAuthority.certificate, isMutual: options.mutualTls ?? false },
        log: (message) => options.log?.(`${name}: ${message}`),
      });
      nodes.push(node);
      await node.start();
    }
  } catch (error) {
    await stop();
    throw error;
  }
  const consensus = ledger.configs[0]?.consensusType === "BFT" ? "bft" : "raft";
  const { channel } = ledger;
  const files = await writeNetworkFiles({ folder, channel, consensus, mspId, authority, tlsAuthority, nodes });
  return {
    ...files,
    ...{ channel, chain, nodes, authority, stop },
    node: (name) => {
      const found = nodes.find((node) => node.name === name);
      if (!found) throw new Error(`no node ${name}; there are ${nodes.map((node) => node.name).join(", ")}`);
      return found;
    },
  };
}

const defaultNodes = ({ nodes }: RecordedNetwork): readonly ReplayNodeSpec[] =>
  nodes.length > 0 ? nodes : [{ name: "peer0", kind: "peer" }];

/** A node that the recording does not have: it tells the recorded ledger as it is. */
function unrecorded({ name, kind }: ReplayNodeSpec, mspId: string): RecordedNode {
  return {
    ...{ name, kind, mspId, attestations: undefined },
    kept: kind === "orderer" ? asOrdered : (block) => block,
    privateData: () => [],
  };
}

import { Server } from "@grpc/grpc-js";
import type { Member } from "../fabricLedger/organisation.ts";
import type { Issued } from "./certificateAuthority.ts";
import type { ChannelAccess } from "./channelAccess.ts";
import { ordererDeliver, peerDeliver, type RawService } from "./deliverServices.ts";
import { discoveryService } from "./discoveryService.ts";
import { endorser } from "./endorserService.ts";
import type { Fault } from "./fault.ts";
import type { KnownNode, Node } from "./node.ts";
import type { RecordedNode } from "./recordedNetwork.ts";
import type { ReplayedChain } from "./replayedChain.ts";
import { listen, type SecureListener } from "./secureListener.ts";
import { ServedBlocks } from "./servedBlocks.ts";

export interface ReplayNodeOptions {
  readonly recorded: RecordedNode;
  /** 0 for any that is free. */
  readonly port: number;
  readonly chain: ReplayedChain;
  readonly access: ChannelAccess;
  readonly tls: Issued;
  readonly signer: Member;
  /** PEM of the authority of all TLS certificates, of nodes and clients. */
  readonly tlsAuthority: string;
  readonly isMutual: boolean;
  readonly faults: readonly Fault[];
  /** Every node of the network; may still grow. */
  readonly network: readonly KnownNode[];
  log(message: string): void;
}

/** A peer or an orderer that replays. */
export class ReplayNode implements KnownNode {
  readonly name: string;
  readonly kind: "peer" | "orderer";
  readonly mspId: string;
  readonly signer: Member;
  readonly #options: ReplayNodeOptions;
  readonly #blocks: ServedBlocks;
  #port: number;
  #listener: SecureListener | undefined;
  #server: Server | undefined;

  constructor(options: ReplayNodeOptions) {
    const { recorded, chain, faults, port, signer } = options;
    this.name = recorded.name;
    this.kind = recorded.kind;
    this.mspId = recorded.mspId;
    this.signer = signer;
    this.#options = options;
    this.#port = port;
    this.#blocks = new ServedBlocks(chain.ledger, faults, recorded.kept);
  }

  /** `host:port`; the port is known once it has started. */
  get address(): string {
    return `127.0.0.1:${this.#port}`;
  }

  /** What it does wrong from now on, in place of what it did before. */
  setFaults(faults: readonly Fault[]): void {
    this.#blocks.setFaults(faults);
  }

  /** @param port another one than before; 0 for any that is free. */
  async start(port: number = this.#port): Promise<void> {
    const { chain, access, tls, tlsAuthority, isMutual, network, recorded, log } = this.#options;
    const server = new Server({ "grpc.max_send_message_length": -1, "grpc.max_receive_message_length": 100 << 20 });
    const listener = await listen(server, { port, tls, clientAuthority: tlsAuthority, isMutual });
    this.#port = listener.port;
    const { name, kind, mspId, signer, address } = this;
    const { privateData, attestations } = recorded;
    const { connectionOf, cut } = listener;
    const node: Node = {
      ...{ name, kind, mspId, signer, address, chain, access, network, log },
      ...{ tlsAuthority, blocks: this.#blocks, privateData, attestations, connectionOf, cut },
    };
    for (const { definition, handlers } of servicesOf(node)) server.addService(definition, handlers);
    this.#listener = listener;
    this.#server = server;
  }

  /** Ends as if by `kill -9`: all connections are cut. It can be started again, on the same port. */
  async kill(): Promise<void> {
    await this.#listener?.close();
    this.#server?.forceShutdown();
    this.#listener = undefined;
    this.#server = undefined;
  }
}

/** What a node of that kind serves: a new service is one more entry. */
function servicesOf(node: Node): RawService[] {
  return node.kind === "orderer" ? [ordererDeliver(node)] : [peerDeliver(node), endorser(node), discoveryService(node)];
}

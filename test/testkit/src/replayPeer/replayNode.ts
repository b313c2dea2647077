import { Server } from "@grpc/grpc-js";
import type { Issued } from "./certificateAuthority.ts";
import type { ChannelAccess } from "./channelAccess.ts";
import { asOrdered, ordererDeliver, peerDeliver, type RawService } from "./deliverServices.ts";
import type { Fault } from "./fault.ts";
import type { Node } from "./node.ts";
import type { ReplayedChain } from "./replayedChain.ts";
import { listen, type SecureListener } from "./secureListener.ts";
import { ServedBlocks } from "./servedBlocks.ts";

export interface ReplayNodeOptions {
  readonly name: string;
  readonly kind: "peer" | "orderer";
  readonly mspId: string;
  /** 0 for any that is free. */
  readonly port: number;
  readonly chain: ReplayedChain;
  readonly access: ChannelAccess;
  readonly tls: Issued;
  /** PEM of the authority of clients' TLS certificates. */
  readonly clientAuthority: string;
  readonly isMutual: boolean;
  readonly faults: readonly Fault[];
  log(message: string): void;
}

/** A peer or an orderer that replays. */
export class ReplayNode {
  readonly name: string;
  readonly #options: ReplayNodeOptions;
  readonly #blocks: ServedBlocks;
  #port: number;
  #listener: SecureListener | undefined;
  #server: Server | undefined;

  constructor(options: ReplayNodeOptions) {
    const { name, kind, chain, faults, port } = options;
    this.name = name;
    this.#options = options;
    this.#port = port;
    this.#blocks = new ServedBlocks(chain.ledger, faults, kind === "orderer" ? asOrdered : (block) => block);
  }

  /** `host:port` */
  get address(): string {
    return `127.0.0.1:${this.#port}`;
  }

  /** What it does wrong from now on, in place of what it did before. */
  setFaults(faults: readonly Fault[]): void {
    this.#blocks.setFaults(faults);
  }

  async start(): Promise<void> {
    const { name, mspId, chain, access, tls, clientAuthority, isMutual, log } = this.#options;
    const server = new Server({ "grpc.max_send_message_length": -1, "grpc.max_receive_message_length": 100 << 20 });
    const listener = await listen(server, { port: this.#port, tls, clientAuthority, isMutual });
    const { connectionOf, cut } = listener;
    const node: Node = { name, mspId, chain, access, blocks: this.#blocks, connectionOf, cut, log };
    for (const { definition, handlers } of this.#services(node)) server.addService(definition, handlers);
    this.#port = listener.port;
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

  #services(node: Node): RawService[] {
    return this.#options.kind === "orderer" ? [ordererDeliver(node)] : [peerDeliver(node)];
  }
}

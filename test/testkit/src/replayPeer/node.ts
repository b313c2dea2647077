import type { Member } from "../fabricLedger/organisation.ts";
import type { Attestations } from "./attestations.ts";
import type { ChannelAccess } from "./channelAccess.ts";
import type { ReplayedChain } from "./replayedChain.ts";
import type { ClientConnection } from "./seek.ts";
import type { ServedBlocks } from "./servedBlocks.ts";

/** A call of any kind, as far as the connection is concerned that it came over. */
export interface Call {
  getPeer(): string;
}

/** What discovery tells of a node. */
export interface KnownNode {
  readonly kind: "peer" | "orderer";
  readonly mspId: string;
  /** `host:port` */
  readonly address: string;
  /** Its own identity: not that of the recorded node, whose key nobody has. */
  readonly signer: Member;
}

/** What the services of a replayed node work with. */
export interface Node extends KnownNode {
  readonly name: string;
  readonly chain: ReplayedChain;
  readonly access: ChannelAccess;
  readonly blocks: ServedBlocks;
  /** What the recorded peer signed, if the recording has it. */
  readonly attestations: Attestations | undefined;
  /** Bytes of `TxPvtReadWriteSet` that the recorded peer held of a block, by the place of the transaction. */
  privateData(number: number): readonly (readonly [number, Uint8Array])[];
  /** Every node of the network, itself included. */
  readonly network: readonly KnownNode[];
  /** PEM of the authority of the nodes' TLS certificates. */
  readonly tlsAuthority: string;
  connectionOf(call: Call): ClientConnection;
  /** Cuts the connection that a call came over, as a network does: without a word. */
  cut(call: Call): void;
  log(message: string): void;
}

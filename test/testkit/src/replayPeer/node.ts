import type { ChannelAccess } from "./channelAccess.ts";
import type { ReplayedChain } from "./replayedChain.ts";
import type { ClientConnection } from "./seek.ts";
import type { ServedBlocks } from "./servedBlocks.ts";

/** A call of any kind, as far as the connection is concerned that it came over. */
export interface Call {
  getPeer(): string;
}

/** What the services of a replayed node work with. */
export interface Node {
  readonly name: string;
  readonly mspId: string;
  readonly chain: ReplayedChain;
  readonly access: ChannelAccess;
  readonly blocks: ServedBlocks;
  connectionOf(call: Call): ClientConnection;
  /** Cuts the connection that a call came over, as a network does: without a word. */
  cut(call: Call): void;
  log(message: string): void;
}

import { ConfigError } from "@ledgerscope/core";
import { readIndexerNote } from "./indexerNotes.ts";
import type { Network } from "./network.ts";
import { lockPasses } from "./passLock.ts";
import type { Session } from "./session.ts";

/**
 * Holds a network for this process while its stored blocks are changed.
 * @returns how to let go.
 * @throws ConfigError when a process of this machine indexes it or runs its passes.
 */
export function holdNetwork({ config }: Session, network: Network): () => void {
  const indexer = readIndexerNote(config.path, network.name);
  if (indexer) {
    throw new ConfigError(
      `process ${indexer.pid} (ledgerscope ${indexer.command}) is writing ${network.name}: end it first`,
    );
  }
  const lock = lockPasses(config.warehouse, network.name);
  if ("heldBy" in lock) {
    throw new ConfigError(`process ${lock.heldBy} runs the passes of ${network.name}: end it first`);
  }
  return lock.release;
}

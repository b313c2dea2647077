import { RetryableError, type Sink } from "@ledgerscope/core";
import type { Network } from "./network.ts";
import { lockNetwork, type NetworkLock, type NetworkWork } from "./networkLock.ts";
import type { Session } from "./session.ts";

const DOES: Readonly<Record<NetworkWork, string>> = { writer: "is writing", passes: "runs the passes of" };

/**
 * Holds a network for this process while its stored blocks are written or taken back.
 * @throws RetryableError when another process does that work.
 */
export async function holdNetwork(
  { config }: Pick<Session, "config">,
  network: Pick<Network, "name">,
  command: string,
  works: readonly NetworkWork[] = ["writer"],
): Promise<NetworkLock> {
  const locks: NetworkLock[] = [];
  const release = (): void => {
    for (const lock of locks) lock.release();
  };
  for (const work of works) {
    const lock = await lockNetwork(config.warehouse, network.name, work, command);
    if ("heldBy" in lock) {
      release();
      const { pid, command: other } = lock.heldBy;
      throw new RetryableError(`process ${pid} (ledgerscope ${other}) ${DOES[work]} ${network.name}: end it first`);
    }
    locks.push(lock);
  }
  return {
    release,
    check() {
      for (const lock of locks) lock.check();
    },
  };
}

/** The sink, as long as the lock is held. */
export function heldSink(sink: Sink, lock: NetworkLock): Sink {
  const held =
    <Given extends unknown[]>(work: (...given: Given) => Promise<void>) =>
    async (...given: Given): Promise<void> => {
      lock.check();
      await work(...given);
    };
  return {
    stored: () => sink.stored(),
    recent: (count) => sink.recent(count),
    at: (height) => sink.at(height),
    write: held((batch) => sink.write(batch)),
    finalize: held((to) => sink.finalize(to)),
    rewind: held((to) => sink.rewind(to)),
  };
}

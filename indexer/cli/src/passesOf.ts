import type { Network } from "./network.ts";
import { lockNetwork } from "./networkLock.ts";
import { formatCount, formatDuration, note } from "./output.ts";
import type { Session } from "./session.ts";
import { describeTally } from "./storeBlocks.ts";
import { workPasses } from "./workPasses.ts";

/**
 * Runs a network's passes once and says what was done.
 * @returns how many checks failed; undefined when another process runs them: it does these blocks as well.
 */
export async function passesOf(session: Session, network: Network, json: boolean): Promise<number | undefined> {
  if (network.adapter.passes.length === 0) return 0;
  const lock = await lockNetwork(session.config.warehouse, network.name, "passes", "passes");
  if ("heldBy" in lock) {
    note(`${network.name}: process ${lock.heldBy.pid} runs the passes: ledgerscope status shows how far it is`);
    return undefined;
  }
  try {
    const { passes, failures } = await workPasses(session, network, { json, lock });
    for (const { pass, unit, blocks, items, checks, elapsedMs } of passes) {
      if (blocks === 0) {
        note(`${network.name}: ${pass}: nothing to do`);
        continue;
      }
      const rate = elapsedMs < 1000 ? "" : `, ${formatCount(Math.round((items / elapsedMs) * 1000))}/s`;
      note(
        `${network.name}: ${pass}: ${formatCount(items)} ${unit} of ${formatCount(blocks)} blocks in ${formatDuration(elapsedMs)}${rate}`,
      );
      for (const line of describeTally(checks)) note(`  ${line}`);
    }
    return failures;
  } finally {
    lock.release();
  }
}

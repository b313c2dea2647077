import { type BlockRef, CorruptDataError, type Head } from "@ledgerscope/core";
import { fabricHeaderHash, toHex } from "@ledgerscope/proof";
import type { LedgerConfig } from "../config.ts";
import { nodeCrypto } from "../nodeCrypto.ts";
import type { DiskLedger } from "./diskLedger.ts";
import type { LedgerAccess } from "./ledgerAccess.ts";
import { openLedger } from "./openLedger.ts";
import { PeerComparison } from "./peerComparison.ts";
import { pollDelay } from "./pollDelay.ts";

/**
 * Ledgers as they lie on disk: the first is read, the others are compared with it.
 * @param reader the first, before its first block, if it is open already; it is closed with the access.
 */
export function diskLedgers(config: LedgerConfig, reader: DiskLedger = openLedger(config.ledger)): LedgerAccess {
  const [ours, ...others] = config.peers ?? [];
  let earliest: number | undefined;
  let latest: BlockRef | undefined;
  /** What stands behind the newest block and is none, when it was last looked at. */
  let damage: string | undefined;
  const readOn = async (): Promise<void> => {
    for (let header = await reader.nextHeader(); header; header = await reader.nextHeader()) {
      latest = { number: header.height, hash: toHex(await fabricHeaderHash(header, nodeCrypto)) };
    }
  };
  return {
    name: `the ledger at ${config.ledger}`,
    isOnDisk: true,
    open: () => openLedger(config.ledger),
    async head(): Promise<Head> {
      if (earliest === undefined) {
        earliest = (await reader.nextHeader())?.height;
        await reader.seekEnd();
      }
      await readOn();
      if (reader.tail !== undefined && reader.tail !== damage) {
        await pollDelay(); // a peer may be writing the block just now
        await readOn();
      }
      damage = reader.tail;
      if (!latest && damage) throw new CorruptDataError(damage);
      if (!latest) return {};
      return { ...(earliest ? { earliest } : {}), latest, final: latest, ...(damage ? { damage } : {}) };
    },
    async comparison(from) {
      if (!ours || others.length === 0) return undefined;
      const comparison = new PeerComparison(ours.name, others, config.channel);
      await comparison.seek(from);
      return comparison;
    },
    close: () => reader.close(),
  };
}

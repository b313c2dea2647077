import type { Head } from "@ledgerscope/core";
import type { Ledger } from "./ledger.ts";
import type { PeerComparison } from "./peerComparison.ts";

/** Where the ledger of a network is, and how it is opened. */
export interface LedgerAccess {
  /** For messages: `the ledger at ./blockfile_000000`. */
  readonly name: string;
  /** Whether something may stand behind its last block that is none. */
  readonly isOnDisk: boolean;
  /** Before its first block. Several may be open at a time. */
  open(): Ledger;
  head(): Promise<Head>;
  /** Other copies, before a height; undefined where there are none, or where they are compared as blocks are read. */
  comparison(from: number): Promise<PeerComparison | undefined>;
  close(): Promise<void>;
}

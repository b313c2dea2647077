import type { Viewer } from "@ledgerscope/core";
import type { Warehouse } from "@ledgerscope/warehouse";
import type { DecoderOf } from "./decoders.ts";
import type { HeadWatch } from "./headWatch.ts";
import type { Loaders } from "./loaders.ts";
import type { NetworkDirectory } from "./networkDirectory.ts";
import type { Statements } from "./statements/statements.ts";

/** What every resolver gets. */
export interface ApiContext {
  /** Confined by the directory: its networks are named one by one. */
  readonly viewer: Viewer;
  /** May see every network and channel, by the configuration. */
  readonly seesEverything: boolean;
  /** Where what is read is noted; undefined unless the request asked for it. */
  readonly statements?: Statements | undefined;
  readonly warehouse: Warehouse;
  readonly directory: NetworkDirectory;
  readonly heads: HeadWatch;
  readonly decoderOf: DecoderOf;
  /** Replaced for every event of a subscription: what was loaded for the last one may have changed. */
  loaders: Loaders;
}

import type { Viewer } from "@ledgerscope/core";
import type { Warehouse } from "@ledgerscope/warehouse";
import type { HeadWatch } from "./headWatch.ts";
import type { Loaders } from "./loaders.ts";
import type { NetworkDirectory } from "./networkDirectory.ts";

/** What every resolver gets. */
export interface ApiContext {
  /** Confined by the directory: its networks are named one by one. */
  readonly viewer: Viewer;
  readonly warehouse: Warehouse;
  readonly directory: NetworkDirectory;
  readonly heads: HeadWatch;
  /** Replaced for every event of a subscription: what was loaded for the last one may have changed. */
  loaders: Loaders;
}

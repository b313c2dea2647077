import type { Warehouse } from "@ledgerscope/tracer-store";
import type { FactBuffer } from "./factBuffer.ts";
import type { ObserveConfig } from "./observeConfig.ts";

/** What an observer of a running network works with. */
export interface Observing {
  readonly warehouse: Warehouse;
  readonly network: string;
  /** Fabric channel; empty for other families. */
  readonly channel: string;
  readonly family: string;
  /** What the family's adapter made of the network's configuration. */
  readonly config: unknown;
  readonly observe: ObserveConfig;
  /** Takes what is seen. */
  readonly buffer: FactBuffer;
  readonly signal: AbortSignal;
}

/**
 * Watches a running network until the signal aborts; one that is not configured ends at once. Nodes that are away
 * are facts, not errors.
 * @throws ConfigError when the user has to change something.
 */
export type NetworkObserver = (observing: Observing) => Promise<void>;

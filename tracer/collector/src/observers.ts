import { collectBlocks } from "./deliver/collectBlocks.ts";
import { collectEvm } from "./evm/collectEvm.ts";
import type { NetworkObserver } from "./observing.ts";
import { collectMetrics } from "./scrape/collectMetrics.ts";

/** What watches running networks of each family, beside their logs. */
export const observers: Readonly<Record<string, readonly NetworkObserver[]>> = {
  evm: [collectEvm, collectMetrics],
  fabric: [collectBlocks, collectMetrics],
};

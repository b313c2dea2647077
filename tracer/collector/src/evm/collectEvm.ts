import type { EvmConfig } from "@ledgerscope/evm";
import { observeChain } from "@ledgerscope/evm";
import type { NetworkObserver } from "../observing.ts";
import { parseMempool } from "./parseMempool.ts";

/**
 * Watches the pools of transactions and the heads of a network's nodes by our clock, until the signal aborts. A node
 * that cannot be reached is tried again; what happened meanwhile is not made up.
 */
export const collectEvm: NetworkObserver = async ({ network, config, observe, buffer, signal }) => {
  const { confirmations } = (config ?? {}) as Partial<EvmConfig>;
  const nodes = parseMempool(observe.mempool, network);
  await Promise.all(
    nodes.map(({ node, url }) =>
      observeChain({
        ...{ network, node, url, signal },
        ...(confirmations === undefined ? {} : { confirmations }),
        onFacts: (facts) => buffer.add(facts),
      }),
    ),
  );
};

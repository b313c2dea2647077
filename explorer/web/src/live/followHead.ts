import type { HeadAdvancedSubscription } from "#web/generated/graphql.ts";
import { follow } from "./follow.ts";

/** Listens for new heads of one network, or of all, until the returned function is called. */
export function followHead(network: string | undefined, { onAdvance, onConnection }: HeadListener): () => void {
  return follow<HeadAdvancedSubscription>("HeadAdvanced", network === undefined ? {} : { network }, {
    onEvent: onAdvance,
    onConnection,
    // A cursor belongs to one network; of all of them the next head is soon enough.
    cursorOf: ({ headAdvanced }) => (network === undefined ? undefined : headAdvanced.cursor),
  });
}

interface HeadListener {
  onAdvance(): void;
  /** Whether events can arrive at the moment. */
  onConnection(connected: boolean): void;
}

import { type ExplainOptions, type ExplainSummary, explain } from "@ledgerscope/tracer-store";
import type { Network } from "./network.ts";
import { type PassEvent, passEvents } from "./passMeter.ts";
import type { Session } from "./session.ts";

/**
 * Whether `run` explains a network's transactions: of an EVM chain that nobody observes a trace holds the time of the
 * block alone, which the ledger's tables have already.
 */
export const isExplained = ({ family, observe }: Pick<Network, "family" | "observe">): boolean =>
  family === "fabric" || observe !== undefined;

/** Explains what there is to explain of a network, and tells of it as of a pass. */
export function explainNetwork(
  { warehouse, signal }: Pick<Session, "warehouse" | "signal">,
  { name, channel, family }: Pick<Network, "name" | "channel" | "family">,
  tell: (event: PassEvent) => void,
  known: Pick<ExplainOptions, "to" | "above" | "gentle"> = {},
): Promise<ExplainSummary> {
  let events: ReturnType<typeof passEvents> | undefined;
  return explain(warehouse, {
    network: name,
    channel,
    family,
    signal,
    ...known,
    onStart(missing) {
      events = passEvents({ network: name, pass: "explain", unit: "transactions" }, missing);
      if (missing.length > 0) tell(events.start());
    },
    onStep(step) {
      if (events) tell(events.step(step));
    },
  });
}

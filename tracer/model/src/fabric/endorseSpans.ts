import type { FactIndex } from "../factIndex.ts";
import type { SpanKey, SpanTree } from "../spanTree.ts";
import { earliest, latest } from "../timing.ts";
import type { TraceInput } from "../trace.ts";

/** Simulation and endorsement, as a whole and per peer, with the chaincode's own time. */
export function addEndorseSpans(tree: SpanTree, facts: FactIndex, input: TraceInput, root: SpanKey): void {
  const gateway = facts.nodes("fabric.endorse", "fabric.submit")[0] ?? "";
  const endorse: SpanKey = { stage: "fabric.endorse", node: gateway };
  const calls = facts.timing("fabric.endorse", gateway);
  const peers = facts.nodes("fabric.endorse.peer", "fabric.chaincode.execute").map((node) => {
    const execute = facts.timing("fabric.chaincode.execute", node);
    const simulate = facts.timing("fabric.endorse.peer", node);
    return {
      node,
      execute,
      start: simulate.start ?? execute.start,
      end: simulate.end ?? execute.end,
    };
  });
  const failed = !input.ledger && calls.attributes["error"] !== undefined;
  tree.add(endorse, {
    parent: root,
    start: earliest([calls.start, ...peers.map(({ start }) => start)]),
    end: latest([calls.end, ...peers.map(({ end }) => end)]),
    // What lies before the first and after the last line with this transaction's id is not seen.
    atBest: "inferred",
    attributes: {
      ...(input.ledger && input.ledger.endorsers.length > 0
        ? { "fabric.endorser.msps": input.ledger.endorsers.join(", ") }
        : {}),
      ...(failed ? { error: calls.attributes["error"] as string } : {}),
    },
    status: failed ? "error" : "ok",
  });
  for (const { node, execute, start, end } of peers) {
    const peer: SpanKey = { stage: "fabric.endorse.peer", node };
    tree.add(peer, { parent: endorse, start, end });
    tree.add(
      { stage: "fabric.chaincode.execute", node },
      { parent: peer, start: execute.start, end: execute.end, attributes: execute.attributes },
    );
  }
}

import type { FactIndex } from "../factIndex.ts";
import type { SpanKey, SpanTree } from "../spanTree.ts";
import { earliest, type Instant, latest } from "../timing.ts";
import type { TraceInput } from "../trace.ts";
import type { Call } from "./callIndex.ts";
import type { GatewayCalls } from "./clientCalls.ts";
import type { ClientTimes } from "./clientTimes.ts";
import { proposalCall } from "./directCalls.ts";

/** Simulation and endorsement, as a whole and per peer, with the chaincode's own time. */
export function addEndorseSpans(
  tree: SpanTree,
  facts: FactIndex,
  input: TraceInput,
  {
    times,
    gateway,
    calls,
    root,
  }: { times: ClientTimes; gateway: string; calls: GatewayCalls | undefined; root: SpanKey },
): void {
  const endorse: SpanKey = { stage: "fabric.endorse", node: gateway };
  const edges = facts.timing("fabric.endorse", gateway);
  const peers = facts.nodes("fabric.endorse.peer", "fabric.chaincode.execute").map((node) => {
    const execute = facts.timing("fabric.chaincode.execute", node);
    const simulate = facts.timing("fabric.endorse.peer", node);
    // The gateway's own peer endorses without a call.
    const call =
      node === gateway || !input.surroundings ? undefined : proposalCall(facts, input.surroundings.calls, node);
    const served = call && edgesOf(call, node);
    return {
      node,
      execute,
      call,
      attributes: simulate.attributes,
      start: served?.start ?? simulate.start ?? execute.start,
      end: served?.end ?? simulate.end ?? execute.end,
    };
  });
  const failed = !input.ledger && edges.attributes["error"] !== undefined;
  const served = calls?.endorse && edgesOf(calls.endorse.call, gateway);
  tree.add(endorse, {
    parent: root,
    start: times.proposed ?? served?.start ?? earliest([edges.start, ...peers.map(({ start }) => start)]),
    end: times.endorsed ?? served?.end ?? latest([edges.end, ...peers.map(({ end }) => end)]),
    // What lies before the first and after the last line with this transaction's id is not seen.
    atBest: "inferred",
    attributes: {
      ...(input.ledger && input.ledger.endorsers.length > 0
        ? { "fabric.endorser.msps": input.ledger.endorsers.join(", ") }
        : {}),
      ...(calls?.endorse
        ? { "rpc.served_ms": servedMs(calls.endorse.call), "net.peer.address": calls.endorse.call.remote }
        : {}),
      ...(failed ? { error: edges.attributes["error"] as string } : {}),
    },
    status: failed ? "error" : "ok",
  });
  for (const { node, execute, call, start, end, attributes } of peers) {
    const peer: SpanKey = { stage: "fabric.endorse.peer", node };
    tree.add(peer, {
      parent: endorse,
      start,
      end,
      attributes: { ...attributes, ...(call ? { "net.peer.address": call.remote } : {}) },
      ...(attributes["error"] === undefined ? {} : { status: "error" }),
    });
    tree.add(
      { stage: "fabric.chaincode.execute", node },
      { parent: peer, start: execute.start, end: execute.end, attributes: execute.attributes },
    );
  }
}

/** The times of a call that was joined by time: inferred, though each was measured. */
function edgesOf(call: Call, node: string): { start: Instant; end: Instant } {
  const edge = (ns: bigint): Instant => ({ ns, evidence: "inferred", clock: node, source: call.source });
  return { start: edge(call.startNs), end: edge(call.endNs) };
}

const servedMs = ({ startNs, endNs }: Call): string => (Number(endNs - startNs) / 1e6).toFixed(3);

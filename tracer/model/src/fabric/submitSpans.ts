import type { FactIndex } from "../factIndex.ts";
import type { SpanKey, SpanTree } from "../spanTree.ts";
import { earliest, type Instant, latest } from "../timing.ts";

/**
 * How many orderers must accept before the gateway answers its client: one with Raft, a quorum with BFT
 * (computeBFTQuorum of hyperledger/fabric, orderer/consensus/smartbft and internal/pkg/gateway/submit.go).
 * @param orderers how many the gateway sent to.
 */
function quorumOf(orderers: number): number {
  const faulty = Math.floor((orderers - 1) / 3);
  return orderers <= 1 ? 1 : Math.ceil((orderers + faulty + 1) / 2);
}

/** The gateway's call and the transaction's arrival at each orderer. */
export function addSubmitSpans(tree: SpanTree, facts: FactIndex, root: SpanKey): void {
  const orderers = facts.nodes("fabric.broadcast");
  const arrivals = orderers.map((node) => ({ node, timing: facts.timing("fabric.broadcast", node) }));
  let parent = root;
  for (const node of facts.nodes("fabric.submit")) {
    const calls = facts.remotes("fabric.submit", node);
    const accepted = calls.filter(({ timing }) => timing.end && timing.attributes["error"] === undefined);
    const refused = calls.filter(({ timing }) => timing.attributes["error"] !== undefined);
    const quorum = quorumOf(calls.filter(({ timing }) => timing.start).length);
    const answered = accepted.map(({ timing }) => timing.end as Instant).sort((a, b) => (a.ns < b.ns ? -1 : 1));
    const start = earliest(calls.map(({ timing }) => timing.start));
    // Fabric 2 logs no success: the transaction was accepted when the orderer had taken it in.
    const end = answered[quorum - 1] ?? latest(arrivals.map(({ timing }) => timing.end ?? timing.start)) ?? start;
    const submit: SpanKey = { stage: "fabric.submit", node };
    tree.add(submit, {
      parent: root,
      start,
      end,
      attributes: {
        "fabric.orderer.endpoints": calls.map(({ remote }) => remote).join(", "),
        ...(refused.length > 0 ? { "fabric.orderer.refused": String(refused.length) } : {}),
      },
      status: refused.length > 0 && accepted.length === 0 && arrivals.length === 0 ? "error" : "ok",
    });
    if (parent === root) parent = submit;
    if (orderers.length > 0) continue;
    for (const { remote, timing } of calls) {
      tree.add(
        { stage: "fabric.broadcast", node: remote },
        { parent: submit, start: timing.start, end: timing.end, attributes: timing.attributes, ...statusOf(timing) },
      );
    }
  }
  for (const { node, timing } of arrivals) {
    tree.add(
      { stage: "fabric.broadcast", node },
      { parent, start: timing.start, end: timing.end, attributes: timing.attributes, ...statusOf(timing) },
    );
  }
}

const statusOf = (timing: { readonly attributes: Readonly<Record<string, string>> }) => ({
  status: timing.attributes["error"] === undefined ? ("ok" as const) : ("error" as const),
});

import type { FactIndex } from "../factIndex.ts";
import type { SpanKey, SpanTree } from "../spanTree.ts";
import { earliest, type Instant, latest } from "../timing.ts";
import type { ClientTimes } from "./clientTimes.ts";
import { quorumOf } from "./quorum.ts";

/** From the client's sending the envelope to its knowing that it was accepted, and the arrival at each orderer. */
export function addSubmitSpans(
  tree: SpanTree,
  facts: FactIndex,
  { times, gateway, root }: { times: ClientTimes; gateway: string; root: SpanKey },
): void {
  const orderers = facts.nodes("fabric.broadcast");
  const arrivals = orderers.map((node) => ({ node, timing: facts.timing("fabric.broadcast", node) }));
  let parent = root;
  for (const node of facts.nodes("fabric.submit")) {
    const calls = facts.remotes("fabric.submit", node);
    const accepted = calls.filter(({ timing }) => timing.end && timing.attributes["error"] === undefined);
    const refused = calls.filter(({ timing }) => timing.attributes["error"] !== undefined);
    const quorum = quorumOf(calls.filter(({ timing }) => timing.start).length);
    const answered = accepted.map(({ timing }) => timing.end as Instant).sort((a, b) => (a.ns < b.ns ? -1 : 1));
    const own = node === gateway ? times : {};
    const start = own.sent ?? earliest(calls.map(({ timing }) => timing.start));
    // Fabric 2 logs no success: the transaction was accepted when the orderer had taken it in.
    const end =
      own.submitted ??
      answered[quorum - 1] ??
      latest(arrivals.map(({ timing }) => timing.end ?? timing.start)) ??
      earliest(calls.map(({ timing }) => timing.start));
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
  if (gateway === "" && times.sent && times.submitted) {
    const submit: SpanKey = { stage: "fabric.submit", node: "" };
    tree.add(submit, { parent: root, start: times.sent, end: times.submitted, status: "ok" });
    parent = submit;
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

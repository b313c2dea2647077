import type { Stage } from "@ledgerscope/core";
import type { FactIndex } from "../factIndex.ts";
import type { SpanKey, SpanTree } from "../spanTree.ts";
import { fold, type Instant } from "../timing.ts";
import { orderedAt } from "./orderSpans.ts";

const PARTS: readonly Stage[] = [
  "fabric.commit.vscc",
  "fabric.commit.mvcc",
  "fabric.commit.block_store",
  "fabric.commit.state_db",
  "fabric.commit.history_db",
];

/** Dissemination and commit at every peer whose log is known; a block's spans are the same for each of its transactions. */
export function addCommitSpans(tree: SpanTree, facts: FactIndex, root: SpanKey): void {
  const ordered = orderedAt(facts);
  for (const node of facts.nodes("fabric.commit")) {
    const commit: SpanKey = { stage: "fabric.commit", node };
    const whole = facts.timing("fabric.commit", node);
    const part = (stage: Stage) => facts.timing(stage, node);
    const start = whole.start ?? part("fabric.commit.vscc").start ?? part("fabric.commit.mvcc").start;
    if (ordered && whole.start) {
      // Which orderer this peer has the block from is not logged: the earliest one bounds it.
      tree.add(
        { stage: "fabric.disseminate", node },
        { parent: root, start: ordered, end: whole.start, atBest: "inferred" },
      );
    }
    const refused = fold(facts.facts("fabric.invalidated", node));
    tree.add(commit, {
      parent: root,
      start,
      end: whole.end,
      attributes: { ...whole.attributes, ...refused.attributes },
      status: refused.start ? "error" : "ok",
    });
    for (const stage of PARTS) {
      const { start: from, end } = part(stage);
      tree.add({ stage, node }, { parent: commit, start: from, end });
    }
    addPrivateData(tree, part("fabric.commit.vscc").end, part("fabric.commit.mvcc").start, node, commit);
  }
}

/** Between the end of policy validation and the start of the commit proper the peer gathers private data. */
function addPrivateData(
  tree: SpanTree,
  start: Instant | undefined,
  end: Instant | undefined,
  node: string,
  commit: SpanKey,
): void {
  if (!start || !end || end.ns <= start.ns) return;
  tree.add({ stage: "fabric.commit.private_data", node }, { parent: commit, start, end, atBest: "derived" });
}

/** The last peer's commit, as far as it is known. */
export function committedAt(facts: FactIndex): readonly (Instant | undefined)[] {
  return facts.nodes("fabric.commit").map((node) => facts.timing("fabric.commit", node).end);
}

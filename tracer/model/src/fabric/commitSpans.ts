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
    const buffered = part("fabric.commit.buffer_wait");
    const arrived =
      buffered.start ?? whole.start ?? part("fabric.commit.vscc").start ?? part("fabric.commit.mvcc").start;
    if (ordered && (arrived ?? whole.end)) {
      // Which orderer this peer has the block from is not logged: the earliest one bounds it.
      tree.add(
        { stage: "fabric.disseminate", node },
        { parent: root, start: ordered, end: arrived ?? whole.end, atBest: "inferred" },
      );
    }
    const refused = fold(facts.facts("fabric.invalidated", node));
    tree.add(commit, {
      parent: root,
      start: arrived,
      end: whole.end,
      attributes: { ...whole.attributes, ...refused.attributes },
      status: refused.start ? "error" : "ok",
    });
    if (buffered.start) {
      // Handed to the ledger when its turn came; the commit proper begins at once.
      const handed = buffered.end ?? whole.start;
      tree.add(
        { stage: "fabric.commit.buffer_wait", node },
        { parent: commit, start: buffered.start, end: handed, attributes: buffered.attributes },
      );
    }
    for (const stage of PARTS) {
      const { start: from, end } = part(stage);
      tree.add({ stage, node }, { parent: commit, start: from, end });
    }
    addPrivateData(tree, facts, node, commit);
  }
}

/** Between the end of policy validation and the start of the commit proper the peer gathers private data. */
function addPrivateData(tree: SpanTree, facts: FactIndex, node: string, commit: SpanKey): void {
  const start = facts.timing("fabric.commit.vscc", node).end;
  const gathered = facts.timing("fabric.commit.private_data", node);
  const end = gathered.end ?? facts.timing("fabric.commit.mvcc", node).start;
  if (!start || !end || end.ns <= start.ns) return;
  const { attributes } = gathered;
  tree.add(
    { stage: "fabric.commit.private_data", node },
    {
      parent: commit,
      ...{ start, end, attributes },
      ...(gathered.end ? {} : { atBest: "derived" }),
      ...(attributes["error"] === undefined ? {} : { status: "error" }),
    },
  );
}

/** The last peer's commit, as far as it is known. */
export function committedAt(facts: FactIndex): readonly (Instant | undefined)[] {
  return facts.nodes("fabric.commit").map((node) => facts.timing("fabric.commit", node).end);
}

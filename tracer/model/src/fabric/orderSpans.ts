import type { Stage } from "@ledgerscope/core";
import type { FactIndex } from "../factIndex.ts";
import type { SpanKey, SpanTree } from "../spanTree.ts";
import { earliest, type Instant } from "../timing.ts";
import type { LedgerRecord } from "../trace.ts";

const PHASES: readonly Stage[] = [
  "fabric.order.consensus.preprepare",
  "fabric.order.consensus.prepare",
  "fabric.order.consensus.commit",
];

/** From the first orderer's taking the transaction in to the first orderer's writing its block. */
export function addOrderSpans(
  tree: SpanTree,
  facts: FactIndex,
  { ledger, root }: { ledger: LedgerRecord | undefined; root: SpanKey },
): void {
  const taken = facts.nodes("fabric.broadcast").map((node) => {
    const { start, end } = facts.timing("fabric.broadcast", node);
    return end ?? start;
  });
  const sent = facts.nodes("fabric.submit").map((node) => facts.timing("fabric.submit", node).start);
  const accepted = earliest(taken) ?? earliest(sent);
  const order: SpanKey = { stage: "fabric.order", node: "" };
  tree.add(order, { parent: root, start: accepted, end: orderedAt(facts), status: "ok" });
  for (const stage of ["fabric.order.forward", "fabric.order.complain", "fabric.order.pool"] as const) {
    for (const node of facts.nodes(stage)) {
      const { start, end, attributes } = facts.timing(stage, node);
      tree.add({ stage, node }, { parent: order, start, end, attributes });
    }
  }
  if (!orderedAt(facts)) return;

  const cut = cutAt(facts);
  if (cut) {
    tree.add(
      { stage: "fabric.order.batch_wait", node: "" },
      { parent: order, start: accepted ?? cut, end: cut, attributes: cutReason(facts, ledger) },
    );
  }
  for (const node of facts.nodes("fabric.order.write")) {
    const write = facts.timing("fabric.order.write", node);
    addConsensus(tree, facts, node, order, write.start);
    tree.add(
      { stage: "fabric.order.write", node },
      { parent: order, start: write.start, end: write.end, attributes: write.attributes, status: "ok" },
    );
  }
}

/** Why the batch was closed, as the leader logged it or as the channel's batch size tells. */
function cutReason(facts: FactIndex, ledger: LedgerRecord | undefined): Record<string, string> {
  const key = "fabric.block.cut_reason";
  const logged = CUTS.flatMap((stage) => facts.nodes(stage).map((node) => facts.timing(stage, node).attributes[key]));
  const [reason] = logged.filter((one) => one !== undefined).sort();
  if (reason !== undefined) return { [key]: reason };
  if (ledger?.attributes["fabric.tx_type"] === "CONFIG")
    return { [key]: "config", "fabric.block.cut_reason.evidence": "derived" };
  const most = ledger?.batch?.maxMessages;
  const counts = [...CUTS, "fabric.order.write" as const, "fabric.commit" as const].flatMap((stage) =>
    facts.nodes(stage).map((node) => facts.timing(stage, node).attributes["fabric.block.tx_count"]),
  );
  const count = counts.find((one) => one !== undefined);
  if (most === undefined || count === undefined) return {};
  return { [key]: Number(count) >= most ? "count" : "timeout", "fabric.block.cut_reason.evidence": "derived" };
}

/** The first orderer that is known to have written the block. */
export const orderedAt = (facts: FactIndex): Instant | undefined =>
  earliest(
    facts.nodes("fabric.order.write").map((node) => {
      const { start, end } = facts.timing("fabric.order.write", node);
      return start ?? end;
    }),
  );

const CUTS = ["fabric.order.consensus", "fabric.order.consensus.preprepare"] as const;

/** When the leader closed the batch; logged by Raft's leader at INFO, by SmartBFT's at DEBUG. */
export const cutAt = (facts: FactIndex): Instant | undefined =>
  earliest(CUTS.flatMap((stage) => facts.nodes(stage).map((node) => facts.timing(stage, node).start)));

/** Nodes that closed a batch for the block: more than one where a leader died with it. */
export const cutters = (facts: FactIndex): readonly string[] =>
  CUTS.flatMap((stage) => facts.nodes(stage).filter((node) => facts.timing(stage, node).start));

/**
 * Consensus at one orderer: its phases end to end where they are logged (SmartBFT), otherwise from the cut
 * to the write on the leader. Phases are numbered by proposal, not by block: those that the node's own
 * writing of the block does not follow belong elsewhere and are left out.
 */
function addConsensus(
  tree: SpanTree,
  facts: FactIndex,
  node: string,
  order: SpanKey,
  write: Instant | undefined,
): void {
  const consensus: SpanKey = { stage: "fabric.order.consensus", node };
  const phases = PHASES.map((stage) => ({ stage, timing: facts.timing(stage, node) }));
  const decided = phases.at(-1)?.timing.end;
  const created = facts.timing("fabric.order.consensus", node);
  if (!decided || (write && decided.ns > write.ns)) {
    if (created.start)
      tree.add(consensus, {
        parent: order,
        start: created.start,
        end: write,
        attributes: created.attributes,
        status: "ok",
      });
    return;
  }
  const first = phases[0]?.timing;
  tree.add(consensus, {
    parent: order,
    start: first?.start ?? first?.end,
    end: decided,
    attributes: first?.attributes ?? {},
    status: "ok",
  });
  let from = first?.start;
  for (const { stage, timing } of phases) {
    if (from && timing.end) tree.add({ stage, node }, { parent: consensus, start: from, end: timing.end });
    from = timing.end;
  }
}

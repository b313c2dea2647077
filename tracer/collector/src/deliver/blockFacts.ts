import type { StageFact } from "@ledgerscope/core";
import type { ObservedBlock } from "@ledgerscope/fabric";

/**
 * What the arrival of a block tells. A peer delivers a block when it has committed it, state and history included
 * (hyperledger/fabric core/ledger/kvledger/kv_ledger.go: `commit` holds `blockAPIsRWLock`), an orderer when it has
 * written it: by our clock, the stage was over by then.
 * @param node its name where it is not the one that Deliver has.
 */
export function blockFacts(
  block: Omit<ObservedBlock, "raw">,
  of: Pick<StageFact, "network" | "channel" | "node">,
): readonly StageFact[] {
  // It was there before we asked: when it came says nothing of when it was made.
  if (!block.isNew) return [];
  const isPeer = block.node.kind === "peer";
  return [
    {
      ...of,
      subject: "block",
      id: String(block.number),
      stage: isPeer ? "fabric.commit" : "fabric.order.write",
      ...{ remote: "", attempt: 0 },
      endNs: block.arrivedNs,
      evidence: "observed",
      source: `deliver:${of.node}`,
      attributes: {
        "fabric.block.data_hash": block.dataHash,
        ...(isPeer && block.commitHash !== "" ? { "fabric.block.commit_hash": block.commitHash } : {}),
      },
    },
  ];
}

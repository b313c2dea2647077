import type { Stage, StageFact } from "@ledgerscope/core";
import type { FactIndex } from "../factIndex.ts";
import type { SpanKey, SpanTree } from "../spanTree.ts";
import { fold, type Instant } from "../timing.ts";
import type { LedgerRecord } from "../trace.ts";
import type { EvmConsensus, EvmEvidence, EvmOrphan } from "./evmEvidence.ts";
import { missingSeals } from "./missingSeals.ts";

/** Consensus by which a block is final as soon as there is one. */
const FINAL_AT_ONCE = new Set(["qbft", "ibft", "ibft2", "raft"]);

export const isFinalAtOnce = (consensus: EvmConsensus | undefined): boolean =>
  consensus !== undefined && FINAL_AT_ONCE.has(consensus.profile);

export const producerTime = (ns: bigint): Instant => ({
  ns,
  evidence: "observed",
  clock: "block producer",
  source: "ledger",
});

/** Facts about the block of that hash: several blocks may have had its height. */
function ofBlock(facts: FactIndex, stage: Stage, node: string, blockHash: string | undefined): readonly StageFact[] {
  return facts
    .facts(stage, node)
    .filter(({ attributes }) => blockHash === undefined || attributes["evm.block.hash"] === blockHash);
}

/** The inclusion by the block's own time, and its arrival at each observed node. */
export function addIncludeSpans(
  tree: SpanTree,
  facts: FactIndex,
  ledger: LedgerRecord,
  evidence: EvmEvidence | undefined,
  root: SpanKey,
): void {
  const block = producerTime(ledger.timeNs);
  const include: SpanKey = { stage: "evm.include", node: "" };
  const { consensus, blockHash, orphans = [] } = evidence ?? {};
  tree.add(include, {
    ...{ parent: root, start: block, end: block, status: "ok" },
    attributes: {
      "evm.block.number": String(ledger.height),
      "evm.tx.index": String(ledger.txIndex),
      ...(blockHash ? { "evm.block.hash": blockHash } : {}),
      ...(consensus?.proposer ? { "evm.block.proposer": consensus.proposer } : {}),
    },
  });
  for (const node of facts.nodes("evm.include")) {
    const { start, end, attributes } = fold(ofBlock(facts, "evm.include", node, blockHash));
    tree.add({ stage: "evm.include", node }, { parent: include, start, end, attributes, status: "ok" });
  }
  addOrphans(tree, orphans, root);
  if (consensus?.round !== undefined) addRound(tree, consensus, block, include);
}

/** Each block that held it and was reverted: an attempt at inclusion of its own. */
export function addOrphans(tree: SpanTree, orphans: readonly EvmOrphan[], root: SpanKey): void {
  orphans.forEach(({ height, blockHash, txIndex, timeNs }, index) => {
    const at = producerTime(timeNs);
    tree.add(
      { stage: "evm.include", node: "", attempt: index + 1 },
      {
        ...{ parent: root, start: at, end: at, status: "error" },
        attributes: {
          "evm.block.number": String(height),
          "evm.block.hash": blockHash,
          "evm.tx.index": String(txIndex),
          "evm.reorged": "true",
        },
      },
    );
  });
}

/** The rounds of a block lie between the block before and it; when each began no header tells. */
function addRound(tree: SpanTree, consensus: EvmConsensus, block: Instant, include: SpanKey): void {
  const { round = 0, proposer, quorum, validators, parentNs } = consensus;
  const missing = missingSeals(consensus);
  tree.add(
    { stage: "bft.round", node: "", attempt: round },
    {
      parent: include,
      start: parentNs === undefined ? block : producerTime(parentNs),
      end: block,
      atBest: "derived",
      attributes: {
        "bft.profile": consensus.profile,
        "bft.round": String(round),
        "bft.quorum": String(quorum),
        "bft.validators": String(validators.length),
        ...(proposer ? { "bft.proposer": proposer } : {}),
        ...(missing.length > 0 ? { "bft.missing_seals": missing.join(",") } : {}),
      },
      status: round > 0 ? "error" : "ok",
    },
  );
}

/** Confirmed, safe and final, each as an observer heard of it. */
export function addSettlingSpans(
  tree: SpanTree,
  facts: FactIndex,
  ledger: LedgerRecord,
  evidence: EvmEvidence | undefined,
  root: SpanKey,
): void {
  for (const stage of ["evm.confirm", "evm.safe", "evm.finalize"] as const) {
    for (const node of facts.nodes(stage)) {
      const { start, end, attributes } = fold(ofBlock(facts, stage, node, evidence?.blockHash));
      tree.add({ stage, node }, { parent: root, start, end, attributes, status: "ok" });
    }
  }
  if (!isFinalAtOnce(evidence?.consensus)) return;
  const block = producerTime(ledger.timeNs);
  const profile = evidence?.consensus?.profile ?? "";
  tree.add(
    { stage: "evm.finalize", node: "" },
    {
      ...{ parent: root, start: block, end: block, atBest: "derived", status: "ok" },
      attributes: { "bft.profile": profile },
    },
  );
}

import type { DiagnosisRule } from "../diagnosis.ts";
import { rivalCulprits, rivalProof } from "./evmRivals.ts";

/** It was in a block, the block was reverted, and no block on the chain holds it. */
export const evmReorged: DiagnosisRule = (failure) => {
  if (failure.family !== "evm" || failure.place) return undefined;
  const { waiting, id } = failure;
  const last = waiting?.orphans.at(-1);
  if (!waiting || !last) return undefined;
  const { rival } = waiting;
  const mined = rival?.place;
  const fate = mined
    ? {
        en: `Block ${mined.height} now holds another transaction with the same sender and nonce, so it can never return.`,
        zh: `区块 ${mined.height} 已包含同一发送方、同一 nonce 的另一交易，因此它不可能再被打包。`,
      }
    : {
        en: "It may be included again while a pool holds it.",
        zh: "只要交易池中仍保留它，就可能再次被打包。",
      };
  return {
    code: "evm_reorged",
    subCause: mined ? "displaced" : "not_included_again",
    chainCode: failure.code,
    confidence: 1,
    title: { en: "Its block was reverted", zh: "其所在区块被回滚" },
    summary: {
      en: `Block ${last.height} (${last.blockHash}) held it, and is no longer on the chain. ${fate.en}`,
      zh: `区块 ${last.height}（${last.blockHash}）曾包含它，但该区块已不在链上。${fate.zh}`,
    },
    advice: {
      en: "Treat it as not done. Whoever acted upon it before its block was final has to undo that.",
      zh: "请视为未完成。凡在其区块最终确认前据此行事者，须予以撤销。",
    },
    runbook: [
      {
        en: "Look whether a node still has it: eth_getTransactionByHash. If not, sign and send it again.",
        zh: "查看节点是否仍有它：eth_getTransactionByHash。若没有，请重新签名并发送。",
      },
      {
        en: "Wait for finality (tag finalized, or confirmations) before anything that cannot be undone depends on a transaction.",
        zh: "在任何不可撤销的操作依赖某交易之前，请等待最终确认（finalized 标签或足够的确认数）。",
      },
    ],
    culprits: rivalCulprits(rival),
    proof: [
      ...waiting.orphans.map(({ height, blockHash }) => ({ label: "reverted_block", value: `${height} ${blockHash}` })),
      ...rivalProof(rival),
      { label: "transaction", value: id },
    ],
    unseen: [],
  };
};

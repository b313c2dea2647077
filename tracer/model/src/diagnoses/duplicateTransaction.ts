import { instant } from "../conflictCulprits.ts";
import type { DiagnosisRule } from "../diagnosis.ts";

const DUPLICATE_TXID = 9;

/** The id stood in the ledger before: where, whether it is the same envelope, and what became of it. */
export const duplicateTransaction: DiagnosisRule = (failure) => {
  if (failure.family !== "fabric" || failure.code !== DUPLICATE_TXID || !failure.earlierUse) return undefined;
  const { height, txIndex, codeName, sameEnvelope } = failure.earlierUse;
  const sameBlock = height === failure.place?.height;
  const taken = codeName === "VALID";
  return {
    code: "duplicate_txid",
    subCause: sameEnvelope ? "same_envelope" : "other_payload",
    subCauses: [sameEnvelope ? "same_envelope" : "other_payload", sameBlock ? "in_same_block" : "in_later_block"],
    chainCode: DUPLICATE_TXID,
    confidence: 1,
    title: sameEnvelope
      ? { en: "Submitted twice: the same envelope", zh: "重复提交：同一信封" }
      : { en: "The id was used before, by another envelope", zh: "交易编号已被另一信封使用" },
    summary: {
      en: `Its id stands already in block ${height} at index ${txIndex}, as ${codeName}. ${
        sameEnvelope ? "Both envelopes are the same, byte for byte" : "The two envelopes differ"
      }${taken ? ": the first one took effect, nothing is lost." : ": that one did not take effect either."}`,
      zh: `其编号已出现在区块 ${height} 序号 ${txIndex}，状态为 ${codeName}。${
        sameEnvelope ? "两个信封逐字节相同" : "两个信封不同"
      }${taken ? "：首次提交已生效，没有数据丢失。" : "：首次提交也未生效。"}`,
    },
    advice: sameEnvelope
      ? {
          en: "Submit a transaction once; to try again after a timeout, ask for its commit status first, and build a new proposal.",
          zh: "同一交易只提交一次；超时后请先查询其提交状态，再构建新的提案重试。",
        }
      : {
          en: "Take a new nonce for each proposal: two transactions with one id point to a broken random source, or to somebody replaying a header.",
          zh: "每个提案须使用新的随机数：两笔交易编号相同，说明随机源有问题或头部被重放。",
        },
    runbook: [
      {
        en: "Look at the first transaction: its code is what the client's wish came to.",
        zh: "查看首次交易：其代码即客户端请求的最终结果。",
      },
      {
        en: "Look in the client, or in a proxy before it, for a retry of the submission itself.",
        zh: "检查客户端或其前置代理是否重发了提交请求。",
      },
    ],
    culprits: [{ id: failure.id, height, txIndex }],
    proof: [
      { label: "first_place", value: `${height}:${txIndex}` },
      { label: "first_code", value: codeName },
      { label: "same_envelope", value: String(sameEnvelope) },
      { label: "blocks_between", value: String((failure.place?.height ?? height) - height) },
      ...(failure.timeNs === undefined ? [] : [{ label: "proposed_at", value: instant(failure.timeNs) }]),
    ],
    unseen: [],
  };
};

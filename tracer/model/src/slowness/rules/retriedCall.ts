import { durationText, slowDiagnosis, timeText } from "../slowDiagnosis.ts";
import type { SlownessRule } from "../slownessContext.ts";

/** The same client had made the same call before and failed: to its user the first attempt counts. */
export const retriedCall: SlownessRule = (trace, { retries }) => {
  const chain = retries.find(
    ({ network, channel, attempts }) =>
      network === trace.network && channel === trace.channel && attempts.slice(1).some(({ id }) => id === trace.id),
  );
  if (!chain) return undefined;
  const at = chain.attempts.findIndex(({ id }) => id === trace.id);
  const [first, own] = [chain.attempts[0], chain.attempts[at]];
  if (!first || !own) return undefined;
  const before = chain.attempts.slice(0, at);
  const costNs = Number(own.proposedNs - first.proposedNs);
  const reasons = [...new Set(before.map(({ codeName }) => codeName))].join(", ");
  const outcome =
    chain.outcome === "succeeded"
      ? { en: "succeeded in the end", zh: "最终成功" }
      : { en: "had not succeeded so far", zh: "至今未成功" };
  return slowDiagnosis({
    code: "retry_chain",
    subCause: chain.outcome,
    costNs,
    // Where no commit was observed, it may have been proposed before the failure was known.
    confidence: before.every(({ knownFrom }) => knownFrom === "commit") ? 0.8 : 0.5,
    title: { en: "An attempt after others had failed", zh: "多次失败后的重试" },
    summary: {
      en: `This is attempt ${at + 1} at the same call (${chain.chaincode} ${chain.function}, same client, same arguments): ${before.length} failed before it (${reasons}), the first ${durationText(costNs)} earlier. The call ${outcome.en}.`,
      zh: `这是对同一调用（${chain.chaincode} ${chain.function}，同一客户端、相同参数）的第 ${at + 1} 次尝试：此前 ${before.length} 次失败（${reasons}），首次早 ${durationText(costNs)}。该调用${outcome.zh}。`,
    },
    advice: {
      en: "Take away the reason of the first failure: each retry costs a whole transaction, and under contention makes the next conflict likelier.",
      zh: "请消除首次失败的原因：每次重试都要付出一整笔交易，在争用下还会使下一次冲突更可能。",
    },
    runbook: [
      { en: "Open the first attempt: why did it fail?", zh: "打开首次尝试：它为何失败？" },
      {
        en: "Let the client wait longer from attempt to attempt, with some chance in it, and give up after a few.",
        zh: "让客户端在各次尝试之间等待更久并加入随机性，几次后放弃。",
      },
    ],
    culprits: before.map(({ id, height, txIndex }) => ({ id, height, txIndex })),
    proof: chain.attempts.map((attempt, index) => ({
      label: `attempt ${index + 1}`,
      value: `${attempt.id} ${attempt.codeName} ${timeText(attempt.proposedNs)}`,
    })),
    unseen: [
      {
        en: "attempts that never reached a block: logs do not tell their arguments",
        zh: "未进入区块的尝试：日志中没有其参数",
      },
    ],
  });
};

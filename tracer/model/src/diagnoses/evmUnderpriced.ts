import type { DiagnosisRule } from "../diagnosis.ts";

/** It pays less per gas than every block since then asked for. */
export const evmUnderpriced: DiagnosisRule = (failure) => {
  if (failure.family !== "evm" || failure.place) return undefined;
  const { maxFeePerGas, baseFees } = failure.waiting ?? {};
  if (maxFeePerGas === undefined || !baseFees || maxFeePerGas >= baseFees.lowest) return undefined;
  const { blocks, lowest, newest } = baseFees;
  return {
    code: "evm_underpriced",
    subCause: "below_base_fee",
    chainCode: failure.code,
    confidence: 0.96,
    title: { en: "It pays too little", zh: "出价过低" },
    summary: {
      en: `It pays at most ${maxFeePerGas} wei per gas; the base fee of the ${blocks} blocks since it was first seen was never below ${lowest}.`,
      zh: `它每单位 gas 最多支付 ${maxFeePerGas} wei；自首次出现以来的 ${blocks} 个区块的基础费从未低于 ${lowest}。`,
    },
    advice: {
      en: `Send it again with the same nonce and a higher maxFeePerGas: at least twice the base fee (now ${newest} wei) plus the tip.`,
      zh: `请以相同的 nonce 与更高的 maxFeePerGas 重新发送：至少为基础费（现为 ${newest} wei）的两倍加小费。`,
    },
    runbook: [
      {
        en: "Ask the node for the present price: eth_feeHistory over the last ten blocks.",
        zh: "向节点询问当前价格：对最近十个区块调用 eth_feeHistory。",
      },
      {
        en: "Replace it: same nonce, maxFeePerGas and maxPriorityFeePerGas at least a tenth above the old ones, or pools refuse the replacement.",
        zh: "替换它：相同 nonce，maxFeePerGas 与 maxPriorityFeePerGas 均至少高出原值十分之一，否则交易池会拒绝替换。",
      },
      {
        en: "Transactions of the same sender with higher nonces wait behind it: they follow once it is in.",
        zh: "同一发送方 nonce 更高的交易排在其后：它被打包后随之跟上。",
      },
    ],
    culprits: [],
    proof: [
      { label: "max_fee_per_gas", value: String(maxFeePerGas) },
      { label: "lowest_base_fee", value: String(lowest) },
      { label: "newest_base_fee", value: String(newest) },
      { label: "blocks", value: String(blocks) },
    ],
    unseen: [],
  };
};

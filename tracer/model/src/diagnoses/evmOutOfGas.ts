import type { DiagnosisRule } from "../diagnosis.ts";

/** The gas limit was used up: the node says so, or every unit was used and nothing was returned. */
export const evmOutOfGas: DiagnosisRule = (failure) => {
  if (failure.family !== "evm") return undefined;
  const said = /out of gas|OutOfGas/i.test(failure.error);
  const usedUp = failure.gasUsed === failure.gasLimit && failure.revertData === "0x";
  if (!said && !usedUp) return undefined;
  return {
    code: "evm_out_of_gas",
    chainCode: failure.code,
    // invalid opcodes burn all the gas as well
    confidence: said ? 0.95 : 0.7,
    title: { en: "Out of gas", zh: "Gas 耗尽" },
    summary: {
      en: `It used ${failure.gasUsed} of ${failure.gasLimit} gas and could not finish.`,
      zh: `它使用了 ${failure.gasLimit} 中的 ${failure.gasUsed} gas，未能执行完毕。`,
    },
    advice: {
      en: "Estimate again against the present state and set a higher gas limit; if the work grows with stored data, split it.",
      zh: "请按当前状态重新估算并提高 gas 上限；若工作量随数据增长，请拆分执行。",
    },
    culprits: [],
    proof: [
      { label: "gas_used", value: String(failure.gasUsed) },
      { label: "gas_limit", value: String(failure.gasLimit) },
      ...(failure.error ? [{ label: "node_error", value: failure.error }] : []),
    ],
    unseen: said
      ? []
      : [
          {
            en: "the node's word for it: without debug_traceTransaction an invalid instruction, which burns all gas too, looks the same",
            zh: "节点的说明：没有 debug_traceTransaction 时，同样耗尽 gas 的无效指令无法区分",
          },
        ],
  };
};

import type { DiagnosisRule } from "../diagnosis.ts";

/** Its sender could not pay for it: pools drop such transactions, producers pass them over. */
export const evmInsufficientFunds: DiagnosisRule = (failure) => {
  if (failure.family !== "evm" || failure.place) return undefined;
  const { waiting, gasLimit } = failure;
  if (!waiting || waiting.balance === undefined || waiting.maxFeePerGas === undefined) return undefined;
  const { balance, value, maxFeePerGas, from } = waiting;
  const cost = value + gasLimit * maxFeePerGas;
  if (balance >= cost) return undefined;
  return {
    code: "evm_insufficient_funds",
    subCause: balance < value ? "value" : "gas",
    chainCode: failure.code,
    confidence: waiting.droppedNs === undefined ? 0.93 : 0.97,
    title: { en: "Its sender cannot pay for it", zh: "发送方余额不足" },
    summary: {
      en: `It may cost ${cost} wei (${value} sent, ${gasLimit} gas at up to ${maxFeePerGas} wei); ${from} had ${balance} wei, ${cost - balance} too little.`,
      zh: `它最多需要 ${cost} wei（转账 ${value}，${gasLimit} gas，单价至多 ${maxFeePerGas} wei）；${from} 仅有 ${balance} wei，差 ${cost - balance}。`,
    },
    advice: {
      en: "Give the account more, or send less: what has to be there is the value and the whole gas limit at the highest price.",
      zh: "请为账户充值或减少金额：账户须有转账金额加上按最高单价计的全部 gas 上限。",
    },
    runbook: [
      {
        en: `Look at the balance now: eth_getBalance ${from} latest; and what else of this sender waits, as all of it has to be paid for.`,
        zh: `查看当前余额：eth_getBalance ${from} latest；并查看该发送方其他等待中的交易，它们都须支付。`,
      },
      {
        en: "Fund the account, then sign and send the transaction again; pools that dropped it do not take it back by themselves.",
        zh: "为账户充值后重新签名并发送；已丢弃它的交易池不会自动恢复。",
      },
    ],
    culprits: [],
    proof: [
      { label: "balance", value: String(balance) },
      { label: "cost", value: String(cost) },
      { label: "value", value: String(value) },
      { label: "gas_limit", value: String(gasLimit) },
      { label: "max_fee_per_gas", value: String(maxFeePerGas) },
    ],
    unseen:
      waiting.droppedNs === undefined
        ? [
            {
              en: "the balance now: it was asked for when the transaction was first seen",
              zh: "当前余额：所示为首次看到该交易时的余额",
            },
          ]
        : [],
  };
};

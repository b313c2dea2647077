import type { DiagnosisRule } from "../diagnosis.ts";

/** An endorser refused or could not be reached, and the transaction never came to a block: seen in the gateway's log. */
export const endorsementFailed: DiagnosisRule = (failure) => {
  if (failure.family !== "fabric" || failure.place !== undefined) return undefined;
  const [first] = failure.endorseErrors;
  if (!first) return undefined;
  const byChaincode = first.error.startsWith("chaincode response ");
  return {
    code: "endorsement_failed",
    chainCode: null,
    confidence: 0.9,
    title: byChaincode
      ? { en: "The chaincode refused", zh: "链码拒绝执行" }
      : { en: "Endorsement failed", zh: "背书失败" },
    summary: {
      en: `Endorser ${first.endorser} answered: ${first.error}. The transaction was never sent to the orderers.`,
      zh: `背书节点 ${first.endorser} 返回：${first.error}。该交易从未提交给排序节点。`,
    },
    advice: byChaincode
      ? {
          en: "The chaincode itself returned an error: check the arguments and the state that it expects.",
          zh: "错误由链码自身返回：请检查参数及其所依赖的状态。",
        }
      : {
          en: "Check that the endorsing peer is up, reachable and has the chaincode.",
          zh: "请检查背书节点是否在线、可达并已安装链码。",
        },
    culprits: [],
    proof: failure.endorseErrors.map(({ endorser, error }) => ({ label: endorser, value: error })),
    unseen: [
      {
        en: "what the client got: its side is not instrumented",
        zh: "客户端收到的结果：客户端未接入观测",
      },
    ],
  };
};

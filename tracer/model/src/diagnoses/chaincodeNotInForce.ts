import type { DiagnosisRule } from "../diagnosis.ts";

const CODES: Readonly<Record<number, string>> = {
  17: "expired_chaincode",
  18: "version_conflict",
  25: "no_definition",
};

/** The chaincode that endorsed is not the one that is in force at the block: not defined, or another version (Fabric 1.4). */
export const chaincodeNotInForce: DiagnosisRule = (failure) => {
  if (failure.family !== "fabric" || failure.code === null) return undefined;
  const cause = CODES[failure.code];
  if (cause === undefined) return undefined;
  const { code, codeName, chaincode, definitionChanges = [] } = failure;
  const change = definitionChanges.at(-1);
  return {
    code: codeName.toLowerCase(),
    subCause: change ? "definition_changed" : cause,
    subCauses: change ? ["definition_changed", cause] : [cause],
    chainCode: code,
    confidence: change ? 1 : 0.8,
    title: { en: "The chaincode is not the one in force", zh: "链码并非当前生效的版本" },
    summary: change
      ? {
          en: `${chaincode} was defined anew (version ${change.version}) by ${change.id} at ${change.height}:${change.txIndex}, while the transaction was on its way.`,
          zh: `交易提交途中，${chaincode} 由 ${change.id} 于 ${change.height}:${change.txIndex} 重新定义（版本 ${change.version}）。`,
        }
      : {
          en: `The peers marked it ${codeName} (${code}): at its block the channel had no such definition of ${chaincode || "the chaincode"}.`,
          zh: `节点将其标记为 ${codeName}（${code}）：在该区块时，通道中没有 ${chaincode || "该链码"} 的相应定义。`,
        },
    advice: change
      ? { en: "Submit again.", zh: "请重新提交。" }
      : { en: "Commit the chaincode's definition first.", zh: "请先提交链码定义。" },
    runbook: [
      {
        en: "Compare `peer lifecycle chaincode querycommitted` (1.4: `peer chaincode list --instantiated`) with the version that the endorsers run.",
        zh: "将 `peer lifecycle chaincode querycommitted`（1.4：`peer chaincode list --instantiated`）与背书节点运行的版本对比。",
      },
      { en: "Upgrade chaincodes while their traffic is paused.", zh: "请在暂停流量时升级链码。" },
    ],
    culprits: definitionChanges.map(({ id, height, txIndex }) => ({ id, height, txIndex, namespace: chaincode })),
    proof: [
      { label: "validation_code", value: `${codeName} (${code})` },
      { label: "chaincode", value: chaincode },
      ...failure.refusals.map((value) => ({ label: "peer_log", value })),
    ],
    unseen: [],
  };
};

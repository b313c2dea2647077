import type { DiagnosisRule, FabricFailure, ProofRow } from "../diagnosis.ts";
import { validationMeanings } from "../fabric/validationCodes.ts";
import type { Text } from "../text.ts";

/** Codes of what an SDK never makes: each names the part of the envelope that a peer could not accept. */
const PARTS: Readonly<Record<number, string>> = {
  1: "envelope",
  2: "payload",
  3: "header",
  5: "proposal",
  6: "configuration",
  7: "payload_type",
  8: "transaction_id",
  13: "header_type",
  15: "serialisation",
  16: "action",
  19: "header_extension",
  20: "channel_header",
  21: "response_payload",
  22: "read_write_set",
  23: "namespaces",
  24: "keys_or_values",
};

/** The envelope itself is at fault: which part, and what our own decoder makes of it. */
export const malformedTransaction: DiagnosisRule = (failure) => {
  if (failure.family !== "fabric" || failure.code === null) return undefined;
  const part = PARTS[failure.code];
  const meaning = validationMeanings[failure.code];
  if (part === undefined || meaning === undefined) return undefined;
  const { code, codeName, decodeError = "" } = failure;
  return {
    code: codeName.toLowerCase() || `validation_code_${code}`,
    subCause: `bad_${part}`,
    chainCode: code,
    confidence: decodeError !== "" || failure.refusals.length > 0 ? 0.9 : 0.7,
    title: { en: `Malformed transaction: ${codeName}`, zh: `交易格式错误：${codeName}` },
    summary: {
      en: `The peers marked it ${codeName} (${code}): ${meaning.en}.${decodeError ? ` Decoding it here fails as well: ${decodeError}.` : ""}`,
      zh: `节点将其标记为 ${codeName}（${code}）：${meaning.zh}。${decodeError ? `此处解码同样失败：${decodeError}。` : ""}`,
    },
    advice:
      failure.code === 24
        ? { en: "Change the keys that the chaincode writes.", zh: "请修改链码写入的键。" }
        : {
            en: "No SDK makes such an envelope: look at what builds, signs or forwards transactions for this identity.",
            zh: "正常的 SDK 不会产生此类信封：请检查为该身份构建、签名或转发交易的程序。",
          },
    runbook: [
      {
        en: "Group such transactions by creator and time: one client, or a change of one SDK's version, is behind them.",
        zh: "按创建者与时间归类此类交易：通常源于某个客户端或某次 SDK 版本变更。",
      },
      {
        en: "Keep the envelope (fabric_envelopes) and compare it, field by field, with a good one of the same function.",
        zh: "保留该信封（fabric_envelopes），并与同一函数的正常信封逐字段比较。",
      },
      {
        en: "If nobody knows the client, treat it as an attack on the channel.",
        zh: "若无人认领该客户端，请按针对通道的攻击处理。",
      },
    ],
    culprits: [],
    proof: proofOf(failure),
    unseen: unseenOf(failure),
  };
};

function proofOf({ code, codeName, decodeError, creator, refusals }: FabricFailure): readonly ProofRow[] {
  return [
    { label: "validation_code", value: `${codeName} (${code})` },
    ...(decodeError ? [{ label: "decode_error", value: decodeError }] : []),
    ...(creator ? [{ label: "creator", value: `${creator.msp}: ${creator.subject}` }] : []),
    ...refusals.map((value) => ({ label: "peer_log", value })),
  ];
}

function unseenOf({ refusals }: FabricFailure): readonly Text[] {
  return refusals.length > 0
    ? []
    : [{ en: "the peers' own words: no log tells of it", zh: "节点的原话：没有相关日志" }];
}

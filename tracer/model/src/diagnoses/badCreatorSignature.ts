import type { DiagnosisRule, FabricFailure, ProofRow } from "../diagnosis.ts";
import type { Text } from "../text.ts";

const BAD_CREATOR_SIGNATURE = 4;

type Cause = "expired_certificate" | "certificate_not_yet_valid" | "signature_or_identity";

/**
 * The peers did not accept the creator: its certificate was out of date when the block was made, or else its
 * signature, its revocation or its MSP is at fault.
 */
export const badCreatorSignature: DiagnosisRule = (failure) => {
  if (failure.family !== "fabric" || failure.code !== BAD_CREATOR_SIGNATURE) return undefined;
  const cause = causeOf(failure);
  const { title, clause, advice } = texts[cause];
  return {
    code: "bad_creator_signature",
    subCause: cause,
    chainCode: BAD_CREATOR_SIGNATURE,
    confidence: cause === "signature_or_identity" ? 0.6 : 0.9,
    title,
    summary: {
      en: `The peers did not accept its creator${who(failure)}. ${clause.en}`,
      zh: `节点未接受其创建者${who(failure)}。${clause.zh}`,
    },
    advice,
    runbook: [
      {
        en: "Check the certificate's dates and whether its serial stands in the MSP's revocation list (fabric_identities, the configuration's revocation_list).",
        zh: "检查证书有效期，以及其序列号是否在 MSP 吊销列表中（fabric_identities、配置中的 revocation_list）。",
      },
      {
        en: "Verify the creator's signature (ledgerscope verify): a wrong one points to tampering or to a client that signs other bytes.",
        zh: "验证创建者签名（ledgerscope verify）：签名错误说明内容被篡改或客户端签名了其他字节。",
      },
      { en: "Enrol the client anew where its certificate is over.", zh: "证书到期时请重新注册客户端。" },
    ],
    culprits: [],
    proof: proofOf(failure),
    unseen:
      cause === "signature_or_identity"
        ? [
            ...(failure.creator
              ? []
              : [
                  {
                    en: "the creator's certificate and its dates: the pass identities has not come to this block yet (ledgerscope passes)",
                    zh: "创建者证书及其有效期：identities 处理尚未到达该区块（ledgerscope passes）",
                  },
                ]),
            {
              en: "which of signature, revocation and MSP it was: peers write one code for all, and the reason only at debug (committer.txvalidator)",
              zh: "究竟是签名、吊销还是 MSP 的问题：节点对三者使用同一代码，原因仅见于 debug 日志（committer.txvalidator）",
            },
          ]
        : [],
  };
};

function causeOf({ creator, blockTimeNs }: FabricFailure): Cause {
  if (!creator || blockTimeNs === undefined) return "signature_or_identity";
  const blockMs = Number(blockTimeNs / 1_000_000n);
  if (creator.notAfterMs < blockMs) return "expired_certificate";
  return creator.notBeforeMs > blockMs ? "certificate_not_yet_valid" : "signature_or_identity";
}

const who = ({ creator }: FabricFailure): string => (creator ? ` (${creator.msp}, ${creator.subject})` : "");

const texts: Readonly<Record<Cause, { readonly title: Text; readonly clause: Text; readonly advice: Text }>> = {
  expired_certificate: {
    title: { en: "The creator's certificate had expired", zh: "创建者证书已过期" },
    clause: { en: "Its certificate was over when the block was made.", zh: "区块生成时其证书已过期。" },
    advice: { en: "Enrol the client anew and submit again.", zh: "请重新注册客户端后再提交。" },
  },
  certificate_not_yet_valid: {
    title: { en: "The creator's certificate is not yet valid", zh: "创建者证书尚未生效" },
    clause: {
      en: "Its certificate begins after the block: a clock is wrong.",
      zh: "其证书生效时间晚于区块时间：存在时钟错误。",
    },
    advice: {
      en: "Compare the clocks of the authority, the client and the peers.",
      zh: "请比对 CA、客户端与节点的时钟。",
    },
  },
  signature_or_identity: {
    title: { en: "Bad signature or identity of the creator", zh: "创建者签名或身份无效" },
    clause: {
      en: "Its certificate was within its dates, as far as the ledger shows: its signature is wrong, it is revoked, or its MSP is not of the channel.",
      zh: "就账本所见其证书在有效期内：可能签名错误、已被吊销，或其 MSP 不属于该通道。",
    },
    advice: {
      en: "Check the client's certificate (expiry, revocation) and that its MSP is a member of the channel.",
      zh: "请检查客户端证书（是否过期、被吊销）及其 MSP 是否为通道成员。",
    },
  },
};

function proofOf({ code, codeName, creator, refusals }: FabricFailure): readonly ProofRow[] {
  return [
    { label: "validation_code", value: `${codeName} (${code})` },
    ...(creator
      ? [
          { label: "creator", value: `${creator.msp}: ${creator.subject}` },
          { label: "not_before", value: new Date(creator.notBeforeMs).toISOString() },
          { label: "not_after", value: new Date(creator.notAfterMs).toISOString() },
        ]
      : []),
    ...refusals.map((value) => ({ label: "peer_log", value })),
  ];
}

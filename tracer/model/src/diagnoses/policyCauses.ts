import type { FabricFailure, PolicyEvaluation } from "../diagnosis.ts";
import type { Text } from "../text.ts";

/** Why the endorsements that a transaction carried did not meet its policies. */
export type PolicyCause =
  | "endorsements_differ"
  | "policy_changed_in_flight"
  | "key_policy_changed_in_block"
  | "endorser_certificate"
  | "key_policy"
  | "collection_policy"
  | "lifecycle_policy"
  | "missing_organisation"
  | "definition_missing";

/** Every cause that applies, the one that says most first. */
export function policyCauses(failure: FabricFailure, unmet: readonly PolicyEvaluation[]): readonly PolicyCause[] {
  const causes: PolicyCause[] = [];
  const bad = badEndorsers(failure, unmet);
  const expired = expiredEndorsers(failure);
  if (bad.length > 0)
    causes.push(bad.every((msp) => expired.includes(msp)) ? "endorser_certificate" : "endorsements_differ");
  const chaincodes = new Set(unmet.map(({ namespace }) => namespace));
  if (failure.definitionChanges?.some(({ chaincode }) => chaincodes.has(chaincode))) {
    causes.push("policy_changed_in_flight");
  }
  if (unmet.some(({ detail }) => detail.includes("changed the policy of this key"))) {
    causes.push("key_policy_changed_in_block");
  }
  if (unmet.some(({ detail }) => detail.includes("has no definition"))) causes.push("definition_missing");
  for (const policy of unmet) {
    const cause = sourceCause(policy);
    if (!causes.includes(cause)) causes.push(cause);
  }
  return causes;
}

/** Organisations whose endorsement is carried but is not good: their signature is over another result. */
function badEndorsers({ endorsers }: FabricFailure, unmet: readonly PolicyEvaluation[]): readonly string[] {
  const left = [...(unmet[0]?.endorsedBy ?? [])];
  return endorsers.filter((msp) => {
    const at = left.indexOf(msp);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function expiredEndorsers({ endorserCertificates, blockTimeNs }: FabricFailure): readonly string[] {
  if (blockTimeNs === undefined) return [];
  const blockMs = Number(blockTimeNs / 1_000_000n);
  return (endorserCertificates ?? []).filter(({ notAfterMs }) => notAfterMs < blockMs).map(({ msp }) => msp);
}

function sourceCause({ source, keyHex, collection, namespace }: PolicyEvaluation): PolicyCause {
  if (source === "key" || keyHex !== "") return "key_policy";
  if (source === "collection" || collection !== "") return "collection_policy";
  if (source === "lifecycle" || namespace === "_lifecycle") return "lifecycle_policy";
  return "missing_organisation";
}

interface CauseTexts {
  readonly title: Text;
  readonly clause: Text;
  readonly advice: Text;
  readonly runbook: readonly Text[];
}

const endorseAgain: Text = {
  en: "Endorse by organisations that meet the policy, or leave the choice to the gateway (no setEndorsingOrganizations).",
  zh: "由满足策略的组织背书，或交由网关选择（不设置 setEndorsingOrganizations）。",
};

/** What is said of each cause. */
export const policyTexts: Readonly<Record<PolicyCause, CauseTexts>> = {
  endorsements_differ: {
    title: { en: "the endorsers' results differ", zh: "各背书节点的结果不一致" },
    clause: {
      en: "It carries endorsements whose signature is over another result: the endorsers had computed different ones, and the client sent them nevertheless.",
      zh: "其所附背书中有针对另一结果的签名：各背书节点计算结果不同，而客户端仍将其提交。",
    },
    advice: {
      en: "Make the chaincode deterministic (no random numbers, clocks, maps in order of iteration), and have the client compare the results.",
      zh: "请使链码具有确定性（不使用随机数、时钟、无序遍历），并让客户端比较各背书结果。",
    },
    runbook: [
      {
        en: "Find what the function computes from anything but its arguments and the state.",
        zh: "找出该函数中除参数与状态以外的计算来源。",
      },
      {
        en: "If it is deterministic, compare the endorsers' heights: one of them may have answered from an older state.",
        zh: "若函数是确定性的，请比较背书节点高度：其中之一可能状态落后。",
      },
    ],
  },
  policy_changed_in_flight: {
    title: { en: "the policy changed in flight", zh: "背书策略在途中变更" },
    clause: {
      en: "The chaincode's definition was committed anew after it had been endorsed.",
      zh: "在其背书之后，链码定义被重新提交。",
    },
    advice: {
      en: "Submit again: the new policy then decides who endorses.",
      zh: "请重新提交：由新的策略决定背书组织。",
    },
    runbook: [
      {
        en: "Compare the old and the new policy (fabric_lifecycle) and tell the clients who must endorse now.",
        zh: "对比新旧策略（fabric_lifecycle），并告知客户端现在须由谁背书。",
      },
      { en: "Change policies while the chaincode's traffic is paused.", zh: "请在暂停该链码流量时变更策略。" },
    ],
  },
  key_policy_changed_in_block: {
    title: { en: "the key's policy changed in the same block", zh: "键的背书策略在同一区块内变更" },
    clause: {
      en: "An earlier transaction of the block changed the policy of a key that it writes.",
      zh: "同一区块中先前的交易更改了其所写键的策略。",
    },
    advice: { en: "Submit again after the block.", zh: "请在该区块之后重新提交。" },
    runbook: [
      { en: "Do not set a key's policy and write the key side by side.", zh: "请勿同时设置键的策略并写入该键。" },
    ],
  },
  endorser_certificate: {
    title: { en: "an endorser's certificate is no longer valid", zh: "背书节点证书已失效" },
    clause: {
      en: "An endorser's certificate had expired when the block was made.",
      zh: "区块生成时，有背书节点的证书已过期。",
    },
    advice: { en: "Renew the peer's certificate.", zh: "请更新该节点的证书。" },
    runbook: [
      {
        en: "Check the enrolment certificates of the endorsing peers (fabric_identities.not_after).",
        zh: "检查各背书节点的注册证书（fabric_identities.not_after）。",
      },
      {
        en: "Enrol the peer anew, restart it, and watch the expiry alarm of the operations metrics.",
        zh: "重新注册该节点并重启，同时关注证书到期告警。",
      },
    ],
  },
  key_policy: {
    title: { en: "the key's own policy", zh: "键级背书策略" },
    clause: {
      en: "The policy is the key's own: it was set on the key, and overrides the chaincode's.",
      zh: "该策略由键自身设定，优先于链码策略。",
    },
    advice: {
      en: "Whoever writes this key must be endorsed as the key demands.",
      zh: "写入该键的交易须按键的要求背书。",
    },
    runbook: [
      {
        en: "See who set the key's policy and when (fabric_metadata_writes).",
        zh: "查看该键的策略由谁、何时设置（fabric_metadata_writes）。",
      },
      endorseAgain,
    ],
  },
  collection_policy: {
    title: { en: "the collection's policy", zh: "私有数据集合的背书策略" },
    clause: {
      en: "The policy is that of the private data collection it writes to.",
      zh: "该策略属于其所写的私有数据集合。",
    },
    advice: {
      en: "Writes to this collection must be endorsed by its members as its policy demands.",
      zh: "写入该集合须由其成员按策略背书。",
    },
    runbook: [
      {
        en: "Read the collection's endorsement policy (fabric_lifecycle.collections).",
        zh: "查看该集合的背书策略（fabric_lifecycle.collections）。",
      },
      endorseAgain,
    ],
  },
  lifecycle_policy: {
    title: { en: "the channel's lifecycle policy", zh: "通道的链码生命周期策略" },
    clause: {
      en: "A chaincode's definition must be endorsed as the channel's LifecycleEndorsement demands.",
      zh: "链码定义须按通道的 LifecycleEndorsement 策略背书。",
    },
    advice: { en: "Have more organisations approve and endorse the definition.", zh: "请让更多组织批准并背书该定义。" },
    runbook: [
      {
        en: "Run `peer lifecycle chaincode checkcommitreadiness` and ask those who have not approved.",
        zh: "执行 `peer lifecycle chaincode checkcommitreadiness`，并请未批准的组织处理。",
      },
    ],
  },
  missing_organisation: {
    title: { en: "an organisation is missing", zh: "缺少组织的背书" },
    clause: {
      en: "The client sent it with fewer endorsements than the chaincode's policy demands.",
      zh: "客户端提交时的背书少于链码策略的要求。",
    },
    advice: {
      en: "The gateway collects what the policy demands unless the client names the organisations itself.",
      zh: "除非客户端自行指定组织，网关会收集策略所需的背书。",
    },
    runbook: [
      {
        en: "Look whether the client names endorsing organisations, and whether the policy was changed since.",
        zh: "检查客户端是否指定了背书组织，以及策略此后是否变更。",
      },
      endorseAgain,
    ],
  },
  definition_missing: {
    title: { en: "the chaincode has no definition", zh: "链码没有定义" },
    clause: {
      en: "The channel's state held no definition of a chaincode that it writes to.",
      zh: "通道状态中没有其所写链码的定义。",
    },
    advice: { en: "Commit the chaincode's definition first.", zh: "请先提交链码定义。" },
    runbook: [
      {
        en: "Check `peer lifecycle chaincode querycommitted`.",
        zh: "检查 `peer lifecycle chaincode querycommitted`。",
      },
    ],
  },
};

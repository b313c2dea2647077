import type { Diagnosis } from "../diagnosis.ts";
import type { TxTrace } from "../trace.ts";

/**
 * Its block needed more than one round of consensus (IBFT, QBFT): the proposers of the rounds before did not get a block
 * agreed in time. Out of the block's header alone.
 */
export function evmRoundChange(trace: TxTrace): Diagnosis | undefined {
  const span = trace.spans.find(({ name }) => name === "bft.round");
  const round = Number(span?.attributes["bft.round"] ?? 0);
  if (!span || round === 0) return undefined;
  const missing = span.attributes["bft.missing_seals"]?.split(",") ?? [];
  const seconds = (Number(span.endNs - span.startNs) / 1e9).toFixed(0);
  const { "bft.quorum": quorum = "", "bft.validators": validators = "", "bft.proposer": proposer } = span.attributes;
  const who =
    missing.length > 0
      ? {
          en: `The seals of ${missing.join(", ")} are missing in it.`,
          zh: `其中缺少 ${missing.join("、")} 的签名。`,
        }
      : { en: "All validators sealed it.", zh: "所有验证者均已签名。" };
  return {
    code: "evm_round_change",
    subCause: missing.length > 0 ? "silent_validator" : "late_proposer",
    kind: "slow",
    chainCode: null,
    // What the block would have taken in its first round no header tells.
    costNs: span.endNs - span.startNs,
    confidence: missing.length > 0 ? 0.85 : 0.7,
    title: { en: `Consensus needed ${round + 1} rounds`, zh: `共识用了 ${round + 1} 轮` },
    summary: {
      en: `Block ${trace.height} was agreed in round ${round}, ${seconds} s after the block before it: ${round} proposers in turn did not get theirs agreed in time. ${who.en}`,
      zh: `区块 ${trace.height} 在第 ${round} 轮达成，距前一区块 ${seconds} 秒：先后 ${round} 个提议者未能及时达成共识。${who.zh}`,
    },
    advice: {
      en: "See whether these validators run and reach each other; each round waits twice as long as the one before.",
      zh: "请检查这些验证者是否运行、能否互通；每轮的等待时间是前一轮的两倍。",
    },
    runbook: [
      {
        en: "Ask each validator: istanbul_nodeAddress, net_peerCount, eth_blockNumber; one that is down or behind is the one.",
        zh: "逐一询问验证者：istanbul_nodeAddress、net_peerCount、eth_blockNumber；停机或落后者即是。",
      },
      {
        en: `Compare with other blocks: SELECT height, round, proposer FROM evm_consensus WHERE network = '${trace.network}' AND round > 0. The same seal missing in many blocks names a validator that is down.`,
        zh: `与其他区块比较：SELECT height, round, proposer FROM evm_consensus WHERE network = '${trace.network}' AND round > 0。多个区块缺少同一签名，即该验证者停机。`,
      },
      {
        en: "A validator that stays away: vote it out (istanbul_propose), so that its turn to propose is not waited for.",
        zh: "长期离线的验证者：投票移除（istanbul_propose），以免等待其提议。",
      },
    ],
    culprits: [],
    proof: [
      { label: "round", value: String(round) },
      { label: "validators", value: validators },
      { label: "quorum", value: quorum },
      ...(proposer ? [{ label: "proposer", value: proposer }] : []),
      ...missing.map((value) => ({ label: "missing_seal", value })),
      { label: "seconds_since_block_before", value: seconds },
    ],
    unseen: [
      {
        en: "who was to propose in the rounds before: headers keep the last round alone; a block needs no more seals than its quorum, so a missing seal alone is no proof",
        zh: "此前各轮的提议者：区块头只保留最后一轮；区块只需达到法定数量的签名，因此缺少签名本身并非证明",
      },
    ],
  };
}

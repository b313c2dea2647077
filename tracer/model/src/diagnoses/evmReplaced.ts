import type { DiagnosisRule, EvmRival, EvmWaiting } from "../diagnosis.ts";
import type { Text } from "../text.ts";
import { rivalCulprits, rivalProof } from "./evmRivals.ts";

type Kind = "cancelled" | "repriced" | "replaced" | "nonce_used";

/**
 * Another transaction of the same sender has its nonce. Kinds as ethers names the reasons of TRANSACTION_REPLACED
 * (https://docs.ethers.org/v6/api/utils/errors/), and `nonce_used` where the other one was there before.
 */
export const evmReplaced: DiagnosisRule = (failure) => {
  if (failure.family !== "evm" || failure.place) return undefined;
  const { waiting } = failure;
  const { rival } = waiting ?? {};
  if (!waiting || !rival) return undefined;
  const kind = kindOf(waiting, rival);
  const { place } = rival;
  const where: Text = place
    ? { en: `block ${place.height} holds it`, zh: `区块 ${place.height} 已包含它` }
    : { en: "it waits in a pool", zh: "它正在交易池中等待" };
  return {
    code: "evm_replaced",
    subCause: kind,
    chainCode: failure.code,
    // Two of one nonce exclude each other; which one wins is open while both wait.
    confidence: place ? 1 : 0.85,
    title: TITLES[kind],
    summary: {
      en: `${rival.id} has the same sender and nonce (${waiting.nonce}): ${where.en}. ${MEANINGS[kind].en}`,
      zh: `${rival.id} 的发送方与 nonce（${waiting.nonce}）相同：${where.zh}。${MEANINGS[kind].zh}`,
    },
    advice: ADVICE[kind],
    runbook: [
      {
        en: `Look at the other one: ledgerscope trace ${rival.id}.`,
        zh: `查看另一笔交易：ledgerscope trace ${rival.id}。`,
      },
      ADVICE[kind],
    ],
    culprits: rivalCulprits(rival),
    proof: [
      { label: "sender", value: waiting.from },
      { label: "nonce", value: String(waiting.nonce) },
      ...rivalProof(rival),
      ...(waiting.maxFeePerGas === undefined
        ? []
        : [{ label: "max_fee_per_gas", value: String(waiting.maxFeePerGas) }]),
    ],
    unseen: [],
  };
};

function kindOf({ firstSeenNs }: EvmWaiting, rival: EvmRival): Kind {
  const wasThere = rival.firstSeenNs !== undefined && rival.firstSeenNs < firstSeenNs;
  if (wasThere) return "nonce_used";
  if (rival.cancels) return "cancelled";
  return rival.sameContent ? "repriced" : "replaced";
}

const TITLES: Readonly<Record<Kind, Text>> = {
  cancelled: { en: "Cancelled by its sender", zh: "已被发送方取消" },
  repriced: { en: "Sent again at another price", zh: "已以新价格重新发送" },
  replaced: { en: "Replaced by another transaction", zh: "已被另一交易替换" },
  nonce_used: { en: "Its nonce was used already", zh: "其 nonce 已被使用" },
};

const MEANINGS: Readonly<Record<Kind, Text>> = {
  cancelled: {
    en: "That one pays nothing to its own sender: it is what wallets send to cancel.",
    zh: "后者向发送方自己支付 0：钱包以此取消交易。",
  },
  repriced: {
    en: "That one asks for the same at another price: what was wanted is done by it.",
    zh: "后者以不同价格请求相同的操作：原意由其完成。",
  },
  replaced: {
    en: "That one asks for something else: what this one was for has not been done.",
    zh: "后者请求的是别的操作：本交易的目的并未达成。",
  },
  nonce_used: {
    en: "That one was there first: two programs, or one that did not wait, used the same nonce.",
    zh: "后者先出现：两个程序（或未等待的同一程序）使用了相同的 nonce。",
  },
};

const ADVICE: Readonly<Record<Kind, Text>> = {
  cancelled: { en: "Nothing to do, if the cancelling was meant.", zh: "若取消是有意的，无需处理。" },
  repriced: { en: "Follow the other transaction instead.", zh: "请改为跟踪另一笔交易。" },
  replaced: {
    en: "Send it again with the next nonce, if it is still wanted.",
    zh: "若仍需要，请以下一个 nonce 重新发送。",
  },
  nonce_used: {
    en: "Send it again with the next nonce, and let one place alone give out the nonces of an account.",
    zh: "请以下一个 nonce 重新发送，并只由一处分配该账户的 nonce。",
  },
};

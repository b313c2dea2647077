import { instant } from "../conflictCulprits.ts";
import type { DiagnosisRule, FabricFailure, ProofRow } from "../diagnosis.ts";
import type { Text } from "../text.ts";

/** Why orderers do not take an envelope. */
type Cause =
  | "expired_certificate"
  | "no_leader"
  | "leader_unreachable"
  | "duplicate_in_pool"
  | "too_large"
  | "maintenance"
  | "policy"
  | "orderer_unavailable"
  | "quorum_not_reached"
  | "other";

/** Texts of hyperledger/fabric: orderer/common/broadcast, msgprocessor, consensus/etcdraft, consensus/smartbft. */
const WORDS: readonly (readonly [Cause, RegExp])[] = [
  ["expired_certificate", /client identity expired|certificate .*expired/i],
  ["duplicate_in_pool", /request already (?:exists|processed)/i],
  ["no_leader", /no (?:Raft )?leader|leader is not (?:known|elected)/i],
  ["leader_unreachable", /waiting on forwarding|failed to forward|rejected by Order: EOF/i],
  ["too_large", /message payload is \d+ bytes and exceeds|exceeds maximum/i],
  ["maintenance", /maintenance mode/i],
  ["policy", /implicit policy evaluation failed|permission denied|FORBIDDEN|policy .*(?:failed|not satisfied)/i],
  [
    "orderer_unavailable",
    /connection refused|connect|Unavailable|transport|EOF|SERVICE_UNAVAILABLE|stopped|timed out/i,
  ],
  ["quorum_not_reached", /insufficient number of orderers/i],
];

/** Causes that lie in what befell the orderers, not in the envelope. */
const OF_ORDERERS: readonly Cause[] = ["no_leader", "leader_unreachable", "orderer_unavailable", "quorum_not_reached"];

const causeOf = (words: string): Cause => WORDS.find(([, pattern]) => pattern.test(words))?.[0] ?? "other";

/** Endorsed, and every orderer that was tried refused the envelope or could not be reached. */
export const orderRefused: DiagnosisRule = (failure) => {
  if (failure.family !== "fabric" || failure.place !== undefined || !failure.unordered) return undefined;
  const { attempts, arrivals } = failure.unordered;
  const refused = attempts.filter(({ outcome }) => outcome === "refused");
  const [last] = refused.toReversed();
  // One orderer that has it may have ordered it.
  if (!last || attempts.some(({ outcome }) => outcome !== "refused")) return undefined;
  // An orderer says why; to the gateway its answer is often no more than the end of a stream.
  const words = [...refused, ...arrivals].map(({ error }) => error).filter((error) => error !== "");
  const causes = [...new Set(words.map(causeOf))];
  const cause = causes.find((one) => one !== "orderer_unavailable" && one !== "other") ?? causes[0] ?? "other";
  const { title, advice, runbook } = texts[cause];
  const said = words.find((error) => causeOf(error) === cause) ?? last.error;
  const tried = new Set(refused.map(({ orderer }) => orderer)).size;
  return {
    code: "order_refused",
    subCause: cause,
    subCauses: [cause, ...causes.filter((one) => one !== cause)],
    chainCode: null,
    confidence: 0.95,
    title,
    summary: {
      en: `It was endorsed, and ${tried === 1 ? `the orderer ${last.orderer}` : `all ${tried} orderers that were tried`} refused it: ${said}. It stands in no block.`,
      zh: `该交易已背书，但${tried === 1 ? `排序节点 ${last.orderer}` : `所尝试的 ${tried} 个排序节点均`}拒绝：${said}。它不在任何区块中。`,
    },
    advice,
    runbook,
    culprits: [],
    proof: orderingProof(failure, OF_ORDERERS.includes(cause)),
    unseen: [],
  };
};

/** Who was handed the envelope and what became of it, and what befell the orderers meanwhile. */
export function orderingProof({ unordered }: FabricFailure, withEvents: boolean): readonly ProofRow[] {
  return [
    ...[...(unordered?.attempts ?? []), ...(unordered?.arrivals ?? [])].map(
      ({ orderer, seenBy, atNs, outcome, error }) => ({
        label: `sent_to ${orderer}`,
        value: `${outcome} at ${instant(atNs)} (seen by ${seenBy})${error ? `: ${error}` : ""}`,
      }),
    ),
    ...(withEvents ? (unordered?.events ?? []) : []).map(({ node, event, atNs, detail }) => ({
      label: `${event} ${node}`,
      value: `${instant(atNs)}${detail ? ` ${detail}` : ""}`,
    })),
  ];
}

interface CauseTexts {
  readonly title: Text;
  readonly advice: Text;
  readonly runbook: readonly Text[];
}

const again: Text = {
  en: "The envelope is still good: send it again once the orderers are well (its id makes sure that it counts once).",
  zh: "该信封仍然有效：排序服务恢复后可再次发送（其编号保证只计一次）。",
};

const texts: Readonly<Record<Cause, CauseTexts>> = {
  expired_certificate: {
    title: { en: "The client's certificate expired before ordering", zh: "客户端证书在排序前过期" },
    advice: { en: "Enrol the client anew and submit from a new proposal.", zh: "请重新注册客户端，并以新的提案提交。" },
    runbook: [
      { en: "Look up the client's certificate and its date of expiry.", zh: "查询该客户端的证书及其到期时间。" },
      {
        en: "Enrol it anew; certificates that live for minutes do not survive a slow submission.",
        zh: "重新注册；有效期仅数分钟的证书无法承受缓慢的提交。",
      },
    ],
  },
  no_leader: {
    title: { en: "The orderers had no leader", zh: "排序服务没有领导者" },
    advice: again,
    runbook: [
      {
        en: "See which orderers are up: a majority of the consenters must be, to elect a leader.",
        zh: "检查在线的排序节点：须有过半共识节点在线才能选出领导者。",
      },
      again,
    ],
  },
  leader_unreachable: {
    title: { en: "The leader did not answer", zh: "领导者未应答" },
    advice: again,
    runbook: [
      {
        en: "See whether the leader was killed, stopped or cut off, and when another was elected.",
        zh: "检查领导者是否被终止、暂停或断开，以及何时选出新的领导者。",
      },
      again,
    ],
  },
  duplicate_in_pool: {
    title: { en: "The orderers have it already", zh: "排序节点已持有该交易" },
    advice: {
      en: "Do not send it again: ask for the outcome of the first submission.",
      zh: "请勿再次发送：应查询首次提交的结果。",
    },
    runbook: [{ en: "Look for the same id in a later block.", zh: "在之后的区块中查找同一编号。" }],
  },
  too_large: {
    title: { en: "The transaction is too large", zh: "交易过大" },
    advice: {
      en: "Write less in one transaction, or raise AbsoluteMaxBytes of the channel.",
      zh: "请减少单笔交易的写入量，或调高通道的 AbsoluteMaxBytes。",
    },
    runbook: [
      {
        en: "Compare the envelope's size with Orderer.BatchSize.absolute_max_bytes.",
        zh: "将信封大小与 Orderer.BatchSize.absolute_max_bytes 比较。",
      },
    ],
  },
  maintenance: {
    title: { en: "The channel is in maintenance", zh: "通道处于维护模式" },
    advice: {
      en: "Wait until the channel's consensus is back in normal operation.",
      zh: "请等待通道共识恢复正常状态。",
    },
    runbook: [
      { en: "Read ConsensusType.state of the channel's configuration.", zh: "查看通道配置中的 ConsensusType.state。" },
    ],
  },
  policy: {
    title: { en: "The client may not write to the channel", zh: "客户端无权写入该通道" },
    advice: {
      en: "Check the channel's Writers policy against the client's identity.",
      zh: "请将通道的 Writers 策略与客户端身份对照。",
    },
    runbook: [
      {
        en: "Compare MSP, role and certificate of the client with /Channel/Writers.",
        zh: "将客户端的 MSP、角色、证书与 /Channel/Writers 对照。",
      },
    ],
  },
  orderer_unavailable: {
    title: { en: "No orderer could be reached", zh: "无法连接任何排序节点" },
    advice: again,
    runbook: [
      {
        en: "See which orderers are up and reachable from the gateway's peer.",
        zh: "检查哪些排序节点在线，以及网关所在节点能否连通。",
      },
      again,
    ],
  },
  quorum_not_reached: {
    title: { en: "Too few orderers took it", zh: "接收的排序节点不足" },
    advice: again,
    runbook: [
      {
        en: "BFT asks for a quorum of orderers: see which of them are down.",
        zh: "BFT 需要法定数量的排序节点：请检查哪些已离线。",
      },
      again,
    ],
  },
  other: {
    title: { en: "The orderers refused it", zh: "排序节点拒绝" },
    advice: { en: "Read the orderer's words.", zh: "请阅读排序节点返回的信息。" },
    runbook: [
      {
        en: "Read the orderers' log (orderer.common.broadcast) about that time.",
        zh: "查看排序节点当时的日志（orderer.common.broadcast）。",
      },
    ],
  },
};

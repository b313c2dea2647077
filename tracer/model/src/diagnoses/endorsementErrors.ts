import type { Text } from "../text.ts";

/** Ways in which a proposal comes back without an endorsement. */
export type EndorsementCause =
  | "chaincode_error"
  | "unknown_function"
  | "chaincode_timeout"
  | "chaincode_unavailable"
  | "chaincode_not_defined"
  | "endorsement_timeout"
  | "endorsements_differ"
  | "expired_certificate"
  | "access_denied"
  | "bad_proposal"
  | "gateway_overloaded"
  | "no_endorser"
  | "endorser_unavailable"
  | "other";

/** How a gateway, and an SDK, pass on a response with a status of 400 or more. */
const RESPONSE = /^chaincode response \d+, /;

/** What the peer itself says in such a response, in place of the chaincode (core/endorser, core/chaincode). */
const PEER_WORDS: readonly (readonly [EndorsementCause, RegExp])[] = [
  ["chaincode_timeout", /timeout expired while (?:executing transaction|starting chaincode)/],
  [
    "chaincode_not_defined",
    /make sure the chaincode .* has been successfully defined on channel|chaincode definition for '.*' exists, but chaincode is not installed|cannot (?:get|retrieve) package for chaincode|could not find chaincode with (?:name|package)|unknown chaincode '.*' for channel|has not yet been approved by this org|has not been initialized for this version|changed during invoke/,
  ],
  [
    "chaincode_unavailable",
    /could not launch chaincode|chaincode registration failed|chaincode stream terminated|error (?:starting|building) (?:container|chaincode|image)|failed to (?:start|launch) chaincode|could not get chaincode code/,
  ],
  [
    "access_denied",
    /access denied(?: for|: channel)|failed evaluating policy on signed data|tx creator does not have (?:read|write) access permission/,
  ],
  ["bad_proposal", /error validating proposal|duplicate transaction found|channel '.*' not found/],
];

/**
 * What chaincodes answer to a function that they do not have: the contract APIs of fabric-contract-api for Go, Node
 * and Java, and the words that hand-written ones use. No name of a chaincode is among them.
 */
const UNKNOWN_FUNCTION =
  /invoke a function that does not exist|\bfunction\b.{1,100}\bnot found in contract|undefined contract method|(?:unknown|invalid|unsupported|undefined|no such) (?:invoke |invocation |contract |smart contract )?(?:function|method)\b|\b(?:function|method) (?:name )?\S{1,100} (?:does not exist|is not defined|not found|is unknown)\b/i;

/** What gateways, endorsers' interceptors and gRPC say, the most telling first (internal/pkg/gateway, core/handlers/auth). */
const CALL_WORDS: readonly (readonly [EndorsementCause, RegExp])[] = [
  ["expired_certificate", /client identity expired|x509: certificate has expired/],
  ["endorsements_differ", /ProposalResponsePayloads do not match/],
  [
    "endorsement_timeout",
    /endorsement timeout expired|timed out while collecting|DeadlineExceeded|context deadline exceeded/,
  ],
  ["gateway_overloaded", /ResourceExhausted|[Tt]oo many requests|exceeding concurrency limit/],
  [
    "no_endorser",
    /no combination of peers|failed to find any endorsing peers|no peer combination|no endorsers found|no (?:endorsement|metadata|principal sets) .*(?:found|available)|failed to select a set of endorsers|requires endorsement from organi[sz]ation/,
  ],
  ["access_denied", /access denied|PermissionDenied|Unauthenticated/],
  ["chaincode_error", /transaction returned with failure/],
  [
    "endorser_unavailable",
    /Unavailable|connection (?:refused|error|reset|closed)|transport|failed to connect|Canceled|EOF/,
  ],
];

/** What a peer's or gateway's words mean. */
export function endorsementCause(words: string): EndorsementCause {
  const first = (list: typeof CALL_WORDS): EndorsementCause | undefined =>
    list.find(([, pattern]) => pattern.test(words))?.[0];
  if (RESPONSE.test(words))
    return first(PEER_WORDS) ?? (UNKNOWN_FUNCTION.test(words) ? "unknown_function" : "chaincode_error");
  return first(PEER_WORDS) ?? first(CALL_WORDS) ?? (/error in simulation/.test(words) ? "chaincode_error" : "other");
}

interface CauseTexts {
  readonly title: Text;
  readonly advice: Text;
  readonly runbook: readonly Text[];
}

/** What is said of each cause. */
export const endorsementTexts: Readonly<Record<EndorsementCause, CauseTexts>> = {
  chaincode_error: {
    title: { en: "The chaincode refused", zh: "链码拒绝执行" },
    advice: {
      en: "The chaincode itself returned an error: check the arguments and the state that it expects.",
      zh: "错误由链码自身返回：请检查参数及其所依赖的状态。",
    },
    runbook: [
      {
        en: "Read the chaincode's words: they name the rule that was broken.",
        zh: "阅读链码返回的信息：其中说明了违反的规则。",
      },
      {
        en: "Watch how often this function is refused; a sudden rise points to a client's release or to changed data.",
        zh: "关注该函数被拒绝的频率；突然上升通常源于客户端发布或数据变化。",
      },
    ],
  },
  unknown_function: {
    title: { en: "The chaincode has no such function", zh: "链码中没有该函数" },
    advice: {
      en: "Call a function that the chaincode has; names are case-sensitive and may need the contract's prefix.",
      zh: "请调用链码已有的函数；名称区分大小写，可能需要合约名前缀。",
    },
    runbook: [
      {
        en: "Compare the name with the contract's metadata (org.hyperledger.fabric:GetMetadata).",
        zh: "将函数名与合约元数据比较（org.hyperledger.fabric:GetMetadata）。",
      },
      { en: "See whether client and chaincode were released together.", zh: "检查客户端与链码是否同步发布。" },
    ],
  },
  chaincode_timeout: {
    title: { en: "The chaincode did not answer in time", zh: "链码超时未应答" },
    advice: {
      en: "Shorten what the function does, or raise chaincode.executetimeout of the peers.",
      zh: "请缩短函数的执行，或调高节点的 chaincode.executetimeout。",
    },
    runbook: [
      {
        en: "Look at the chaincode's own log and its load; a loop or an outside call is the usual reason.",
        zh: "查看链码自身日志与负载；通常是死循环或外部调用所致。",
      },
      {
        en: "Watch chaincode_execute_timeouts and chaincode_shim_request_duration.",
        zh: "关注 chaincode_execute_timeouts 与 chaincode_shim_request_duration。",
      },
    ],
  },
  chaincode_unavailable: {
    title: { en: "The chaincode does not run", zh: "链码未运行" },
    advice: {
      en: "Start the chaincode on the endorsing peer, and see why it ended.",
      zh: "请在背书节点上启动链码，并查明其退出原因。",
    },
    runbook: [
      { en: "Look at the chaincode's container or service and its log.", zh: "查看链码容器或服务及其日志。" },
      {
        en: "Check the package's connection.json where chaincode runs as a service.",
        zh: "若链码作为服务运行，请检查包内的 connection.json。",
      },
    ],
  },
  chaincode_not_defined: {
    title: { en: "The chaincode is not defined or not installed", zh: "链码未定义或未安装" },
    advice: {
      en: "Install the chaincode on the endorsing peer, approve and commit its definition.",
      zh: "请在背书节点安装链码，并批准和提交其定义。",
    },
    runbook: [
      {
        en: "Compare `querycommitted` of the channel with `queryinstalled` of the peer.",
        zh: "将通道的 `querycommitted` 与节点的 `queryinstalled` 对比。",
      },
    ],
  },
  endorsement_timeout: {
    title: { en: "The endorsement took too long", zh: "背书超时" },
    advice: {
      en: "The client's deadline passed before the endorsers had answered: see which of them was slow, then raise the deadline or speed it up.",
      zh: "客户端期限到达时背书节点尚未全部应答：请查明缓慢的节点，再调高期限或提速。",
    },
    runbook: [
      { en: "Look at the chaincode times per endorser in the trace.", zh: "在追踪中查看各背书节点的链码耗时。" },
      {
        en: "A peer that commits large blocks keeps simulations waiting: compare with its commits.",
        zh: "节点提交大区块会使模拟等待：请与其提交时间对照。",
      },
      {
        en: "Compare the client's endorse timeout with peer.gateway.endorsementTimeout.",
        zh: "比较客户端背书超时与 peer.gateway.endorsementTimeout。",
      },
    ],
  },
  endorsements_differ: {
    title: { en: "The endorsers' results differ", zh: "各背书节点的结果不一致" },
    advice: {
      en: "Make the chaincode deterministic (no random numbers, clocks, maps in order of iteration).",
      zh: "请使链码具有确定性（不使用随机数、时钟、无序遍历）。",
    },
    runbook: [
      {
        en: "Read which key differs: values that differ point to the chaincode, read versions that differ to a peer that lags.",
        zh: "查看差异所在：值不同说明链码非确定，读取版本不同说明某节点状态落后。",
      },
      {
        en: "If versions differ, compare the endorsers' heights and submit again.",
        zh: "若版本不同，请比较背书节点高度后重新提交。",
      },
    ],
  },
  expired_certificate: {
    title: { en: "The client's certificate has expired", zh: "客户端证书已过期" },
    advice: { en: "Enrol the client anew.", zh: "请重新注册客户端。" },
    runbook: [
      { en: "Look up the client's certificate and its date of expiry.", zh: "查询该客户端的证书及其到期时间。" },
      { en: "Enrol it anew and restart what holds the old one in memory.", zh: "重新注册，并重启仍持有旧证书的程序。" },
    ],
  },
  access_denied: {
    title: { en: "The client may not do this", zh: "客户端无权限" },
    advice: {
      en: "Check the channel's ACLs and policies against the client's identity.",
      zh: "请将通道 ACL 与策略同客户端身份对照。",
    },
    runbook: [
      {
        en: "Compare the client's MSP and role with the policy /Channel/Application/Writers.",
        zh: "将客户端 MSP 与角色同 /Channel/Application/Writers 策略对照。",
      },
    ],
  },
  bad_proposal: {
    title: { en: "The proposal is malformed", zh: "提案格式错误" },
    advice: { en: "Check what builds the proposal.", zh: "请检查构建提案的程序。" },
    runbook: [{ en: "Build the proposal with an SDK and compare.", zh: "使用 SDK 构建提案并比较。" }],
  },
  gateway_overloaded: {
    title: { en: "The gateway is overloaded", zh: "网关过载" },
    advice: {
      en: "Send less at once, use more gateways, or raise peer.limits.concurrency.gatewayService.",
      zh: "请降低并发、增加网关，或调高 peer.limits.concurrency.gatewayService。",
    },
    runbook: [
      {
        en: "Watch the calls in flight per peer and spread the clients.",
        zh: "关注每个节点的并发调用数并分散客户端。",
      },
    ],
  },
  no_endorser: {
    title: { en: "No peers that could meet the policy are reachable", zh: "没有可满足策略的在线节点" },
    advice: {
      en: "Bring back a peer of each organisation that the policy asks for, with the chaincode on it.",
      zh: "请恢复策略所需各组织的节点，并确保其上已安装链码。",
    },
    runbook: [
      {
        en: "See which organisation's peers are down or not known to discovery (gossip membership).",
        zh: "查明哪个组织的节点离线或未被发现服务识别（gossip 成员）。",
      },
      { en: "Check the anchor peers and that the chaincode runs on them.", zh: "检查锚节点及其链码是否运行。" },
    ],
  },
  endorser_unavailable: {
    title: { en: "An endorser could not be reached", zh: "背书节点不可达" },
    advice: {
      en: "Check that the endorsing peer is up, reachable and has the chaincode.",
      zh: "请检查背书节点是否在线、可达并已安装链码。",
    },
    runbook: [
      {
        en: "Look at the peer's process, its port and the network in between.",
        zh: "检查该节点的进程、端口及中间网络。",
      },
    ],
  },
  other: {
    title: { en: "Endorsement failed", zh: "背书失败" },
    advice: {
      en: "Check that the endorsing peer is up, reachable and has the chaincode.",
      zh: "请检查背书节点是否在线、可达并已安装链码。",
    },
    runbook: [{ en: "Read the endorser's log about that time.", zh: "查看背书节点当时的日志。" }],
  },
};

import { instant } from "../conflictCulprits.ts";
import type { DiagnosisRule, FabricFailure, ProofRow } from "../diagnosis.ts";
import type { Execution, ResultMismatch } from "../fabricEvidence.ts";
import type { Text } from "../text.ts";
import { type EndorsementCause, endorsementCause, endorsementTexts } from "./endorsementErrors.ts";

/** Kinds of a mismatch that come from endorsers at different heights, not from the chaincode: `read value mismatch`, … */
const isOfHeights = (type: string): boolean => /\bread\b/i.test(type);

/** An endorser refused or could not be reached, and the transaction never came to a block: seen in the nodes' logs. */
export const endorsementFailed: DiagnosisRule = (failure) => {
  if (failure.family !== "fabric" || failure.place !== undefined) return undefined;
  if (failure.unordered?.attempts.length) return undefined;
  const found = explain(failure);
  if (!found) return undefined;
  const { cause, confidence, summary, also = [] } = found;
  const { title, advice, runbook } = endorsementTexts[cause];
  return {
    code: "endorsement_failed",
    subCause: cause,
    subCauses: [cause, ...also],
    chainCode: null,
    confidence,
    title,
    summary,
    advice,
    runbook,
    culprits: [],
    proof: proofOf(failure),
    unseen: [
      {
        en: "what the client got: its side is not instrumented",
        zh: "客户端收到的结果：客户端未接入观测",
      },
      ...(found.unseen ?? []),
    ],
  };
};

interface Explained {
  readonly cause: EndorsementCause;
  readonly confidence: number;
  readonly summary: Text;
  readonly also?: readonly string[];
  readonly unseen?: readonly Text[];
}

const NEVER_SENT: Text = {
  en: "The transaction was never sent to the orderers.",
  zh: "该交易从未提交给排序节点。",
};

/** The surest witness first: the gateway's words with the id, what endorsers did, and calls that name no transaction. */
function explain(failure: FabricFailure): Explained | undefined {
  const { mismatches = [], executions = [], calls = [] } = failure.unordered ?? {};
  const mismatch = mismatches.find(({ type }) => isOfHeights(type)) ?? mismatches[0];
  if (mismatch) return differ(mismatch);
  const [first] = failure.endorseErrors;
  if (first) {
    return {
      cause: endorsementCause(first.error),
      confidence: 0.95,
      summary: {
        en: `${first.endorser ? `Endorser ${first.endorser} answered` : "The gateway said"}: ${first.error}. ${NEVER_SENT.en}`,
        zh: `${first.endorser ? `背书节点 ${first.endorser} 返回` : "网关返回"}：${first.error}。${NEVER_SENT.zh}`,
      },
    };
  }
  const refused = executions.find(({ outcome }) => outcome === "refused" || outcome === "error");
  if (refused) return refusal(refused, failure);
  const [call] = calls;
  if (!call) return undefined;
  return {
    cause: endorsementCause(`${call.status} ${call.error}`),
    confidence: call.candidates === 1 ? 0.8 : 0.6,
    summary: {
      en: `The gateway ${call.node} ended a call to endorse, at the time of its simulation, with ${call.status}: ${call.error}. ${NEVER_SENT.en}`,
      zh: `网关 ${call.node} 在其模拟期间以 ${call.status} 结束了一次背书调用：${call.error}。${NEVER_SENT.zh}`,
    },
    unseen:
      call.candidates === 1
        ? []
        : [
            {
              en: `which transaction that call was about: ${call.candidates} were under way on that gateway, and its line names none`,
              zh: `该调用究竟对应哪笔交易：当时该网关上有 ${call.candidates} 笔在途，日志未写明`,
            },
          ],
  };
}

function differ(mismatch: ResultMismatch): Explained {
  const { initial, invoked, type, namespace, key } = mismatch;
  const byHeight = isOfHeights(type);
  return {
    cause: "endorsements_differ",
    confidence: 0.95,
    also: [byHeight ? "different_heights" : "not_deterministic"],
    summary: {
      en:
        `The results of ${initial} and ${invoked} differ (${type}) in ${[namespace, key].filter(Boolean).join("/") || "the response"}, so that the gateway refused them. ` +
        (byHeight
          ? "They had read different versions: one of the peers lagged behind. "
          : "They had computed different values from the same state: the chaincode is not deterministic. ") +
        NEVER_SENT.en,
      zh:
        `${initial} 与 ${invoked} 的结果在 ${[namespace, key].filter(Boolean).join("/") || "响应"} 上不一致（${type}），网关因此拒绝。` +
        (byHeight ? "两者读取的版本不同：其中一个节点状态落后。" : "两者基于同一状态算出不同的值：链码不具确定性。") +
        NEVER_SENT.zh,
    },
  };
}

function refusal({ node, chaincode, outcome, error, durationNs }: Execution, failure: FabricFailure): Explained {
  const ms = durationNs / 1_000_000n;
  const cause = error !== "" ? endorsementCause(error) : outcome === "refused" ? "chaincode_error" : ("other" as const);
  const what = {
    en: outcome === "refused" ? "refused" : "failed",
    zh: outcome === "refused" ? "拒绝执行" : "执行失败",
  };
  return {
    cause,
    confidence: error === "" ? 0.7 : 0.9,
    summary: {
      en: `On ${node} the chaincode ${chaincode || failure.chaincode} ${what.en} after ${ms} ms${error ? `: ${error}` : ""}. ${NEVER_SENT.en}`,
      zh: `在 ${node} 上，链码 ${chaincode || failure.chaincode} 于 ${ms} 毫秒后${what.zh}${error ? `：${error}` : ""}。${NEVER_SENT.zh}`,
    },
    unseen: [
      ...(error === ""
        ? [
            {
              en: "the chaincode's words: peers do not log them; see the chaincode's own log or the client's error",
              zh: "链码返回的信息：节点不记录，请查看链码自身日志或客户端错误",
            },
          ]
        : []),
      {
        en: "whether the client meant to submit it: to an endorser a query looks the same",
        zh: "客户端是否打算提交：对背书节点而言查询与交易无异",
      },
    ],
  };
}

function proofOf({ endorseErrors, unordered }: FabricFailure): readonly ProofRow[] {
  const { mismatches = [], executions = [], calls = [] } = unordered ?? {};
  return [
    ...endorseErrors.map(({ endorser, error }) => ({ label: endorser || "gateway", value: error })),
    ...mismatches.map(({ initial, invoked, type, namespace, key, initialValue, invokedValue }) => ({
      label: `mismatch ${[namespace, key].filter(Boolean).join("/")}`,
      value: `${type}: ${initial}${initialValue ? ` = ${initialValue}` : ""}, ${invoked}${invokedValue ? ` = ${invokedValue}` : ""}`,
    })),
    ...executions.map(({ node, chaincode, outcome, startNs, durationNs, error }) => ({
      label: `simulated_by ${node}`,
      value: `${chaincode} ${outcome} after ${durationNs / 1_000_000n} ms from ${instant(startNs)}${error ? `: ${error}` : ""}`,
    })),
    ...calls.map(({ node, status, error, candidates }) => ({
      label: `call_on ${node}`,
      value: `${status}: ${error} (1 of ${candidates} possible)`,
    })),
  ];
}

import type { DiagnosisRule } from "../diagnosis.ts";
import type { OrdererEvent, Unordered } from "../fabricEvidence.ts";
import type { Text } from "../text.ts";
import { orderingProof } from "./orderRefused.ts";

type Cause = "leader_died" | "leader_changed" | "unexplained";

/** An orderer had taken the envelope, and no block holds it: what befell the orderers meanwhile tells why. */
export const neverOrdered: DiagnosisRule = (failure) => {
  if (failure.family !== "fabric" || failure.place !== undefined || !failure.unordered) return undefined;
  const { attempts, events } = failure.unordered;
  const taken =
    attempts.find(({ outcome }) => outcome === "accepted") ?? attempts.find(({ outcome }) => outcome === "unknown");
  if (!taken) return undefined;
  const event = tellingEvent(events);
  const cause = causeOf(event);
  const { clause, title } = textsOf(cause, event);
  return {
    code: "never_ordered",
    subCause: cause,
    chainCode: null,
    confidence: cause === "leader_died" ? 0.9 : cause === "leader_changed" ? 0.8 : 0.6,
    title,
    summary: {
      en: `The orderer ${taken.orderer} ${taken.outcome === "accepted" ? "accepted" : "received"} it, and no block holds it. ${clause.en}`,
      zh: `排序节点 ${taken.orderer} 已${taken.outcome === "accepted" ? "接受" : "收到"}该交易，但没有任何区块包含它。${clause.zh}`,
    },
    advice: {
      en: "Send the same envelope again (its id makes sure that it counts once), or build a new proposal if the state has changed since.",
      zh: "请再次发送同一信封（其编号保证只计一次）；若状态已变化，请构建新的提案。",
    },
    runbook: [
      {
        en: "Check that no later block holds the id, on a second peer as well.",
        zh: "确认之后的区块中没有该编号，并在另一节点上核对。",
      },
      {
        en: "See which orderer led, and when it was lost: what a leader has accepted and not ordered dies with it.",
        zh: "查明当时的领导者及其失效时间：领导者已接受但未排序的交易会随之丢失。",
      },
      {
        en: "Submit again, and have clients do so by themselves after a timeout without a commit.",
        zh: "重新提交，并让客户端在超时未提交时自动重试。",
      },
    ],
    culprits: [],
    proof: orderingProof(failure, true),
    unseen: unseenOf(failure.unordered),
  };
};

function causeOf(event: OrdererEvent | undefined): Cause {
  if (event === undefined) return "unexplained";
  return event.event === "leader" || event.event === "view" ? "leader_changed" : "leader_died";
}

/** What counts most of all that befell the orderers: the loss of one, then a change of leader or view. */
function tellingEvent(events: readonly OrdererEvent[]): OrdererEvent | undefined {
  const order: readonly OrdererEvent["event"][] = ["stopped", "unreachable", "started", "leader", "view"];
  return order.map((event) => events.find((one) => one.event === event)).find((one) => one !== undefined);
}

function textsOf(cause: Cause, event: OrdererEvent | undefined): { readonly clause: Text; readonly title: Text } {
  const node = event?.node ?? "";
  const detail = event?.detail ? ` (${event.detail})` : "";
  if (cause === "leader_died") {
    return {
      title: { en: "Never ordered: an orderer died with it", zh: "从未排序：排序节点失效，交易随之丢失" },
      clause: {
        en: `About that time ${node} was lost${detail}: what it had accepted and not ordered died with it.`,
        zh: `当时 ${node} 失效${detail}：其已接受而未排序的交易随之丢失。`,
      },
    };
  }
  if (cause === "leader_changed") {
    return {
      title: { en: "Never ordered: the leader changed", zh: "从未排序：领导者发生变更" },
      clause: {
        en: `About that time the orderers changed their leader${detail}: what the old one had accepted and not ordered is lost.`,
        zh: `当时排序服务更换了领导者${detail}：旧领导者已接受而未排序的交易丢失。`,
      },
    };
  }
  return {
    title: { en: "Never ordered", zh: "从未排序" },
    clause: {
      en: "Nothing that is known of the orderers explains it.",
      zh: "已知的排序节点信息无法解释原因。",
    },
  };
}

function unseenOf({ arrivalsSeen, events }: Unordered): readonly Text[] {
  return [
    ...(arrivalsSeen
      ? []
      : [
          {
            en: "whether it arrived at an orderer: set orderer.common.broadcast=debug on the orderers",
            zh: "是否到达排序节点：请在排序节点设置 orderer.common.broadcast=debug",
          },
        ]),
    ...(events.length > 0
      ? []
      : [
          {
            en: "what became of the orderers: no log or metric of theirs tells of a stop or a change of leader at that time",
            zh: "排序节点当时的情况：没有日志或指标显示停止或领导者变更",
          },
        ]),
  ];
}

import type { Stage } from "@ledgerscope/core";
import type { FactIndex } from "../factIndex.ts";
import type { TraceGap, TraceInput, TraceSpan } from "../trace.ts";
import { committedAt } from "./commitSpans.ts";
import { cutAt, orderedAt } from "./orderSpans.ts";

/** What the client did is worked out from the calls that its gateway answered. */
function addClientGaps(
  gap: (stage: Stage, reason: TraceGap["reason"], advice: TraceGap["advice"]) => void,
  spans: readonly TraceSpan[],
  ordered: boolean,
): void {
  const has = (name: Stage): boolean => spans.some((span) => span.name === name);
  if (!has("fabric.client.assemble")) {
    gap(
      "fabric.client.assemble",
      {
        en: "what the client did between endorsement and submit is unknown: the gateway's log names no calls of its clients that fit",
        zh: "客户端在背书与提交之间的操作未知：网关日志中没有相符的客户端调用",
      },
      CALLS_INFO,
    );
  }
  if (ordered && !has("fabric.notify")) {
    gap(
      "fabric.notify",
      {
        en: "when the client heard of the outcome is unknown: it did not ask the gateway (CommitStatus), or the peers' logs do not tell what they delivered",
        zh: "客户端何时得知结果未知：它没有向网关查询（CommitStatus），或 peer 日志没有记录其推送",
      },
      HEARD_DEBUG,
    );
  }
}

const ADD_LOGS = {
  en: "add its log under observe.logs of the network, written with FABRIC_LOGGING_FORMAT=json",
  zh: "请将其日志加入该网络的 observe.logs，日志需以 FABRIC_LOGGING_FORMAT=json 输出",
};

const PEER_DEBUG = {
  en: 'add the peers\' JSON logs under observe.logs; for full ids set FABRIC_LOGGING_SPEC="info:gateway,lockbasedtxmgr=debug" (at run time: PUT /logspec on the operations port)',
  zh: '请将各 peer 的 JSON 日志加入 observe.logs；如需完整交易编号，设置 FABRIC_LOGGING_SPEC="info:gateway,lockbasedtxmgr=debug"（运行中可对运维端口 PUT /logspec）',
};

const CALLS_INFO = {
  en: "leave the logger comm.grpc.server at info on the peers (at run time: PUT /logspec on the operations port)",
  zh: "请将 peer 的日志组件 comm.grpc.server 保持在 info 级别（运行中可对运维端口 PUT /logspec）",
};

const HEARD_DEBUG = {
  en: 'leave comm.grpc.server at info on the peers; for clients without a gateway set FABRIC_LOGGING_SPEC="info:common.deliver=debug" (at run time: PUT /logspec on the operations port)',
  zh: '请将 peer 的日志组件 comm.grpc.server 保持在 info；对不经网关的客户端，设置 FABRIC_LOGGING_SPEC="info:common.deliver=debug"（运行中可对运维端口 PUT /logspec）',
};

const ORDERER_DEBUG = {
  en: 'set FABRIC_LOGGING_SPEC="info:orderer.common.broadcast,orderer.common.blockcutter,orderer.consensus.smartbft.consensus=debug" on the orderers (at run time: PUT /logspec on the operations port)',
  zh: '请在排序节点设置 FABRIC_LOGGING_SPEC="info:orderer.common.broadcast,orderer.common.blockcutter,orderer.consensus.smartbft.consensus=debug"（运行中可对运维端口 PUT /logspec）',
};

/** Stages of a Fabric transaction that could not be seen, each with the reason and what to turn on. */
export function findGaps(input: TraceInput, facts: FactIndex, spans: readonly TraceSpan[]): readonly TraceGap[] {
  const gaps: TraceGap[] = [];
  const gap = (stage: Stage, reason: TraceGap["reason"], advice: TraceGap["advice"], node?: string): void => {
    gaps.push({ stage, ...(node === undefined ? {} : { node }), reason, advice });
  };
  const isConfig = input.ledger?.attributes["fabric.tx_type"] === "CONFIG";

  const seenPeers = facts.nodes("fabric.endorse.peer", "fabric.chaincode.execute").length;
  const endorsers = input.ledger?.endorsers ?? [];
  if (!isConfig && seenPeers < Math.max(1, endorsers.length)) {
    const names = endorsers.length > 0 ? ` (${endorsers.join(", ")})` : "";
    gap(
      "fabric.endorse.peer",
      {
        en: `${seenPeers} of ${Math.max(1, endorsers.length)} endorsing peers${names} were seen at work: the others' logs are not read or do not tell`,
        zh: `${Math.max(1, endorsers.length)} 个背书节点${names}中只看到 ${seenPeers} 个：其余节点的日志未读取或没有相关记录`,
      },
      PEER_DEBUG,
    );
  }
  const submits = facts.nodes("fabric.submit");
  const direct = submits.length === 0 && spans.some(({ name }) => name === "fabric.submit");
  if (!isConfig && submits.length === 0 && !direct) {
    gap(
      "fabric.submit",
      {
        en: "the gateway that sent it to the orderers was not seen: its log is not read, or the client submits without a gateway (before Fabric 2.4)",
        zh: "没有看到将其提交给排序节点的网关：其日志未读取，或客户端不经网关提交（Fabric 2.4 之前）",
      },
      ADD_LOGS,
    );
  }
  if (!isConfig && (submits.length > 0 || direct)) addClientGaps(gap, spans, input.ledger !== undefined);
  if (!input.ledger && submits.length === 0) return gaps;

  if (facts.nodes("fabric.broadcast").length === 0) {
    gap(
      "fabric.broadcast",
      {
        en: "its arrival at the orderers is unknown: their logs do not name transactions (orderer DEBUG off) or are not read",
        zh: "其到达排序节点的时间未知：排序节点日志未记录交易（未开启 DEBUG）或未读取",
      },
      ORDERER_DEBUG,
    );
  }
  if (!input.ledger) {
    gap(
      "fabric.order",
      {
        en: "no stored block holds it: it was never ordered, or the block is not indexed yet",
        zh: "已存区块中没有此交易：它从未被排序，或所在区块尚未索引",
      },
      { en: "index the ledger up to its head", zh: "请将账本索引到最新高度" },
    );
    return gaps;
  }
  if (!orderedAt(facts)) {
    const unread = {
      en: "when its block was cut, agreed upon and written is unknown: no orderer's log is read",
      zh: "其区块的切块、共识与写入时间未知：没有读取任何排序节点的日志",
    };
    for (const stage of ["fabric.order.batch_wait", "fabric.order.consensus", "fabric.order.write"] as const) {
      gap(stage, unread, ADD_LOGS);
    }
    gap(
      "fabric.disseminate",
      {
        en: "how long its block was on the way to the peers is unknown: no orderer's log is read",
        zh: "其区块到达各 peer 的耗时未知：没有读取任何排序节点的日志",
      },
      ADD_LOGS,
    );
  } else if (!cutAt(facts)) {
    gap(
      "fabric.order.batch_wait",
      {
        en: "batch wait unknown: the leader's cutting of the batch was not logged",
        zh: "批次等待时间未知：主节点切块的时刻没有记录",
      },
      ORDERER_DEBUG,
    );
  }
  if (orderedAt(facts) && !cutAt(facts) && !spans.some(({ name }) => name === "fabric.order.consensus")) {
    gap(
      "fabric.order.consensus",
      { en: "how long consensus took is unknown: its steps were not logged", zh: "共识耗时未知：其步骤没有记录" },
      ORDERER_DEBUG,
    );
  }
  const committers = input.observers.filter(({ stages }) => stages.includes("fabric.commit"));
  if (committers.length === 0 && committedAt(facts).length === 0) {
    gap(
      "fabric.commit",
      { en: "when it was committed is unknown: no peer's log is read", zh: "提交时间未知：没有读取任何 peer 的日志" },
      ADD_LOGS,
    );
  }
  for (const node of facts.nodes("fabric.commit")) {
    if (!orderedAt(facts) || spans.some((span) => span.name === "fabric.disseminate" && span.node === node)) continue;
    gap(
      "fabric.disseminate",
      {
        en: `when the block came to ${node} is unknown: its log does not tell`,
        zh: `区块到达 ${node} 的时间未知：其日志没有记录`,
      },
      ADD_LOGS,
      node,
    );
  }
  for (const node of facts.nodes("fabric.commit")) {
    if (facts.facts("fabric.commit", node).some(({ source }) => !source.startsWith("deliver:"))) continue;
    gap(
      "fabric.commit.vscc",
      {
        en: `only the arrival of its block from ${node} was observed, not what ${node} did: its log is not read`,
        zh: `只观测到 ${node} 推送区块的时刻，未看到 ${node} 内部的处理：其日志未读取`,
      },
      ADD_LOGS,
      node,
    );
  }
  for (const { node } of committers) {
    if (facts.timing("fabric.commit", node).end) continue;
    gap(
      "fabric.commit",
      {
        en: `${node} is not known to have committed block ${input.ledger.height}`,
        zh: `尚未看到 ${node} 提交区块 ${input.ledger.height}`,
      },
      {
        en: `look whether ${node} is up and catching up, or whether its log for this time is missing`,
        zh: `请检查 ${node} 是否在线并在追块，或该时段的日志是否缺失`,
      },
      node,
    );
  }
  return gaps;
}

import type { Stage } from "@ledgerscope/core";
import type { Text } from "../text.ts";

/** Every code and sub-cause that the rules of slowness can give, in a few words. */
const names = {
  client_clock_wrong: { en: "The client's clock is wrong", zh: "客户端时钟不准" },
  client_late: { en: "The client took its time", zh: "客户端自身耗时" },
  endorsement_timeout: { en: "Endorsement timed out", zh: "背书超时" },
  forwarded_late: { en: "Handed on to the leader late", zh: "转发给主节点缓慢" },
  leader_withholding: { en: "The leader may have passed it over", zh: "疑似主节点未打包" },
  node_clock_wrong: { en: "A node's clock is wrong", zh: "节点时钟不准" },
  ordered_late: { en: "Ordered late", zh: "排序延迟" },
  peer_behind: { en: "A peer is behind the others", zh: "某个节点落后" },
  retry_chain: { en: "An attempt after others had failed", zh: "多次失败后的重试" },
  slow_commit: { en: "A slow part of the commit", zh: "提交的某个部分缓慢" },
  slow_dissemination: { en: "The block arrived late", zh: "区块到达缓慢" },
  slow_endorsement: { en: "The endorsement waited", zh: "背书过程等待" },
  slow_endorser: { en: "A slow endorser", zh: "背书节点执行慢" },
  slow_peer: { en: "One peer is behind the others", zh: "某个节点落后于其他节点" },
  slow_submit: { en: "The orderers were slow to accept it", zh: "排序节点接收缓慢" },

  ahead: { en: "Clock ahead", zh: "时钟偏快" },
  all_peers: { en: "At all peers", zh: "所有节点" },
  assemble: { en: "Between endorsement and submission", zh: "背书与提交之间" },
  backlog: { en: "Blocks before it", zh: "之前的区块积压" },
  behind: { en: "Clock behind", zh: "时钟偏慢" },
  block_store: { en: "Writing the block", zh: "写入区块" },
  buffer_wait: { en: "Waiting for the blocks before it", zh: "等待之前的区块" },
  chaincode: { en: "In the chaincode", zh: "链码执行" },
  configuration: { en: "A configuration update went first", zh: "配置更新在先" },
  consensus: { en: "Slow consensus", zh: "共识缓慢" },
  disk: { en: "Slow disk", zh: "磁盘缓慢" },
  disseminate: { en: "On its way to the peer", zh: "分发到节点" },
  failed: { en: "Not succeeded so far", zh: "至今未成功" },
  forward_timeout: { en: "Sent to orderers that do not lead", zh: "只发送给了非主节点" },
  history_db: { en: "History database", zh: "历史数据库" },
  leader_change: { en: "The leader changed", zh: "主节点更换" },
  mvcc: { en: "Version checks", zh: "版本校验" },
  notify: { en: "Hearing of the commit", zh: "得知提交结果" },
  one_peer: { en: "At one peer", zh: "某个节点" },
  orderer_slow: { en: "Orderer slow to accept", zh: "排序节点接收慢" },
  orderer_unavailable: { en: "Orderer unavailable", zh: "排序节点不可用" },
  prepare: { en: "Before the proposal arrived", zh: "提案到达之前" },
  private_data: { en: "Private data", zh: "私有数据" },
  simulation_lock: { en: "Waiting for a long call of a chaincode", zh: "等待长时间的链码调用" },
  simulator_lock: { en: "Waiting for the peer's state", zh: "等待节点的状态" },
  slow: { en: "Slow", zh: "缓慢" },
  state_db: { en: "State database", zh: "状态数据库" },
  stopped: { en: "Stood still", zh: "停顿" },
  succeeded: { en: "Succeeded in the end", zh: "最终成功" },
  timer: { en: "The batch did not fill", zh: "批次未满" },
  unknown: { en: "Cause unknown", zh: "原因未知" },
  view_change: { en: "View change", zh: "视图切换" },
  vscc: { en: "Endorsement checks", zh: "背书校验" },
  waiting: { en: "Waiting", zh: "等待" },
} as const satisfies Readonly<Record<string, Text>>;

/** A code or a sub-cause: what is not named here cannot be given. */
export type ReasonName = keyof typeof names;

export const reasonNames: Readonly<Record<string, Text>> = names;

/** The sub-cause that a part of the commit, or the way to the peer, is named by. */
export function partName(stage: Stage): ReasonName {
  const name = stage.replace(/^fabric\.(commit\.)?/, "");
  return Object.hasOwn(names, name) ? (name as ReasonName) : "unknown";
}

import { backlogOf } from "../backlog.ts";
import { medianOf } from "../baseline.ts";
import { durationOf, isFelt, spansOf, surelyNs, unusual } from "../felt.ts";
import { durationText, rows, slowDiagnosis } from "../slowDiagnosis.ts";
import type { SlownessRule } from "../slownessContext.ts";
import { standstill } from "../standstill.ts";

/** Later by this factor than at the other peers. */
const SLOWER_BY = 3;

/** The block was long on its way from the orderers to a peer. */
export const slowDissemination: SlownessRule = (trace, context) => {
  const ways = spansOf(trace, "fabric.disseminate");
  const slowest = [...ways].sort((a, b) => durationOf(b) - durationOf(a))[0];
  if (!slowest) return undefined;
  const others = ways.filter((way) => way !== slowest).map(durationOf);
  const beyond = unusual(slowest, context.baselines);
  const taken = surelyNs(slowest);
  const apart = others.length > 0 && taken >= SLOWER_BY * medianOf(others);
  const usualNs = apart ? medianOf(others) : beyond?.usualNs;
  if (usualNs === undefined || !isFelt(trace, taken - usualNs)) return undefined;
  // A peer that stood still, or had others to commit first, could not take it: slowPeer says so.
  const commit = spansOf(trace, "fabric.commit").find(({ node }) => node === slowest.node);
  const backlog = commit && backlogOf(commit, trace.height ?? 0, context);
  if (commit && standstill(trace, commit, context)) return undefined;
  if (backlog && Number(backlog.waitedNs) >= (taken - usualNs) / 2) return undefined;
  return slowDiagnosis({
    code: "slow_dissemination",
    subCause: apart ? "one_peer" : "all_peers",
    costNs: taken - usualNs,
    confidence: beyond && apart ? 0.85 : 0.7,
    title: { en: "The block arrived late at a peer", zh: "区块到达节点缓慢" },
    summary: {
      en: `Block ${trace.height} needed ${durationText(taken)} from the orderers to ${slowest.node}, ${apart ? "to the other peers" : "usually"} ${durationText(usualNs)}.`,
      zh: `区块 ${trace.height} 从排序节点到 ${slowest.node} 用了 ${durationText(taken)}，${apart ? "到其他节点" : "通常"}为 ${durationText(usualNs)}。`,
    },
    advice: {
      en: `See whether ${slowest.node} takes blocks from an orderer itself or from another peer, and how that connection is.`,
      zh: `请查看 ${slowest.node} 是从排序节点直接取块还是经其他 peer，以及该连接的状况。`,
    },
    runbook: [
      {
        en: `Look at the log of ${slowest.node} (peer.blocksprovider): did it lose its orderer, and how long did it wait to try again?`,
        zh: `查看 ${slowest.node} 的日志（peer.blocksprovider）：是否与排序节点断开，等待多久才重试？`,
      },
      {
        en: "Compare gossip_state_height and gossip_payload_buffer_size of the peers.",
        zh: "对比各 peer 的 gossip_state_height 与 gossip_payload_buffer_size。",
      },
    ],
    proof: [
      ...ways.map((way) => ({ label: `fabric.disseminate ${way.node}`, value: durationText(durationOf(way)) })),
      ...rows({ usual: beyond && durationText(beyond.usualNs) }),
    ],
  });
};

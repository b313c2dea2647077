import { durationOf, isFelt, spansOf } from "../felt.ts";
import { durationText, rows, slowDiagnosis } from "../slowDiagnosis.ts";
import type { SlownessRule } from "../slownessContext.ts";

/**
 * A change of the channel's configuration stood before it: a batch is cut for it, it has a block of its own, and Raft
 * takes nothing in until that is written (orderer/consensus/etcdraft/chain.go, "pause accepting transaction").
 */
export const configurationInFlight: SlownessRule = (trace, { baselines, blocks }) => {
  const order = spansOf(trace, "fabric.order")[0];
  if (!order || trace.height === undefined) return undefined;
  const height = trace.height;
  const config = blocks.find(
    (block) =>
      block.isConfig &&
      block.height < height &&
      block.orderedNs !== undefined &&
      block.orderedNs > order.startNs &&
      block.orderedNs <= order.endNs,
  );
  if (!config) return undefined;
  const usualNs = baselines.of("fabric.order", order.node)?.medianNs ?? 0;
  const costNs = durationOf(order) - usualNs;
  if (!isFelt(trace, costNs)) return undefined;
  return slowDiagnosis({
    code: "ordered_late",
    subCause: "configuration",
    costNs,
    confidence: 0.85,
    title: { en: "Ordered late: a configuration update went first", zh: "排序延迟：配置更新在先" },
    summary: {
      en: `It waited ${durationText(durationOf(order))} to be ordered (usually ${durationText(usualNs)}): block ${config.height} with a change of the channel's configuration was ordered meanwhile, and nothing goes beside it.`,
      zh: `它等待排序 ${durationText(durationOf(order))}（通常 ${durationText(usualNs)}）：期间排序了含通道配置变更的区块 ${config.height}，其他交易不能与之并行。`,
    },
    advice: {
      en: "Change the configuration when traffic is low.",
      zh: "请在流量较低时变更配置。",
    },
    runbook: [
      {
        en: `Look what block ${config.height} changed: the explorer shows the update and who signed it.`,
        zh: `查看区块 ${config.height} 的变更内容：浏览器显示该更新及其签名者。`,
      },
      {
        en: "If updates recur, put changes together into one.",
        zh: "若频繁更新，请将多项变更合并为一次。",
      },
    ],
    proof: rows({ config_block: String(config.height), usual: usualNs > 0 ? durationText(usualNs) : undefined }),
  });
};

import { durationOf, isFelt, spansOf } from "../felt.ts";
import { durationText, rows, slowDiagnosis } from "../slowDiagnosis.ts";
import type { SlownessRule } from "../slownessContext.ts";

/** The share of BatchTimeout that a wait must have reached to be the timer's where no log says so. */
const NEARLY = 0.8;

/** A wait of more than so many timeouts was for something else first. */
const AT_MOST = 2;

/** It waited for a batch that did not fill: the orderer cut it when BatchTimeout had passed. */
export const orderedByTimer: SlownessRule = (trace, { blocks }) => {
  const wait = spansOf(trace, "fabric.order.batch_wait")[0];
  if (!wait) return undefined;
  const costNs = durationOf(wait);
  if (!isFelt(trace, costNs)) return undefined;
  const block = blocks.find(({ height }) => height === trace.height);
  const reason = trace.spans.flatMap(({ attributes }) => attributes["fabric.block.cut_reason"] ?? [])[0];
  const [timeoutNs, limit] = [block?.batchTimeoutNs, block?.maxMessageCount];
  const looksLikeTimer =
    timeoutNs !== undefined && costNs >= NEARLY * timeoutNs && (limit === undefined || (block?.txCount ?? 0) < limit);
  if (timeoutNs !== undefined && costNs > AT_MOST * timeoutNs) return undefined;
  if (reason === undefined ? !looksLikeTimer : reason !== "timeout") return undefined;
  const configured = timeoutNs === undefined ? "" : ` (BatchTimeout ${durationText(timeoutNs)})`;
  return slowDiagnosis({
    code: "ordered_late",
    subCause: "timer",
    costNs,
    confidence: reason === "timeout" ? 0.98 : 0.75,
    title: { en: "Ordered late: the batch did not fill", zh: "排序延迟：批次未满" },
    summary: {
      en: `It waited ${durationText(costNs)} for a batch that was cut by the timer${configured}${block ? ` with ${block.txCount}${limit ? ` of at most ${limit}` : ""} transactions` : ""}.`,
      zh: `它为批次等待了 ${durationText(costNs)}，该批次由定时器切出${configured}${block ? `，含 ${block.txCount} 笔${limit ? `（上限 ${limit}）` : ""}交易` : ""}。`,
    },
    advice: {
      en: "This is how the channel is configured: at this load a shorter BatchTimeout, or a smaller max_message_count, answers sooner at the price of more blocks.",
      zh: "这是通道配置所致：在此负载下，缩短 BatchTimeout 或减小 max_message_count 可更快完成，代价是区块更多。",
    },
    runbook: [
      {
        en: "Look at the share of blocks that are cut by the timer and at their filling: if most are, shorten /Channel/Orderer/BatchTimeout.",
        zh: "查看由定时器切出的区块占比及其填充率：若占多数，请缩短 /Channel/Orderer/BatchTimeout。",
      },
      {
        en: "Keep it longer than consensus takes, or blocks pile up.",
        zh: "其值应大于共识耗时，否则区块会堆积。",
      },
    ],
    proof: rows({
      cut_reason: reason,
      batch_timeout: timeoutNs === undefined ? undefined : durationText(timeoutNs),
      transactions: block && String(block.txCount),
      max_message_count: limit === undefined ? undefined : String(limit),
    }),
    unseen:
      reason === undefined
        ? [
            {
              en: "why the batch was cut: set orderer.common.blockcutter and orderer.consensus.etcdraft to debug",
              zh: "切块原因：请将 orderer.common.blockcutter 与 orderer.consensus.etcdraft 设为 debug",
            },
          ]
        : [],
  });
};

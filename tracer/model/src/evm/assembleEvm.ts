import { traceIdOf } from "../ids.ts";
import { type SpanKey, SpanTree } from "../spanTree.ts";
import type { Instant } from "../timing.ts";
import type { TraceGap, TraceInput, TxTrace } from "../trace.ts";

const NOT_OBSERVED: TraceGap = {
  stage: "evm.include",
  reason: {
    en: "when it was sent and first seen is unknown: no node's transaction pool is watched",
    zh: "提交与首次出现的时间未知：没有监视任何节点的交易池",
  },
  advice: {
    en: "the block's time, set by its producer, is the only time that the chain keeps",
    zh: "链上只保存出块者设定的区块时间",
  },
};

const NOT_FINAL: TraceGap = {
  stage: "evm.finalize",
  reason: { en: "its block can still be reverted", zh: "其所在区块仍可能被回滚" },
  advice: { en: "wait until the network calls the block final", zh: "请等待网络确认该区块为最终" },
};

/**
 * The trace of an EVM transaction, from the ledger alone: the time of its block is the only one there is,
 * so inclusion and execution are instants, and no duration is invented. Gas stands in the attributes.
 */
export function assembleEvm(input: TraceInput): TxTrace {
  const { ledger } = input;
  const tree = new SpanTree(input.id);
  const root: SpanKey = { stage: "evm.transaction", node: "" };
  if (ledger) {
    const block: Instant = { ns: ledger.timeNs, evidence: "observed", clock: "block producer", source: "ledger" };
    const status = ledger.status === "success" ? "ok" : "error";
    const at = { parent: root, start: block, end: block };
    const { gas, rest } = splitGas(ledger.attributes);
    tree.add(root, { start: block, end: block, attributes: rest, status });
    tree.add(
      { stage: "evm.include", node: "" },
      {
        ...at,
        attributes: { "evm.block.number": String(ledger.height), "evm.tx.index": String(ledger.txIndex) },
        status: "ok",
      },
    );
    tree.add({ stage: "evm.execute", node: "" }, { ...at, atBest: "derived", attributes: gas, status });
  }
  return {
    traceId: traceIdOf(input.id),
    network: input.network,
    channel: input.channel,
    family: input.family,
    id: input.id,
    ...(ledger ? { height: ledger.height, txIndex: ledger.txIndex } : {}),
    status: ledger?.status ?? "unknown",
    startNs: ledger?.timeNs ?? 0n,
    endNs: ledger?.timeNs ?? 0n,
    spans: tree.ordered(root),
    gaps: [NOT_OBSERVED, ...(ledger?.final ? [] : [NOT_FINAL])],
    closed: ledger?.final ?? false,
  };
}

function splitGas(attributes: Readonly<Record<string, string>>) {
  const entries = Object.entries(attributes);
  const isGas = ([key]: readonly [string, string]): boolean => key.startsWith("evm.gas") || key === "error";
  return {
    gas: Object.fromEntries(entries.filter(isGas)),
    rest: Object.fromEntries(entries.filter((entry) => !isGas(entry))),
  };
}

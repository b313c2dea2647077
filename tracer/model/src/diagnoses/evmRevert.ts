import type { Diagnosis, DiagnosisRule, EvmFailure } from "../diagnosis.ts";
import { decodeRevert, type Revert } from "../revert/decodeRevert.ts";
import type { Text } from "../text.ts";

/** A contract refused: what it returned, decoded. Without returned bytes, only that it failed. */
export const evmRevert: DiagnosisRule = (failure, { abis }) => {
  if (failure.family !== "evm") return undefined;
  const revert = decodeRevert(failure.revertData, abis);
  const known = revert.kind === "reason" || revert.kind === "panic" || revert.kind === "custom";
  return {
    code: "evm_revert",
    chainCode: failure.code,
    confidence: known ? 0.95 : revert.kind === "unknown" ? 0.8 : failure.error ? 0.6 : 0.4,
    title: titleOf(revert),
    summary: summaryOf(revert, failure),
    advice: adviceOf(revert),
    culprits: [],
    proof: proofOf(revert, failure),
    unseen: unseenOf(revert),
  };
};

function titleOf(revert: Revert): Text {
  switch (revert.kind) {
    case "reason":
      return { en: `Reverted: ${revert.reason}`, zh: `已回退：${revert.reason}` };
    case "panic":
      return { en: `Panic: ${revert.meaning.en}`, zh: `Panic：${revert.meaning.zh}` };
    case "custom":
      return { en: `Reverted: ${revert.name}`, zh: `已回退：${revert.name}` };
    default:
      return { en: "Reverted", zh: "已回退" };
  }
}

function summaryOf(revert: Revert, { to, error }: EvmFailure): Text {
  const called = { en: to ? `The call of ${to}` : "The call", zh: to ? `对 ${to} 的调用` : "该调用" };
  switch (revert.kind) {
    case "reason":
      return {
        en: `${called.en} was reverted with the reason "${revert.reason}".`,
        zh: `${called.zh}被回退，原因为“${revert.reason}”。`,
      };
    case "panic":
      return {
        en: `${called.en} ended in Panic(0x${revert.panic.toString(16).padStart(2, "0")}): ${revert.meaning.en}.`,
        zh: `${called.zh}触发 Panic(0x${revert.panic.toString(16).padStart(2, "0")})：${revert.meaning.zh}。`,
      };
    case "custom": {
      const args = revert.args.map(({ name, value }) => `${name} = ${value}`).join(", ");
      return {
        en: `${called.en} was reverted with ${revert.name}(${args}).`,
        zh: `${called.zh}被回退，错误为 ${revert.name}(${args})。`,
      };
    }
    case "unknown":
      return {
        en: `${called.en} was reverted with a custom error, selector ${revert.selector}, whose definition is not known here.`,
        zh: `${called.zh}被自定义错误回退，选择器 ${revert.selector}，其定义未知。`,
      };
    default:
      return {
        en: `${called.en} failed${error ? `: ${error}` : ""}; it returned no reason.`,
        zh: `${called.zh}失败${error ? `：${error}` : ""}；没有返回原因。`,
      };
  }
}

function adviceOf(revert: Revert): Text {
  if (revert.kind === "panic") {
    return {
      en: "A panic is a fault of the contract or of its input: find the operation in the source.",
      zh: "Panic 表示合约或输入有缺陷：请在源码中找到对应操作。",
    };
  }
  if (revert.kind === "unknown") {
    return {
      en: "Give the contract's ABI, so that the error can be named.",
      zh: "请提供合约 ABI，以便解析该错误。",
    };
  }
  return {
    en: "The contract refused on purpose: check the condition that it names, and simulate the call before sending it.",
    zh: "合约主动拒绝：请检查其给出的条件，并在发送前先模拟调用。",
  };
}

function proofOf(revert: Revert, failure: EvmFailure): Diagnosis["proof"] {
  return [
    ...(revert.kind === "custom" ? [{ label: "error", value: revert.signature }] : []),
    ...(revert.kind === "custom" ? revert.args.map(({ name, value }) => ({ label: name, value })) : []),
    ...(failure.revertData === "0x" ? [] : [{ label: "revert_data", value: failure.revertData }]),
    ...(failure.error ? [{ label: "node_error", value: failure.error }] : []),
    { label: "gas_used", value: `${failure.gasUsed} of ${failure.gasLimit}` },
  ];
}

function unseenOf(revert: Revert): readonly Text[] {
  const frame = {
    en: "which contract of the call chain refused: call traces are not stored",
    zh: "调用链中由哪个合约拒绝：未存储调用跟踪",
  };
  if (revert.kind !== "none") return [frame];
  return [
    frame,
    {
      en: "the returned bytes: the node offered none (debug_traceTransaction), or the contract returned none",
      zh: "返回数据：节点未提供（debug_traceTransaction），或合约没有返回",
    },
  ];
}

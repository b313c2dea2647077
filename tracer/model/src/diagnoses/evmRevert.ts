import type { DecodedCall } from "@ledgerscope/core";
import type { Diagnosis, DiagnosisRule, EvmFailure } from "../diagnosis.ts";
import { type EvmCall, originOf } from "../evm/evmCall.ts";
import { decodeRevert, type Revert } from "../revert/decodeRevert.ts";
import type { Text } from "../text.ts";
import { calledWords, callProof, UNSEEN_CALLS } from "./evmCallWords.ts";

/** Words of nodes for an exception of the EVM, which is no contract's refusal. */
const NO_REVERT = /out of gas|OutOfGas|invalid opcode|invalid jump|InvalidJump|OpcodeNotFound|InvalidFEOpcode/i;

/** A contract refused: where, and what it returned, decoded. Without returned bytes, only that it failed. */
export const evmRevert: DiagnosisRule = (failure, { abis, decodeError }) => {
  if (failure.family !== "evm" || !failure.place) return undefined;
  const origin = originOf(failure.calls ?? []);
  const address = origin?.to || failure.to;
  const told = decodeError?.({ ...(address ? { address } : {}), data: failure.revertData });
  const revert = nameOf(decodeRevert(failure.revertData, abis), told);
  return {
    code: "evm_revert",
    subCause: SUB_CAUSES[revert.kind],
    chainCode: failure.code,
    confidence: confidenceOf(revert, failure),
    title: titleOf(revert),
    summary: summaryOf(revert, failure, origin),
    advice: adviceOf(revert),
    runbook: runbookOf(revert, failure.id),
    culprits: [],
    proof: proofOf(revert, failure, origin),
    unseen: unseenOf(revert, origin),
  };
};

const SUB_CAUSES = {
  reason: "reason",
  panic: "panic",
  custom: "custom_error",
  unknown: "unknown_error",
  none: "no_reason",
} as const;

/** The contract's own ABI is the surest word for its errors, whatever well-known definition has the same selector. */
function nameOf(revert: Revert, told: DecodedCall | undefined): Revert {
  const isNamed = revert.kind === "custom" && !revert.guess;
  if (!told || revert.kind === "reason" || revert.kind === "panic" || isNamed) return revert;
  const { name, signature, origin, others } = told;
  return {
    ...{ kind: "custom", name, signature, origin, others, guess: told.source !== "abi" },
    args: told.arguments.map(({ name: argument, value }, index) => ({ name: argument || String(index), value })),
  };
}

function confidenceOf(revert: Revert, { error }: EvmFailure): number {
  if (NO_REVERT.test(error)) return 0.3;
  if (revert.kind === "custom") return revert.guess ? 0.85 : 0.95;
  if (revert.kind === "reason" || revert.kind === "panic") return 0.95;
  if (revert.kind === "unknown") return 0.8;
  return error ? 0.6 : 0.4;
}

function titleOf(revert: Revert): Text {
  switch (revert.kind) {
    case "reason":
      return { en: `Reverted: ${revert.reason}`, zh: `已回退：${revert.reason}` };
    case "panic":
      return { en: `Panic: ${revert.meaning.en}`, zh: `Panic：${revert.meaning.zh}` };
    case "custom":
      return revert.guess
        ? { en: `Reverted, probably: ${revert.name}`, zh: `已回退，可能是：${revert.name}` }
        : { en: `Reverted: ${revert.name}`, zh: `已回退：${revert.name}` };
    default:
      return { en: "Reverted", zh: "已回退" };
  }
}

function summaryOf(revert: Revert, failure: EvmFailure, origin: EvmCall | undefined): Text {
  const called = calledWords(failure, origin);
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
      const said = `${revert.name}(${args})`;
      if (!revert.guess) {
        return { en: `${called.en} was reverted with ${said}.`, zh: `${called.zh}被回退，错误为 ${said}。` };
      }
      const others = revert.others.length > 0 ? ` (or ${revert.others.join(", ")})` : "";
      return {
        en: `${called.en} was reverted with what reads as ${said}${others}: a well-known error with the same selector, the contract may mean another.`,
        zh: `${called.zh}被回退，错误可解读为 ${said}${others}：选择器与某个常见错误相同，合约可能另有所指。`,
      };
    }
    case "unknown":
      return {
        en: `${called.en} was reverted with a custom error, selector ${revert.selector}, whose definition is not known here.`,
        zh: `${called.zh}被自定义错误回退，选择器 ${revert.selector}，其定义未知。`,
      };
    default:
      return {
        en: `${called.en} failed${failure.error ? `: ${failure.error}` : ""}; it returned no reason.`,
        zh: `${called.zh}失败${failure.error ? `：${failure.error}` : ""}；没有返回原因。`,
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
  if (revert.kind === "unknown" || (revert.kind === "custom" && revert.guess)) {
    return {
      en: "Give the contract's ABI (abis: of the network), so that the error is named for certain.",
      zh: "请提供合约 ABI（该网络的 abis:），以便准确解析该错误。",
    };
  }
  return {
    en: "The contract refused on purpose: check the condition that it names, and simulate the call before sending it.",
    zh: "合约主动拒绝：请检查其给出的条件，并在发送前先模拟调用。",
  };
}

function runbookOf(revert: Revert, id: string): readonly Text[] {
  return [
    {
      en: `Look at what it called and with what: ledgerscope trace ${id}.`,
      zh: `查看其调用内容：ledgerscope trace ${id}。`,
    },
    {
      en: "Repeat the call with eth_call on the block before: the same answer means that the input or the state is at fault, another that a transaction before it in the block changed the state.",
      zh: "在前一区块上用 eth_call 重放：结果相同说明输入或状态有误，结果不同说明同一区块中更早的交易改变了状态。",
    },
    revert.kind === "panic"
      ? {
          en: "Find the operation in the contract's source, and bring the fault to its authors.",
          zh: "在合约源码中找到该操作，并反馈给合约作者。",
        }
      : {
          en: "Make the named condition true (balance, allowance, role, deadline), and send it again with a new nonce.",
          zh: "满足所述条件（余额、授权额度、角色、期限）后，用新的 nonce 重新发送。",
        },
  ];
}

function proofOf(revert: Revert, failure: EvmFailure, origin: EvmCall | undefined): Diagnosis["proof"] {
  return [
    ...(revert.kind === "custom" ? [{ label: "error", value: revert.signature }] : []),
    ...(revert.kind === "custom" && revert.origin ? [{ label: "error_known_from", value: revert.origin }] : []),
    ...(revert.kind === "custom" ? revert.args.map(({ name, value }) => ({ label: name, value })) : []),
    ...callProof(origin),
    ...(failure.revertData === "0x" ? [] : [{ label: "revert_data", value: failure.revertData }]),
    ...(failure.error ? [{ label: "node_error", value: failure.error }] : []),
    { label: "gas_used", value: `${failure.gasUsed} of ${failure.gasLimit}` },
  ];
}

function unseenOf(revert: Revert, origin: EvmCall | undefined): readonly Text[] {
  return [
    ...(origin ? [] : [UNSEEN_CALLS]),
    ...(revert.kind === "none"
      ? [
          {
            en: "the returned bytes: the node offered none (debug_traceTransaction), or the contract returned none",
            zh: "返回数据：节点未提供（debug_traceTransaction），或合约没有返回",
          },
        ]
      : []),
  ];
}

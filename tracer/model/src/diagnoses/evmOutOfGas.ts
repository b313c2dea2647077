import type { DiagnosisRule, EvmFailure } from "../diagnosis.ts";
import { callPath, type EvmCall, originOf } from "../evm/evmCall.ts";
import type { Text } from "../text.ts";
import { callProof } from "./evmCallWords.ts";
import { isOutOfGas } from "./isOutOfGas.ts";

/** Storing the code of a new contract costs 200 gas a byte: https://eips.ethereum.org/EIPS/eip-2 */
const CODE_DEPOSIT = /code stor|CreateContractSizeLimit|code deposit/i;
/** What `transfer` and `send` of Solidity give the called contract. */
const STIPEND = 2_300n;
/** A call may be given 63 of 64 parts of what is left: https://eips.ethereum.org/EIPS/eip-150 */
const KEPT = 64n;
/** One first read of storage: https://eips.ethereum.org/EIPS/eip-2929. With less there is no execution to speak of. */
const LEAST_WORK = 2_100n;

type Kind = "limit" | "intrinsic" | "code_deposit" | "stipend" | "call_gas" | "63_64";

/** Gas was used up: of the whole transaction, or of one call inside it. */
export const evmOutOfGas: DiagnosisRule = (failure) => {
  if (failure.family !== "evm" || !failure.place) return undefined;
  const path = failure.calls ?? [];
  const last = path.at(-1);
  const inner = last && isOutOfGas(last.error) ? last : undefined;
  const said = isOutOfGas(failure.error) || inner !== undefined;
  const usedUp = failure.gasUsed === failure.gasLimit && failure.revertData === "0x" && failure.error === "";
  if (!said && !usedUp) return undefined;
  const kind = kindOf(failure, path, inner);
  const isHandedUp = inner === undefined || inner === originOf(path);
  return {
    code: "evm_out_of_gas",
    subCause: kind,
    chainCode: failure.code,
    // invalid opcodes burn all the gas as well; a contract may refuse for another reason than the call that it made
    confidence: said ? (isHandedUp ? 0.97 : 0.9) : 0.7,
    title: TITLES[kind],
    summary: summaryOf(kind, failure, inner),
    advice: ADVICE[kind],
    runbook: runbookOf(kind, failure.id),
    culprits: [],
    proof: [
      { label: "gas_used", value: String(failure.gasUsed) },
      { label: "gas_limit", value: String(failure.gasLimit) },
      ...(failure.intrinsicGas === undefined ? [] : [{ label: "intrinsic_gas", value: String(failure.intrinsicGas) }]),
      ...(inner && inner.address.length > 0 ? [{ label: "call_gas", value: String(inner.gas) }] : []),
      ...callProof(inner),
      ...(failure.error ? [{ label: "node_error", value: failure.error }] : []),
    ],
    unseen: unseenOf(said, path.length > 0),
  };
};

function kindOf(failure: EvmFailure, path: readonly EvmCall[], inner: EvmCall | undefined): Kind {
  const { gasLimit, intrinsicGas, error } = failure;
  if (CODE_DEPOSIT.test(inner?.error ?? error)) return "code_deposit";
  const parent = path.at(-2);
  if (!inner || !parent) {
    return intrinsicGas !== undefined && gasLimit - intrinsicGas < LEAST_WORK ? "intrinsic" : "limit";
  }
  if (inner.gas <= STIPEND) return "stipend";
  // What its caller kept is at most what it had left over when it failed itself. Of the transaction the receipt tells
  // that: nodes count its own call in different ways.
  const left = parent.address.length === 0 ? gasLimit - failure.gasUsed : parent.gas - parent.gasUsed;
  return left <= inner.gas / (KEPT - 1n) + 1n ? "63_64" : "call_gas";
}

const TITLES: Readonly<Record<Kind, Text>> = {
  limit: { en: "Out of gas", zh: "Gas 耗尽" },
  intrinsic: { en: "Out of gas: the limit pays for no execution", zh: "Gas 耗尽：上限不足以执行" },
  code_deposit: {
    en: "Out of gas: the new contract's code could not be paid for",
    zh: "Gas 耗尽：无法支付新合约代码的存储",
  },
  stipend: { en: "Out of gas in a call with 2,300 gas", zh: "仅有 2,300 gas 的内部调用耗尽 gas" },
  call_gas: { en: "Out of gas in a call with a fixed amount", zh: "限定 gas 的内部调用耗尽 gas" },
  "63_64": { en: "Out of gas in an inner call (63/64)", zh: "内部调用 gas 耗尽（63/64 规则）" },
};

function summaryOf(kind: Kind, failure: EvmFailure, inner: EvmCall | undefined): Text {
  const { gasUsed, gasLimit, intrinsicGas = 0n } = failure;
  const where = inner
    ? { en: `${inner.to} (call ${callPath(inner)})`, zh: `${inner.to}（调用 ${callPath(inner)}）` }
    : { en: "", zh: "" };
  switch (kind) {
    case "limit":
      return {
        en: `It used ${gasUsed} of ${gasLimit} gas and could not finish.`,
        zh: `它使用了 ${gasLimit} 中的 ${gasUsed} gas，未能执行完毕。`,
      };
    case "intrinsic":
      return {
        en: `Of its limit of ${gasLimit} gas, ${intrinsicGas} are what the transaction itself costs; ${gasLimit - intrinsicGas} were left for execution, ${gasUsed} were used.`,
        zh: `其上限为 ${gasLimit} gas，其中交易本身需要 ${intrinsicGas}；仅剩 ${gasLimit - intrinsicGas} 用于执行，共使用 ${gasUsed}。`,
      };
    case "code_deposit":
      return {
        en: `The constructor finished, but what was left of ${gasLimit} gas did not pay for storing the code (200 gas a byte).`,
        zh: `构造函数已执行完毕，但 ${gasLimit} gas 的剩余部分不足以支付代码存储（每字节 200 gas）。`,
      };
    case "stipend":
      return {
        en: `${where.en} was called with ${inner?.gas} gas, as transfer and send do, and needed more. The transaction used ${gasUsed} of ${gasLimit} gas.`,
        zh: `${where.zh}被以 ${inner?.gas} gas 调用（transfer 与 send 即如此），而它需要更多。交易使用了 ${gasLimit} 中的 ${gasUsed} gas。`,
      };
    case "call_gas":
      return {
        en: `${where.en} was given ${inner?.gas} gas by its caller, which had more, and needed more. The transaction used ${gasUsed} of ${gasLimit} gas.`,
        zh: `${where.zh}由调用者给予 ${inner?.gas} gas（调用者尚有余量），而它需要更多。交易使用了 ${gasLimit} 中的 ${gasUsed} gas。`,
      };
    case "63_64":
      return {
        en: `${where.en} was given ${inner?.gas} gas, all that a call may have (63 of 64 parts of what was left), and needed more. The transaction used ${gasUsed} of ${gasLimit} gas, so it does not look used up.`,
        zh: `${where.zh}得到了 ${inner?.gas} gas，即调用所能得到的全部（剩余 gas 的 63/64），而它需要更多。交易使用了 ${gasLimit} 中的 ${gasUsed} gas，因此看似并未耗尽。`,
      };
  }
}

const RAISE: Text = {
  en: "Estimate again against the present state and set a higher gas limit; if the work grows with stored data, split it.",
  zh: "请按当前状态重新估算并提高 gas 上限；若工作量随数据增长，请拆分执行。",
};

const ADVICE: Readonly<Record<Kind, Text>> = {
  limit: RAISE,
  intrinsic: RAISE,
  code_deposit: RAISE,
  "63_64": RAISE,
  stipend: {
    en: "A higher limit does not help: the contract has to pay with call instead of transfer or send, or the receiver has to do less.",
    zh: "提高上限无济于事：合约应以 call 代替 transfer 或 send，或减少接收方的工作。",
  },
  call_gas: {
    en: "A higher limit does not help: the calling contract fixes the gas of this call and has to give more.",
    zh: "提高上限无济于事：调用方合约固定了该调用的 gas，须由其提供更多。",
  },
};

function runbookOf(kind: Kind, id: string): readonly Text[] {
  const look = {
    en: `See which call took the gas: ledgerscope trace ${id}.`,
    zh: `查看哪个调用消耗了 gas：ledgerscope trace ${id}。`,
  };
  if (kind === "stipend" || kind === "call_gas") {
    return [
      look,
      {
        en: "Find the call in the calling contract's source: {gas: …}, transfer or send; have it changed.",
        zh: "在调用方合约源码中找到该调用：{gas: …}、transfer 或 send，并予以修改。",
      },
    ];
  }
  return [
    look,
    {
      en: "Ask a node: eth_estimateGas with the same sender, recipient, data and value; add a fifth.",
      zh: "向节点询问：以相同的发送方、接收方、数据与金额调用 eth_estimateGas，并增加五分之一。",
    },
    {
      en: "Send it again with that limit and a new nonce; where the estimate reaches the block's gas limit, split the work.",
      zh: "以该上限和新的 nonce 重新发送；若估算值达到区块 gas 上限，请拆分工作。",
    },
  ];
}

function unseenOf(said: boolean, hasCalls: boolean): readonly Text[] {
  return [
    ...(said
      ? []
      : [
          {
            en: "the node's word for it: without debug_traceTransaction an invalid instruction, which burns all gas too, looks the same",
            zh: "节点的说明：没有 debug_traceTransaction 时，同样耗尽 gas 的无效指令无法区分",
          },
        ]),
    ...(hasCalls
      ? []
      : [
          {
            en: "whether the transaction or a call inside it ran out: no calls of it are stored",
            zh: "耗尽的是交易本身还是其内部调用：未存储其调用",
          },
        ]),
  ];
}

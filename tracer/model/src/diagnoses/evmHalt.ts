import type { DiagnosisRule } from "../diagnosis.ts";
import { originOf } from "../evm/evmCall.ts";
import type { Text } from "../text.ts";
import { calledWords, callProof, UNSEEN_CALLS } from "./evmCallWords.ts";

interface Halt {
  readonly subCause: string;
  /** Words of geth, anvil (revm), Besu, Nethermind and Erigon for it. */
  readonly words: RegExp;
  readonly meaning: Text;
  readonly advice: Text;
}

const AUTHORS: Text = {
  en: "It is a fault of the contract's code: bring it to its authors with the call that provokes it.",
  zh: "这是合约代码的缺陷：请将触发它的调用反馈给合约作者。",
};

/** Exceptional halts of the EVM: Yellow Paper, 9.4.2. https://ethereum.github.io/yellowpaper/paper.pdf */
const HALTS: readonly Halt[] = [
  {
    subCause: "invalid_opcode",
    words: /invalid opcode|bad instruction|OpcodeNotFound|InvalidFEOpcode|NotActivated|undefined instruction/i,
    meaning: {
      en: "an instruction that this chain does not know: a failed assert of Solidity before 0.8, or code compiled for a newer fork (PUSH0, MCOPY)",
      zh: "本链不识别的指令：Solidity 0.8 之前的 assert 失败，或代码为更新的分叉编译（PUSH0、MCOPY）",
    },
    advice: {
      en: "Compile with the chain's EVM version (solc --evm-version), or find the assert that failed.",
      zh: "请按该链的 EVM 版本编译（solc --evm-version），或找出失败的 assert。",
    },
  },
  {
    subCause: "invalid_jump",
    words: /invalid jump|bad jump|InvalidJump/i,
    meaning: { en: "a jump to where no jump may go", zh: "跳转到非法目标" },
    advice: AUTHORS,
  },
  {
    subCause: "stack",
    words: /stack (underflow|overflow|limit)|StackUnderflow|StackOverflow/i,
    meaning: { en: "the stack of the EVM was too small or too full", zh: "EVM 栈下溢或上溢" },
    advice: AUTHORS,
  },
  {
    subCause: "static_write",
    words:
      /write protection|static.*(call|state)|StateChangeDuringStaticCall|StaticCallViolation|illegal state change/i,
    meaning: {
      en: "a write inside a call that may only read (STATICCALL, view)",
      zh: "在只读调用（STATICCALL、view）中写入",
    },
    advice: {
      en: "The called function changes state: it must not be called through a view interface.",
      zh: "被调用的函数会修改状态：不能通过 view 接口调用。",
    },
  },
  {
    subCause: "code_size",
    words: /max (init)?code size|code size limit|ContractSizeLimit|contract code too large/i,
    meaning: {
      en: "the code of a new contract is larger than allowed (24,576 bytes, EIP-170)",
      zh: "新合约代码超过上限（24,576 字节，EIP-170）",
    },
    advice: { en: "Split the contract, or compile for size.", zh: "请拆分合约或按体积优化编译。" },
  },
  {
    subCause: "invalid_code",
    words: /must not begin with 0xef|invalid code|CreateContractStartingWithEF/i,
    meaning: { en: "the code of a new contract begins with 0xEF (EIP-3541)", zh: "新合约代码以 0xEF 开头（EIP-3541）" },
    advice: AUTHORS,
  },
  {
    subCause: "collision",
    words: /address collision|CreateCollision/i,
    meaning: { en: "a contract stands already where it was to be created", zh: "目标地址上已有合约" },
    advice: { en: "Use another salt (CREATE2).", zh: "请更换 salt（CREATE2）。" },
  },
  {
    subCause: "call_depth",
    words: /call depth|CallTooDeep/i,
    meaning: { en: "calls were nested more than 1,024 deep", zh: "调用嵌套超过 1,024 层" },
    advice: AUTHORS,
  },
  {
    subCause: "balance",
    words: /insufficient balance|OutOfFunds/i,
    meaning: { en: "a contract was to pay more than it has", zh: "合约需支付的金额超过其余额" },
    advice: { en: "Pay the contract first, or less out of it.", zh: "请先向合约充值，或减少支付金额。" },
  },
  {
    subCause: "precompile",
    words: /precompile/i,
    meaning: { en: "a built-in contract refused its input", zh: "预编译合约拒绝了输入" },
    advice: { en: "Check the bytes that are given to the built-in contract.", zh: "请检查传给预编译合约的字节。" },
  },
];

/** The EVM itself stopped the execution: no contract refused, and all the gas of the call is gone. */
export const evmHalt: DiagnosisRule = (failure) => {
  if (failure.family !== "evm" || !failure.place) return undefined;
  const path = failure.calls ?? [];
  const origin = originOf(path);
  const error = origin?.error ?? failure.error;
  const halt = HALTS.find(({ words }) => words.test(error));
  if (!halt || failure.revertData !== "0x") return undefined;
  const called = calledWords(failure, origin);
  return {
    code: "evm_halt",
    subCause: halt.subCause,
    chainCode: failure.code,
    confidence: 0.95,
    title: { en: `Stopped: ${error}`, zh: `执行中止：${error}` },
    summary: {
      en: `${called.en}: the EVM stopped at ${halt.meaning.en}. No contract refused; all gas of that call is used (${failure.gasUsed} of ${failure.gasLimit}).`,
      zh: `${called.zh}：EVM 因${halt.meaning.zh}而中止。并非合约主动拒绝；该调用的 gas 全部消耗（${failure.gasLimit} 中的 ${failure.gasUsed}）。`,
    },
    advice: halt.advice,
    runbook: [
      {
        en: `See in which call it stopped: ledgerscope trace ${failure.id}.`,
        zh: `查看在哪个调用中止：ledgerscope trace ${failure.id}。`,
      },
      {
        en: "Trace it instruction by instruction where the node offers it: debug_traceTransaction without a tracer; the last instruction is the one.",
        zh: "若节点支持，请逐条指令跟踪：不带 tracer 的 debug_traceTransaction；最后一条指令即是。",
      },
      halt.advice,
    ],
    culprits: [],
    proof: [
      { label: "node_error", value: error },
      ...callProof(origin),
      { label: "gas_used", value: `${failure.gasUsed} of ${failure.gasLimit}` },
    ],
    unseen: origin ? [] : [UNSEEN_CALLS],
  };
};

import type { EvmFailure, ProofRow } from "../diagnosis.ts";
import { callPath, type EvmCall } from "../evm/evmCall.ts";
import type { Text } from "../text.ts";

/** Where in the tree of calls it failed, as proof. */
export function callProof(origin: EvmCall | undefined): readonly ProofRow[] {
  if (!origin) return [];
  return [
    { label: "call", value: callPath(origin) || "the transaction itself" },
    { label: "call_type", value: origin.type },
    ...(origin.to === "" ? [] : [{ label: "contract", value: origin.to }]),
    ...(origin.selector === "" ? [] : [{ label: "selector", value: origin.selector }]),
  ];
}

/** Whom it called and, where another contract failed, which one. */
export function calledWords({ to }: EvmFailure, origin: EvmCall | undefined): Text {
  const called = { en: to ? `The call of ${to}` : "The call", zh: to ? `对 ${to} 的调用` : "该调用" };
  if (!origin || origin.address.length === 0) return called;
  return {
    en: `${called.en} failed in a call that it made (${callPath(origin)}): ${origin.to || "a creation"}`,
    zh: `${called.zh}在其内部调用（${callPath(origin)}）中失败：${origin.to || "合约创建"}`,
  };
}

export const UNSEEN_CALLS: Text = {
  en: "which contract of the call chain failed: no calls of it are stored",
  zh: "调用链中由哪个合约失败：未存储其调用",
};

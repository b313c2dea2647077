import type { DecodedCall, DecodedTransaction } from "@ledgerscope/core";
import type { Language } from "./language.ts";

const WORDS = {
  en: { call: "Call", error: "Error", log: "Log", guess: "a guess: no ABI of this contract", others: "or" },
  zh: { call: "调用", error: "错误", log: "日志", guess: "推测：没有该合约的 ABI", others: "或" },
} as const;

/** Longest value shown; `--json` has all of it. */
const MAX_VALUE = 80;

/** What a transaction called, emitted and failed with, one line each; guesses are called guesses. */
export function decodedText({ call, logs, error }: DecodedTransaction, language: Language): readonly string[] {
  const words = WORDS[language];
  const say = (what: DecodedCall): string => {
    const given = what.arguments.map(
      ({ name, type, value }) => `${printable(name) || type}: ${short(printable(value))}`,
    );
    const others = what.others.length > 0 ? ` ${words.others} ${what.others.join(", ")}` : "";
    const guess = what.source === "guess" ? `  (${words.guess}${others})` : "";
    return `${printable(what.name)}(${given.join(", ")})${guess}`;
  };
  return [
    ...(call ? [`${words.call}  ${say(call)}`] : []),
    ...logs.map(
      ({ index, address, decoded }) => `${words.log} ${index}  ${address}${decoded ? ` ${say(decoded)}` : ""}`,
    ),
    ...(error ? [`${words.error}  ${say(error)}`] : []),
  ];
}

const short = (text: string): string => (text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)}…` : text);

/** Text from a chain must not steer the terminal. */
const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, "·");

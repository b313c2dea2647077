import type { Text } from "../text.ts";

/** Panic codes of Solidity (https://docs.soliditylang.org/en/latest/control-structures.html). */
export const panicMeanings: Readonly<Record<number, Text>> = {
  0: { en: "a panic inserted by the compiler", zh: "编译器插入的 panic" },
  1: { en: "an assertion did not hold", zh: "断言不成立" },
  17: { en: "arithmetic overflow or underflow", zh: "算术上溢或下溢" },
  18: { en: "division or modulo by zero", zh: "除以零或对零取模" },
  33: { en: "a value that the enum does not have", zh: "枚举值超出范围" },
  34: { en: "a storage byte array is wrongly encoded", zh: "存储中的字节数组编码错误" },
  49: { en: "pop on an empty array", zh: "对空数组执行 pop" },
  50: { en: "index out of bounds", zh: "数组索引越界" },
  65: { en: "too much memory, or an array too large", zh: "内存过大或数组过大" },
  81: { en: "a call of an uninitialised function variable", zh: "调用了未初始化的函数变量" },
};

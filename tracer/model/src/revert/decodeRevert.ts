import { Interface } from "ethers/abi";
import type { Text } from "../text.ts";
import { erc6093Errors } from "./erc6093Errors.ts";
import { panicMeanings } from "./panicMeanings.ts";

/** What the returned bytes of a reverting call say. */
export type Revert =
  | { readonly kind: "none" }
  | { readonly kind: "reason"; readonly reason: string }
  | { readonly kind: "panic"; readonly panic: bigint; readonly meaning: Text }
  | {
      readonly kind: "custom";
      readonly name: string;
      /** `name(type,…)`. */
      readonly signature: string;
      readonly args: readonly { readonly name: string; readonly value: string }[];
      /** Only the selector is known to be the same: the definition is not known to be the contract's. */
      readonly guess: boolean;
      /** Whose definition it is. */
      readonly origin: string;
      /** Other known signatures that fit the same bytes. */
      readonly others: readonly string[];
    }
  | { readonly kind: "unknown"; readonly selector: string };

/** Solidity's own two errors: https://docs.soliditylang.org/en/latest/control-structures.html#panic-via-assert-and-error-via-require */
const solidity = new Interface(["error Error(string)", "error Panic(uint256)"]);
const standards = new Interface(erc6093Errors);

/**
 * @param data 0x-hex; `0x` when the call returned nothing.
 * @param abis further error fragments, tried before the built-in ones.
 */
export function decodeRevert(data: string, abis: readonly (string | object)[] = []): Revert {
  if (data.length < 10) return { kind: "none" };
  const own = parse(solidity, data);
  if (own?.name === "Error") return { kind: "reason", reason: String(own.args[0]) };
  if (own?.name === "Panic") {
    const panic = BigInt(own.args[0]);
    return {
      kind: "panic",
      panic,
      meaning: panicMeanings[Number(panic)] ?? { en: "a panic code that is not known here", zh: "未知的 panic 代码" },
    };
  }
  const given = abis.length > 0 ? parse(new Interface(abis as string[]), data) : undefined;
  const custom = given ?? parse(standards, data);
  if (!custom) return { kind: "unknown", selector: data.slice(0, 10) };
  return {
    kind: "custom",
    name: custom.name,
    guess: !given,
    origin: given ? "abi" : "ERC-6093, OpenZeppelin",
    others: [],
    signature: custom.signature,
    args: custom.fragment.inputs.map((input, index) => ({
      name: input.name || String(index),
      value: printable(custom.args[index]),
    })),
  };
}

/** The data is the contract's word: bytes that do not decode are no error of ours. */
function parse(errors: Interface, data: string) {
  try {
    const parsed = errors.parseError(data);
    // ethers decodes strings lazily: reading every argument finds the broken ones.
    for (const arg of parsed?.args ?? []) void arg;
    return parsed ?? undefined;
  } catch {
    return undefined;
  }
}

function printable(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printable).join(", ")}]`;
  return String(value);
}

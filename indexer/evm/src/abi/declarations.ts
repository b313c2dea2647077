import { commonSignatures } from "./commonSignatures.ts";
import { signaturesByPackage } from "./knownSignatures.gen.ts";

/** A function, event or error that contracts are known to have. */
export interface Declaration {
  readonly kind: "function" | "event" | "error";
  /** With names of arguments: `function transfer(address to,uint256 amount) returns (bool)`. */
  readonly text: string;
  /** What its selector is the hash of: `transfer(address,uint256)`. */
  readonly signature: string;
  /** Who says so: an npm package, or `common`. */
  readonly origin: string;
}

/** Every known declaration, the best known first. */
export function knownDeclarations(): Declaration[] {
  const lists: [string, string][] = [["common", commonSignatures], ...Object.entries(signaturesByPackage)];
  return lists.flatMap(([origin, list]) =>
    list
      .split("\n")
      .filter((line) => line !== "")
      .map((text): Declaration => ({ kind: kindOf(text), text, signature: signatureOf(text), origin })),
  );
}

const kindOf = (text: string): Declaration["kind"] => text.slice(0, text.indexOf(" ")) as Declaration["kind"];

/** The signature of a declaration as the lists write it: names, `indexed`, `tuple` and what is returned left out. */
function signatureOf(text: string): string {
  const start = text.indexOf(" ") + 1;
  let depth = 0;
  let end = text.indexOf("(", start);
  do {
    if (text[end] === "(") depth++;
    else if (text[end] === ")") depth--;
    end++;
  } while (depth > 0 && end < text.length);
  return text
    .slice(start, end)
    .replaceAll("tuple(", "(")
    .replace(/ [^,()]+(?=[,)])/g, "");
}

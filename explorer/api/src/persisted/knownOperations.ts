import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** Operations of our own apps by the SHA-256 of their text, in hex. */
export type KnownOperations = ReadonlyMap<string, string>;

export const operationHash = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The operations of the explorer's pages, as `npm run generate` has written them from its `.graphql` files. */
export function pageOperations(): KnownOperations {
  const file = new URL("../../operations.json", import.meta.url);
  const operations = JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, { readonly text: string }>>;
  return new Map(Object.entries(operations).map(([hash, { text }]) => [hash, text]));
}

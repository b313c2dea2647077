import { createHash } from "node:crypto";
import { type DocumentNode, Kind, print } from "graphql";

/** One of our operations as the API knows it. */
export interface Persisted {
  readonly text: string;
  /** SHA-256 of the text, in hex. */
  readonly hash: string;
}

const known = new WeakMap<DocumentNode, Persisted>();

/** The text by which an operation is known: itself, then its fragments by name. `generate.mjs` writes the same. */
export function persisted(document: DocumentNode): Persisted {
  const found = known.get(document);
  if (found) return found;
  const nameOf = (definition: DocumentNode["definitions"][number]): string =>
    definition.kind === Kind.FRAGMENT_DEFINITION ? definition.name.value : "";
  const definitions = [...document.definitions].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  const text = print({ ...document, definitions });
  const operation = { text, hash: createHash("sha256").update(text).digest("hex") };
  known.set(document, operation);
  return operation;
}

/**
 * A JSON value with its text as it was written: numbers keep every digit, strings their escapes, and a name
 * that occurs twice stands twice.
 */
export type JsonNode =
  | { readonly kind: "leaf"; readonly text: string }
  | { readonly kind: "array"; readonly items: readonly JsonNode[] }
  | { readonly kind: "object"; readonly members: readonly { readonly name: string; readonly value: JsonNode }[] };

const MAX_DEPTH = 64;
const space = /[ \t\n\r]*/y;
const leaf =
  /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;

/** The value that a text is (RFC 8259), nested at most 64 deep; undefined when it is none. */
export function parseJson(text: string): JsonNode | undefined {
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const [found] = pattern.exec(text) ?? [];
    if (found !== undefined) at += found.length;
    return found;
  };
  const sign = (wanted: string): boolean => {
    take(space);
    if (text[at] !== wanted) return false;
    at++;
    return true;
  };
  const list = <Item>(end: string, item: () => Item | undefined): readonly Item[] | undefined => {
    const items: Item[] = [];
    if (sign(end)) return items;
    do {
      const next = item();
      if (next === undefined) return undefined;
      items.push(next);
    } while (sign(","));
    return sign(end) ? items : undefined;
  };
  const value = (depth: number): JsonNode | undefined => {
    if (depth > MAX_DEPTH) return undefined;
    if (sign("[")) {
      const items = list("]", () => value(depth + 1));
      return items && { kind: "array", items };
    }
    if (sign("{")) {
      const members = list("}", () => member(depth + 1));
      return members && { kind: "object", members };
    }
    const found = take(leaf);
    return found === undefined ? undefined : { kind: "leaf", text: found };
  };
  const member = (depth: number): { name: string; value: JsonNode } | undefined => {
    take(space);
    if (text[at] !== '"') return undefined;
    const name = take(leaf);
    if (name === undefined || !sign(":")) return undefined;
    const found = value(depth);
    return found && { name, value: found };
  };
  const parsed = value(0);
  take(space);
  return at === text.length ? parsed : undefined;
}

/** The value in one line. */
export function jsonLine(node: JsonNode): string {
  if (node.kind === "leaf") return node.text;
  if (node.kind === "array") return `[${node.items.map(jsonLine).join(", ")}]`;
  return `{${node.members.map(({ name, value }) => `${name}: ${jsonLine(value)}`).join(", ")}}`;
}

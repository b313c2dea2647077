/** An endorsement policy or a policy of the configuration, taken apart. */
export type Policy =
  | { readonly kind: "principal"; readonly msp: string; readonly role: string }
  | { readonly kind: "outOf"; readonly n: number; readonly of: readonly Policy[] }
  /** ANY, ALL or MAJORITY of the groups below, each by its policy of this name. */
  | { readonly kind: "implicit"; readonly rule: "ANY" | "ALL" | "MAJORITY"; readonly policy: string }
  /** A policy of the configuration: `/Channel/Application/Endorsement`. */
  | { readonly kind: "reference"; readonly path: string };

/** Policies nest hardly deeper than this; what does is shown as it stands. */
const MAX_DEPTH = 12;

/**
 * Reads the words in which the API gives policies: Fabric's own language (common/policydsl: `AND('Org1MSP.peer',
 * OutOf(2, …))`), the implicit rules of the configuration (`MAJORITY Admins`), and paths.
 * @returns undefined for what is none of them, such as the empty text.
 */
export function parsePolicy(text: string): Policy | undefined {
  const implicit = /^(ANY|ALL|MAJORITY) (\S+)$/.exec(text);
  if (implicit) return { kind: "implicit", rule: implicit[1] as "ANY", policy: implicit[2] as string };
  if (/^\/\S+$/.test(text)) return { kind: "reference", path: text };
  const reader = { text, at: 0 };
  const policy = expression(reader, 0);
  return policy && reader.at === text.length ? policy : undefined;
}

interface Reader {
  readonly text: string;
  at: number;
}

function take(reader: Reader, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = reader.at;
  const match = pattern.exec(reader.text) ?? undefined;
  if (match) reader.at = pattern.lastIndex;
  return match;
}

function expression(reader: Reader, depth: number): Policy | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const principal = take(reader, /'([^']+)\.([^'.]+)'/y);
  if (principal) return { kind: "principal", msp: principal[1] as string, role: principal[2] as string };
  const gate = take(reader, /(AND|OR|OutOf)\(/y)?.[1];
  if (gate === undefined) return undefined;
  const n = gate === "OutOf" ? Number(take(reader, /(\d+)(?:, )?/y)?.[1] ?? Number.NaN) : undefined;
  const of: Policy[] = [];
  while (take(reader, /\)/y) === undefined) {
    if (of.length > 0 && take(reader, /, /y) === undefined) return undefined;
    const part = expression(reader, depth + 1);
    if (part === undefined) return undefined;
    of.push(part);
  }
  return { kind: "outOf", n: n ?? (gate === "AND" ? of.length : 1), of };
}

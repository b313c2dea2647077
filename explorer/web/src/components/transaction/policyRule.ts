/** An endorsement policy taken apart; `words` where it is no rule over principals. */
export type PolicyRule =
  | { readonly kind: "principal"; readonly msp: string; readonly role: string }
  | { readonly kind: "of"; readonly n: number; readonly rules: readonly PolicyRule[] }
  | { readonly kind: "words"; readonly words: string };

const MAX_DEPTH = 16;

/**
 * A policy as evaluations write it: `2 of (Org1MSP.peer, 1 of (Org2MSP.peer, Org3MSP.member))`, perhaps after the
 * path of the configuration's policy that it is.
 */
export function parsePolicy(policy: string): { readonly path: string | undefined; readonly rule: PolicyRule } {
  const [, path, rest = policy] = /^(\/[^:]*): (.*)$/s.exec(policy) ?? [];
  const reader = { text: rest, at: 0 };
  const rule = readRule(reader, 0);
  return { path, rule: rule && reader.at === rest.length ? rule : { kind: "words", words: rest } };
}

function readRule(reader: { text: string; at: number }, depth: number): PolicyRule | undefined {
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = reader.at;
    const found = pattern.exec(reader.text);
    if (found) reader.at += found[0].length;
    return found ?? undefined;
  };
  const of = take(/(\d+) of \(/y);
  if (of) {
    const rules: PolicyRule[] = [];
    while (depth < MAX_DEPTH) {
      const rule = readRule(reader, depth + 1);
      if (!rule) return undefined;
      rules.push(rule);
      if (take(/\)/y)) return { kind: "of", n: Number(of[1]), rules };
      if (!take(/, /y)) return undefined;
    }
    return undefined;
  }
  const principal = take(/([A-Za-z0-9_.-]+)\.([a-z]+)(?=[,)]|$)/y);
  return principal && { kind: "principal", msp: principal[1] ?? "", role: principal[2] ?? "" };
}

/** Whether these organisations fulfil the rule; undefined where that cannot be told from them. */
export function fulfils(rule: PolicyRule, endorsedBy: ReadonlySet<string>): boolean | undefined {
  if (rule.kind === "words") return undefined;
  if (rule.kind === "principal") return endorsedBy.has(rule.msp);
  return rule.rules.filter((inner) => fulfils(inner, endorsedBy)).length >= rule.n;
}

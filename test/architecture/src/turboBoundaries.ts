import type { Rules } from "./rules.ts";

/**
 * The `boundaries` of the root `turbo.json`. Turborepo holds a package to what it reaches by any way, so each
 * tag allows its rule and, in turn, theirs; that no arrow is drawn directly is the architecture test's part.
 */
export function turboBoundaries(rules: Rules): { tags: Record<string, { dependencies: { allow: string[] } }> } {
  return {
    tags: Object.fromEntries(
      Object.keys(rules).map((name) => [name, { dependencies: { allow: [...reach(rules, name)].sort() } }]),
    ),
  };
}

function reach(rules: Rules, name: string, found = new Set<string>()): Set<string> {
  for (const next of rules[name] ?? []) {
    if (found.has(next)) continue;
    found.add(next);
    reach(rules, next, found);
  }
  return found;
}

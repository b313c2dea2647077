/**
 * The transitive reduction of a graph without circles: an arrow is dropped when a longer way leads to the
 * same place, so that a picture shows the layers and not every use of the vocabulary.
 */
export function withoutShortcuts(arrows: ReadonlyMap<string, ReadonlySet<string>>): Map<string, Set<string>> {
  const reach = new Map<string, Set<string>>();
  const reachable = (node: string): Set<string> => {
    const known = reach.get(node);
    if (known) return known;
    const found = new Set<string>();
    reach.set(node, found);
    for (const next of arrows.get(node) ?? []) for (const far of [next, ...reachable(next)]) found.add(far);
    return found;
  };
  return new Map(
    [...arrows].map(([node, targets]) => [
      node,
      new Set([...targets].filter((to) => ![...targets].some((via) => via !== to && reachable(via).has(to)))),
    ]),
  );
}

/** Node → the nodes that it points to. */
export type Arrows = ReadonlyMap<string, Iterable<string>>;

/**
 * The circles of a directed graph: its strongly connected components with more than one node, and nodes
 * that point to themselves (Tarjan 1972). Each is returned once, its nodes sorted.
 */
export function findCircles(arrows: Arrows): string[][] {
  const circles: string[][] = [];
  const index = new Map<string, number>();
  const open: string[] = [];

  /** @returns the lowest index that can be reached from `node` without leaving what is still open. */
  const visit = (node: string): number => {
    const own = index.size;
    let lowest = own;
    let pointsToItself = false;
    index.set(node, own);
    open.push(node);
    for (const next of arrows.get(node) ?? []) {
      const known = index.get(next);
      if (next === node) pointsToItself = true;
      if (known === undefined) lowest = Math.min(lowest, visit(next));
      else if (open.includes(next)) lowest = Math.min(lowest, known);
    }
    if (lowest === own) {
      const component = open.splice(open.lastIndexOf(node));
      if (component.length > 1 || pointsToItself) circles.push(component.sort());
    }
    return lowest;
  };

  for (const node of arrows.keys()) if (!index.has(node)) visit(node);
  return circles;
}

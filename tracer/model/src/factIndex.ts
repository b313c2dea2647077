import type { Stage, StageFact } from "@ledgerscope/core";
import { fold, type Timing } from "./timing.ts";

/** Facts of one transaction and its block, by stage and node. */
export class FactIndex {
  readonly #byStage = new Map<Stage, Map<string, StageFact[]>>();
  readonly #timings = new Map<string, Timing>();

  constructor(facts: Iterable<StageFact>) {
    for (const fact of facts) {
      const nodes = this.#byStage.get(fact.stage) ?? new Map<string, StageFact[]>();
      this.#byStage.set(fact.stage, nodes);
      const held = nodes.get(fact.node);
      if (held) held.push(fact);
      else nodes.set(fact.node, [fact]);
    }
  }

  /** Nodes that a stage is known of, in order. */
  nodes(...stages: readonly Stage[]): readonly string[] {
    if (stages.length === 1) return [...(this.#byStage.get(stages[0] as Stage)?.keys() ?? [])].sort();
    return [...new Set(stages.flatMap((stage) => [...(this.#byStage.get(stage)?.keys() ?? [])]))].sort();
  }

  facts(stage: Stage, node: string): readonly StageFact[] {
    return this.#byStage.get(stage)?.get(node) ?? [];
  }

  timing(stage: Stage, node: string): Timing {
    const key = `${stage} ${node}`;
    const held = this.#timings.get(key);
    if (held) return held;
    const timing = fold(this.facts(stage, node));
    this.#timings.set(key, timing);
    return timing;
  }

  /** What each other side of a stage's calls saw, in order of their names. */
  remotes(stage: Stage, node: string): readonly { readonly remote: string; readonly timing: Timing }[] {
    const facts = this.facts(stage, node);
    const names = [...new Set(facts.map((fact) => fact.remote))].sort();
    return names.map((remote) => ({ remote, timing: fold(facts.filter((fact) => fact.remote === remote)) }));
  }
}

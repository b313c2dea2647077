import type { StageFact } from "@ledgerscope/core";

/** Longest reason that is kept, in characters. */
const LONGEST_ERROR = 500;

/** Facts about nodes that do not answer: one as it begins, the whole once it is over. */
export class Outages {
  readonly #of: Pick<StageFact, "network" | "channel">;
  /** `deliver` or `metrics`. */
  readonly #how: string;
  readonly #down = new Map<string, { readonly sinceNs: bigint; readonly error: string }>();

  constructor({ network, channel }: Pick<StageFact, "network" | "channel">, how: string) {
    this.#of = { network, channel };
    this.#how = how;
  }

  /** @returns the fact that an outage begins; nothing while it lasts. */
  down(node: string, atNs: bigint, error: string): readonly StageFact[] {
    if (this.#down.has(node)) return [];
    const reason = error.slice(0, LONGEST_ERROR);
    this.#down.set(node, { sinceNs: atNs, error: reason });
    return [this.#fact(node, reason, { startNs: atNs })];
  }

  /** @returns the outage that is over, if there was one. */
  up(node: string, atNs: bigint): readonly StageFact[] {
    const outage = this.#down.get(node);
    if (!outage) return [];
    this.#down.delete(node);
    return [this.#fact(node, outage.error, { startNs: outage.sinceNs, endNs: atNs })];
  }

  #fact(node: string, error: string, times: Pick<StageFact, "startNs" | "endNs">): StageFact {
    return {
      ...this.#of,
      ...times,
      subject: "node",
      id: String((times.endNs ?? times.startNs ?? 0n) / 1_000_000_000n),
      stage: "fabric.node.unreachable",
      ...{ node, remote: "", attempt: 0 },
      evidence: "observed",
      source: `${this.#how}:${node}`,
      attributes: { error },
    };
  }
}

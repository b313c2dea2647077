import type { Stage, StageFact } from "@ledgerscope/core";
import type { ObservedHead } from "./wirePending.ts";

/** Newest blocks that are remembered, to find where branches part. */
const MAX_REMEMBERED = 512;
/** Blocks that one step of a tag (safe, finalized) covers at most. */
const MAX_TAGGED = 1_024;

interface Seen extends ObservedHead {
  /** Absent where it was there before the observer was. */
  readonly seenNs?: bigint;
}

/**
 * The chain as one node tells it over time, as facts about its blocks: when each was first seen at the head
 * (`evm.include`), had so many blocks upon it (`evm.confirm`), was called safe and final. Holds no connection and no clock.
 */
export class ChainWatch {
  readonly #network: string;
  readonly #node: string;
  readonly #confirmations: number;
  /** Ascending, without holes. */
  #recent: Seen[] = [];
  readonly #tagged = new Map<"evm.safe" | "evm.finalize", number>();

  /** @param confirmations Blocks upon a block that make it confirmed. */
  constructor(of: { readonly network: string; readonly node: string; readonly confirmations: number }) {
    this.#network = of.network;
    this.#node = of.node;
    this.#confirmations = of.confirmations;
  }

  get head(): ObservedHead | undefined {
    return this.#recent.at(-1);
  }

  /** Whether the block with that hash is remembered as one of the node's chain. */
  holds(hash: string): boolean {
    return this.#recent.some((block) => block.hash === hash);
  }

  /** Takes a block for the head without saying when it came: it was there already. */
  begin(block: ObservedHead): void {
    this.#recent = [block];
  }

  /**
   * The node's chain goes on with these blocks; what it had above their parent has left it.
   * @param branch Ascending; the parent of the first is held.
   * @returns facts, and the blocks that left the chain, ascending.
   */
  extend(
    branch: readonly ObservedHead[],
    atNs: bigint,
  ): { readonly facts: readonly StageFact[]; readonly reverted: readonly ObservedHead[] } {
    const parent = this.#recent.findIndex(({ hash }) => hash === branch[0]?.parentHash);
    const reverted = this.#recent.splice(parent + 1);
    const facts = branch.flatMap((block, index) => {
      this.#recent.push({ ...block, seenNs: atNs });
      const replaced = reverted.find(({ number }) => number === block.number);
      const isFirst = index === 0 && reverted.length > 0;
      const seen = this.#fact(block, "evm.include", {
        startNs: atNs,
        endNs: atNs,
        attributes: {
          ...(isFirst ? { "evm.reorg.depth": String(reverted.length) } : {}),
          ...(replaced ? { "evm.reorg.hash": `0x${replaced.hash}` } : {}),
        },
      });
      const confirmed = this.#recent.at(-1 - this.#confirmations);
      const count = { "evm.confirmations": String(this.#confirmations) };
      return confirmed && this.#confirmations > 0
        ? [seen, this.#fact(confirmed, "evm.confirm", { ...startOf(confirmed), endNs: atNs, attributes: count })]
        : [seen];
    });
    this.#recent.splice(0, this.#recent.length - Math.max(MAX_REMEMBERED, this.#confirmations + 1));
    return { facts, reverted };
  }

  /**
   * The node calls this block, and so all below it, safe or final now.
   * @param number undefined: it calls none so.
   */
  tag(stage: "evm.safe" | "evm.finalize", number: number | undefined, atNs: bigint): readonly StageFact[] {
    const before = this.#tagged.get(stage);
    if (before === undefined) this.#tagged.set(stage, number ?? -1);
    // What was so when the observer came says nothing of when it became so.
    if (before === undefined || number === undefined || number <= before) return [];
    this.#tagged.set(stage, number);
    return this.#recent
      .filter((block) => block.seenNs !== undefined && block.number <= number && block.number > before)
      .slice(-MAX_TAGGED)
      .map((block) => this.#fact(block, stage, { ...startOf(block), endNs: atNs, attributes: {} }));
  }

  #fact(
    block: ObservedHead,
    stage: Stage,
    rest: Pick<StageFact, "attributes"> & Partial<Pick<StageFact, "startNs" | "endNs">>,
  ): StageFact {
    return {
      ...{ network: this.#network, channel: "", subject: "block", id: String(block.number), stage, node: this.#node },
      ...{ remote: "", attempt: 0, evidence: "observed", source: `rpc:${this.#node}` },
      ...rest,
      attributes: { "evm.block.hash": `0x${block.hash}`, ...rest.attributes },
    };
  }
}

const startOf = ({ seenNs }: Seen): { readonly startNs?: bigint } => (seenNs === undefined ? {} : { startNs: seenNs });

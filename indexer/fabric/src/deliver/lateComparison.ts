import { MetadataIndex } from "@ledgerscope/proof";
import type { BlockFeed } from "./blockFeed.ts";
import { disagreement } from "./disagreement.ts";
import { nowMs } from "./nowMs.ts";
import { differenceOf, type Opinion } from "./opinion.ts";
import { vote } from "./vote.ts";

/** Blocks that are remembered for nodes that lag behind. */
const MAX_BLOCKS = 4096;
/** How long nodes that have not sent a block yet are waited for, when one differs, in milliseconds. */
const DECIDE_MS = 3_000;

/** Entries of the metadata that are the same at every peer. */
const COMPARED: readonly number[] = [MetadataIndex.transactionsFilter, MetadataIndex.commitHash];
const EMPTY = new Uint8Array(0);

interface Given {
  /** Without envelopes: who gave it, and whoever has sent it by now. */
  readonly opinions: Opinion[];
  /** When the first that differs was seen. */
  disputedMs: number | undefined;
}

/** Compares blocks that were given already with what slower nodes send of them later. */
export class LateComparison {
  readonly #trust: readonly string[];
  readonly #given = new Map<number, Given>();
  readonly #disputed = new Set<number>();

  constructor(trust: readonly string[]) {
    this.#trust = trust;
  }

  /** @param opinions first that of the node whose block was given. */
  remember(height: number, opinions: readonly Opinion[]): void {
    const [first, ...others] = opinions;
    if (!first) return;
    const ours = copied(first);
    // Who agrees shares the copy.
    const theirs = others.map((one) => (differenceOf(first, one) ? copied(one) : { ...ours, node: one.node }));
    this.#given.set(height, { opinions: [ours, ...theirs], disputedMs: undefined });
    this.#given.delete(height - MAX_BLOCKS);
  }

  forget(): void {
    this.#given.clear();
    this.#disputed.clear();
  }

  /**
   * Takes from each feed what lies below the height.
   * @param feeds of every node that is still asked.
   * @param leave is told of each node that differs and is not believed.
   * @returns what differs, one text per block.
   * @throws CorruptDataError where the block that was given is not the one to be believed.
   */
  compare(feeds: readonly BlockFeed[], height: number, leave: (name: string, at: number) => void): string[] {
    for (const feed of feeds) {
      for (let served = feed.first; served && served.header.number < height; served = feed.first) {
        feed.shift();
        this.#note(served.header.number, { node: feed.node, served });
      }
    }
    return [...this.#disputed].flatMap((at) => this.#settle(at, feeds, leave) ?? []);
  }

  #note(at: number, opinion: Opinion): void {
    const given = this.#given.get(at);
    const [first] = given?.opinions ?? [];
    if (!given || !first || given.opinions.some(({ node }) => node.name === opinion.node.name)) return;
    const differs = differenceOf(first, opinion) !== undefined;
    given.opinions.push(differs ? copied(opinion) : { node: opinion.node, served: first.served });
    if (!differs) return;
    given.disputedMs ??= nowMs();
    this.#disputed.add(at);
  }

  #settle(at: number, feeds: readonly BlockFeed[], leave: (name: string, at: number) => void): string | undefined {
    const given = this.#given.get(at);
    const [first, ...others] = given?.opinions ?? [];
    if (!given || !first) return undefined;
    const isWaiting = nowMs() - (given.disputedMs ?? 0) < DECIDE_MS;
    const isOutstanding = ({ node, problem }: BlockFeed): boolean =>
      problem === undefined && !given.opinions.some((one) => one.node.name === node.name);
    const believed = vote(given.opinions, differenceOf, this.#trust, isWaiting ? feeds.filter(isOutstanding) : []);
    if (believed === "open") return undefined;
    this.#disputed.delete(at);
    const text = others.flatMap((other) => differenceOf(first, other)?.text ?? []).join("; ");
    if (believed === "nobody" || !believed.includes(first)) throw disagreement(at, text, believed, true);
    for (const { node } of given.opinions.filter((one) => !believed.includes(one))) leave(node.name, at);
    return `block ${at}: ${text}; ${first.node.name} believed`;
  }
}

/** The views of a served block would keep all of it in memory. */
const copied = ({ node, served: { header, metadata } }: Opinion): Opinion => ({
  node,
  served: {
    header: {
      number: header.number,
      previousHash: Uint8Array.from(header.previousHash),
      dataHash: Uint8Array.from(header.dataHash),
    },
    metadata: metadata.map((bytes, index) => (COMPARED.includes(index) ? Uint8Array.from(bytes) : EMPTY)),
  },
});

import type { BlockFeed } from "./blockFeed.ts";
import { differenceOf, disagreement, type Opinion } from "./opinion.ts";

/** Blocks that are remembered for nodes that lag behind. */
const MAX_BLOCKS = 4096;

interface Given extends Opinion {
  /** Who agreed when it was given. */
  readonly agreed: readonly BlockFeed[];
}

/** Compares blocks that were given already with what slower nodes send of them later. */
export class LateComparison {
  readonly #trust: readonly string[];
  readonly #given = new Map<number, Given>();

  constructor(trust: readonly string[]) {
    this.#trust = trust;
  }

  remember(height: number, { feed, served }: Opinion, agreed: readonly BlockFeed[]): void {
    // Copies: the views would keep whole blocks in memory.
    const metadata = served.metadata.map((bytes) => Uint8Array.from(bytes));
    const { number, previousHash, dataHash } = served.header;
    const header = { number, previousHash: Uint8Array.from(previousHash), dataHash: Uint8Array.from(dataHash) };
    this.#given.set(height, { feed, served: { header, metadata }, agreed });
    this.#given.delete(height - MAX_BLOCKS);
  }

  forget(): void {
    this.#given.clear();
  }

  /**
   * Takes from each feed what lies below the height.
   * @param leave is told of each node that differs.
   * @returns what differs, one text per node.
   * @throws CorruptDataError where the block that was given has no more on its side than the other.
   */
  compare(feeds: readonly BlockFeed[], height: number, leave: (feed: BlockFeed, at: number) => void): string[] {
    const found: string[] = [];
    for (const feed of feeds) {
      for (let served = feed.first; served && served.header.number < height; served = feed.first) {
        feed.shift();
        const at = served.header.number;
        const given = this.#given.get(at);
        const difference = given && differenceOf(given, { feed, served });
        if (!given || !difference) continue;
        const isTrusted = [given.feed, ...given.agreed].some(({ name }) => this.#trust[0] === name);
        if (given.agreed.length === 0 && !isTrusted) throw disagreement(at, `${difference.text} (stored already)`);
        found.push(`block ${at}: ${difference.text}`);
        leave(feed, at);
        break;
      }
    }
    return found;
  }
}

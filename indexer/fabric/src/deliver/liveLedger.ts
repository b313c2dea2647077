import { type Check, ConfigError, CorruptDataError, RetryableError } from "@ledgerscope/core";
import { concatBytes, equalBytes, type FabricBlock, fabricHeaderHash } from "@ledgerscope/proof";
import { nodeCrypto } from "../nodeCrypto.ts";
import type { BlockDifference } from "../source/blockDifference.ts";
import { BlockFormatError, type FabricHeader } from "../source/blockFile.ts";
import { parseFetchedBlock } from "../source/fetchedBlock.ts";
import type { Ledger, LedgerBlock } from "../source/ledger.ts";
import { BlockFeed } from "./blockFeed.ts";
import type { FabricClient } from "./fabricClient.ts";
import { LateComparison } from "./lateComparison.ts";
import { differenceOf, disagreement, type Opinion } from "./opinion.ts";
import type { ServedBlock } from "./servedBlock.ts";
import { vote } from "./vote.ts";

/** How long a block at the head is held for the other nodes to send it as well, in milliseconds. */
const GRACE_MS = 250;
/** A node that sends nothing for so long while others go on is left to itself, in milliseconds. */
const STALL_MS = 3_000;
/** How long all nodes may be away, in milliseconds, before whoever reads is told. */
const LOST_MS = 15_000;
/** How long a node may take to say how far it is, in milliseconds. */
const ANSWER_MS = 5_000;
/** How often deadlines are looked at while nothing happens, in milliseconds. */
const TICK_MS = 50;

const nowMs = (): number => performance.timeOrigin + performance.now();

/**
 * The ledger of a channel as running nodes serve it. One node, the lead, sends whole blocks; all others send
 * headers and metadata, with which each block is compared. Another one takes the lead when it breaks off,
 * stalls while others go on, or is found to lie.
 */
export class LiveLedger implements Ledger {
  readonly tail = undefined;
  readonly #channel: string;
  readonly #trust: readonly string[];
  readonly #feeds: readonly BlockFeed[];
  readonly #late: LateComparison;
  /** Nodes that differed, with the height from which on they are not asked. */
  readonly #left = new Map<BlockFeed, number>();
  #lead: BlockFeed | undefined;
  #height = 0;
  /** Hash of the block before, where it was read. */
  #previous: Uint8Array | undefined;
  #failures: string[] = [];
  #isStarted = false;
  #wake: () => void = () => undefined;

  /** @param clients in the order in which they are asked: peers, then orderers. */
  constructor(channel: string, clients: readonly FabricClient[], trust: readonly string[]) {
    this.#channel = channel;
    this.#trust = trust;
    this.#feeds = clients.map((client) => new BlockFeed(client, channel, () => this.#wake()));
    this.#late = new LateComparison(trust);
  }

  async seek(height: number): Promise<void> {
    this.#height = height;
    this.#previous = undefined;
    this.#isStarted = false;
    this.#late.forget();
  }

  async next(): Promise<LedgerBlock | undefined> {
    if (!this.#isStarted) this.#start();
    for (;;) {
      const found = await this.#take();
      if (found) return found;
      if (this.#isAtEnd()) return undefined;
      this.#throwIfLost();
      await this.#change();
    }
  }

  async nextHeader(): Promise<(FabricHeader & { readonly height: number }) | undefined> {
    const found = await this.next();
    if (!found) return undefined;
    const { block, height } = found;
    if (!block) throw new CorruptDataError(`block ${height}: ${found.problem}`, { height, raw: found.raw });
    return { number: block.number, previousHash: block.previousHash, dataHash: block.dataHash, height };
  }

  async wait(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && !this.#candidates().some(({ newest }) => newest >= this.#height)) {
      this.#throwIfLost();
      await this.#change(signal);
    }
  }

  async close(): Promise<void> {
    for (const feed of this.#feeds) feed.close();
  }

  #start(): void {
    this.#isStarted = true;
    this.#lead = this.#candidates()[0];
    for (const feed of this.#feeds) {
      if (!this.#left.has(feed)) feed.follow(this.#height, feed === this.#lead ? "blocks" : "headers");
    }
  }

  /** Peers; orderers where no peer is configured, as they know no validation codes. */
  #candidates(): readonly BlockFeed[] {
    const wanted = this.#feeds.filter((feed) => !this.#left.has(feed));
    const peers = wanted.filter(({ node }) => node.kind === "peer");
    return this.#feeds.some(({ node }) => node.kind === "peer") ? peers : wanted;
  }

  /** Ends with the next event, or at the next look at deadlines. */
  #change(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", done);
        this.#wake = () => undefined;
        resolve();
      };
      const timer = setTimeout(done, TICK_MS);
      signal?.addEventListener("abort", done);
      this.#wake = done;
    });
  }

  /** Everybody who answers has said how far it is, and nobody has the block that is due. */
  #isAtEnd(): boolean {
    const now = nowMs();
    const isSilent = (feed: BlockFeed): boolean =>
      feed.newest < 0 && feed.problem === undefined && now - feed.heardMs < ANSWER_MS;
    const candidates = this.#candidates();
    return (
      candidates.some(({ newest }) => newest >= 0) &&
      !candidates.some(isSilent) &&
      candidates.every(({ newest }) => newest < this.#height)
    );
  }

  /**
   * @throws ConfigError when the user has to change something before any node serves.
   * @throws RetryableError when none has been reached for a while.
   */
  #throwIfLost(): void {
    const candidates = this.#candidates();
    const now = nowMs();
    const problems = candidates.map((feed) => {
      if (feed.problem) return feed.problem;
      const isSilent = now - feed.heardMs > ANSWER_MS && feed.newest < 0;
      const message = `${feed.name} (${feed.node.address}) does not answer`;
      return isSilent ? { kind: "unreachable" as const, message, sinceMs: feed.heardMs } : undefined;
    });
    if (problems.some((problem) => problem === undefined)) return;
    const known = problems.flatMap((problem) => problem ?? []);
    const text = known.map(({ message }) => message).join("; ");
    if (known.length > 0 && known.every(({ kind }) => kind !== "unreachable")) {
      throw new ConfigError(`no node serves channel "${this.#channel}": ${text}`);
    }
    if (known.every(({ sinceMs }) => now - sinceMs > LOST_MS)) {
      throw new RetryableError(`no node of channel "${this.#channel}" can be reached: ${text || "all were left"}`);
    }
  }

  /** The block that is due, once it is there and compared. */
  async #take(): Promise<LedgerBlock | undefined> {
    const height = this.#height;
    this.#failures.push(...this.#late.compare(this.#others(), height, (feed, at) => this.#leave(feed, at)));
    const lead = this.#leadNow();
    const served = lead?.first;
    if (!lead || !served) return undefined;
    const read = await this.#read(served);
    const others = this.#others();
    if (read.problem !== undefined && this.#candidates().some((feed) => feed !== lead && feed.newest >= height)) {
      this.#failures.push(`${lead.name}: ${read.problem}`);
      this.#leave(lead, height);
      return undefined;
    }
    const ours: Opinion = { feed: lead, served };
    const theirs = others.flatMap((feed) => (feed.first?.header.number === height ? { feed, served: feed.first } : []));
    const differences = theirs.map((opinion) => differenceOf(ours, opinion));
    const differs = differences.some((difference) => difference !== undefined);
    const agreed = theirs.filter(({ feed }) => feed.node.kind === lead.node.kind).length + 1;
    const isMajority = agreed > 1 && agreed * 2 > this.#candidates().length;
    const waiting = others.filter((feed) => !theirs.some((one) => one.feed === feed));
    if (waiting.some((feed) => this.#isAwaited(feed, served, differs, isMajority))) return undefined;
    if (differs && !this.#settle(ours, theirs, differences)) return undefined;
    const checks = this.#checks(ours, theirs, read.block);
    this.#late.remember(
      height,
      ours,
      theirs.map(({ feed }) => feed),
    );
    for (const { feed } of [ours, ...theirs]) feed.shift();
    this.#height++;
    this.#previous = read.hash;
    return { height, block: read.block, problem: read.problem, raw: served.raw, checks };
  }

  #others(): BlockFeed[] {
    return this.#feeds.filter((feed) => feed !== this.#lead && !this.#left.has(feed));
  }

  /** The node that sends whole blocks: another one where it broke off, or stalls behind the others. */
  #leadNow(): BlockFeed | undefined {
    const lead = this.#lead;
    if (lead?.first && !this.#left.has(lead)) return lead;
    const isAble = (feed: BlockFeed): boolean => feed.problem === undefined && feed.newest >= this.#height;
    const able = this.#candidates().filter((feed) => feed !== lead && isAble(feed));
    const isGone = !lead || this.#left.has(lead) || lead.problem !== undefined || this.#isBehind(lead);
    const next = isGone ? able[0] : undefined;
    if (!next) return this.#left.has(lead as BlockFeed) ? undefined : lead;
    if (lead && !this.#left.has(lead)) lead.follow(this.#height, "headers");
    next.follow(this.#height, "blocks");
    this.#lead = next;
    return next;
  }

  /** Whether others have had the block that is due for a while. On a quiet channel nobody has, and nobody is behind. */
  #isBehind(lead: BlockFeed): boolean {
    const arrivals = this.#others().flatMap(({ first }) =>
      first?.header.number === this.#height ? [first.arrivedMs] : [],
    );
    const sinceMs = arrivals.length > 0 ? Math.min(...arrivals) : Number.POSITIVE_INFINITY;
    return nowMs() - Math.max(lead.heardMs, sinceMs) > STALL_MS;
  }

  /** The lead's block, as far as it can be judged by itself. */
  async #read(
    served: ServedBlock,
  ): Promise<{ block: FabricBlock | undefined; problem: string | undefined; hash: Uint8Array | undefined }> {
    try {
      const block = parseFetchedBlock(served.raw);
      const hash = await fabricHeaderHash(block, nodeCrypto);
      const isAlone = this.#feeds.length === 1; // then it is held back where it is verified, and nobody else is asked
      const problem = isAlone ? undefined : this.#problemOf(block);
      return { block, problem, hash };
    } catch (error) {
      if (!(error instanceof BlockFormatError)) throw error;
      return { block: undefined, problem: error.message, hash: undefined };
    }
  }

  #problemOf(block: FabricBlock): string | undefined {
    if (this.#previous && !equalBytes(this.#previous, block.previousHash)) {
      return `block ${block.number} does not follow the block before it`;
    }
    const isWhole = equalBytes(nodeCrypto.sha256(concatBytes(...block.data)), block.dataHash);
    return isWhole ? undefined : `the envelopes of block ${block.number} are not those of its data hash`;
  }

  /**
   * Whether a block is held for this node: while it catches up and moves on; at the head a moment, unless most
   * agree by then. What comes later is compared all the same.
   */
  #isAwaited(feed: BlockFeed, served: ServedBlock, differs: boolean, isMajority: boolean): boolean {
    if (feed.problem !== undefined) return false;
    const now = nowMs();
    if (differs) return now - served.arrivedMs < STALL_MS;
    if (feed.newest >= served.header.number) return now - feed.heardMs < STALL_MS;
    return !isMajority && now - served.arrivedMs < GRACE_MS;
  }

  /**
   * Nodes differ: the majority is believed, or whom the configuration trusts; the others are left.
   * @returns whether the lead is among those who are believed.
   * @throws CorruptDataError naming both sides where nobody is.
   */
  #settle(ours: Opinion, theirs: readonly Opinion[], differences: readonly (BlockDifference | undefined)[]): boolean {
    const height = this.#height;
    const all = [ours, ...theirs];
    const believed = vote(all, differenceOf, this.#trust);
    const text = differences.flatMap((difference) => difference?.text ?? []).join("; ");
    if (!believed) throw disagreement(height, text);
    for (const { feed } of all.filter((opinion) => !believed.includes(opinion))) this.#leave(feed, height);
    this.#failures.push(`${text}; ${believed.map(({ feed }) => feed.name).join(", ")} believed`);
    return believed.includes(ours);
  }

  #leave(feed: BlockFeed, height: number): void {
    this.#left.set(feed, height);
    feed.close();
  }

  /** `peer_agreement`, where there is anybody to agree with. */
  #checks(ours: Opinion, theirs: readonly Opinion[], block: FabricBlock | undefined): readonly Check[] {
    const height = this.#height;
    if (this.#feeds.length === 1) return [];
    const failures = this.#failures;
    this.#failures = [];
    if (failures.length > 0) return [{ check: "peer_agreement", state: "failed", height, detail: failures.join("; ") }];
    if (block && theirs.some(({ feed }) => feed.node.kind === ours.feed.node.kind)) {
      return [{ check: "peer_agreement", state: "verified", height }];
    }
    const doubts = this.#feeds
      .filter((feed) => feed !== ours.feed && !theirs.some((one) => one.feed === feed))
      .map((feed) => {
        const since = this.#left.get(feed);
        return since === undefined
          ? (feed.problem?.message ?? `${feed.name} has not sent the block yet`)
          : `${feed.name} differs since block ${since}`;
      });
    if (doubts.length === 0) doubts.push("orderers know no validation codes");
    return [{ check: "peer_agreement", state: "unchecked", height, detail: doubts.join("; ") }];
  }
}

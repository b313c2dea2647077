import { type Check, CorruptDataError } from "@ledgerscope/core";
import type { FabricBlock } from "@ledgerscope/proof";
import type { BlockDifference } from "../source/blockDifference.ts";
import { BlockFormatError, type FabricHeader } from "../source/blockFile.ts";
import { parseFetchedBlock, parseFetchedHeader } from "../source/fetchedBlock.ts";
import type { Ledger, LedgerBlock } from "../source/ledger.ts";
import { BlockFeed } from "./blockFeed.ts";
import { disagreement } from "./disagreement.ts";
import type { FabricClient } from "./fabricClient.ts";
import { isAtEnd, lostError } from "./feedStates.ts";
import { LateComparison } from "./lateComparison.ts";
import { nowMs } from "./nowMs.ts";
import { differenceOf, type Opinion } from "./opinion.ts";
import type { ServedBlock } from "./servedBlock.ts";
import { vote } from "./vote.ts";

/** How long a block at the head is held for the other nodes to send it as well, in milliseconds. */
const GRACE_MS = 250;
/** A node that sends nothing for so long while others go on is left to itself, in milliseconds. */
const STALL_MS = 3_000;
/** How long another node is waited for when a block proves to be wrong, in milliseconds. */
const ANOTHER_MS = 6_000;
/** How long `next` waits for a block before it says that there is none just now, in milliseconds. */
const PATIENCE_MS = 150;
/** How many blocks behind the head still are near it. */
const NEAR_BLOCKS = 200;
/** Blocks given without a node, in a row, after which it is not waited for until it has caught up. */
const MAX_MISSED = 8;
/** Lies in a row of the only node there is. */
const MAX_LIES = 3;
/** How often deadlines are looked at while nothing happens, in milliseconds. */
const TICK_MS = 50;

/** The nodes of one channel. */
export interface FabricNodes {
  readonly channel: string;
  /** For messages: `networks.relief: channel mychannel`. */
  readonly what: string;
  readonly clients: readonly FabricClient[];
}

interface Voice extends Opinion {
  readonly feed: BlockFeed;
  readonly served: ServedBlock;
}

/**
 * The ledger of a channel as running nodes serve it. One node, the lead, sends whole blocks; all others send
 * headers and metadata, with which each block is compared. Another one takes the lead when it breaks off,
 * stalls while others go on, or is found to lie.
 */
export class LiveLedger implements Ledger {
  readonly tail = undefined;
  readonly #what: string;
  readonly #trust: readonly string[];
  readonly #feeds: readonly BlockFeed[];
  readonly #late: LateComparison;
  /** Nodes that are not asked any more, and why. */
  readonly #left = new Map<BlockFeed, string>();
  /** Who sent the newest block, where that proved to be wrong, and why. */
  readonly #doubted = new Map<BlockFeed, string>();
  /** How many blocks in a row were given without a node. */
  readonly #missed = new Map<BlockFeed, number>();
  #lead: BlockFeed | undefined;
  #height = 0;
  /** What is to be told with the next block, and what was told with the one before it. */
  #failures: string[] = [];
  #told: readonly string[] = [];
  /** What ended the ledger. */
  #fatal: CorruptDataError | undefined;
  #isStarted = false;
  #wake: () => void = () => undefined;

  /** @param clients in the order in which they are asked: peers, then orderers. */
  constructor({ channel, what, clients }: FabricNodes, trust: readonly string[]) {
    this.#what = what;
    this.#trust = trust;
    this.#feeds = clients.map((client) => new BlockFeed(client, channel, () => this.#wake()));
    this.#late = new LateComparison(trust);
  }

  async seek(height: number): Promise<void> {
    this.#height = height;
    this.#isStarted = false;
    this.#doubted.clear();
    this.#late.forget();
  }

  async next(): Promise<LedgerBlock | undefined> {
    if (!this.#isStarted) this.#start();
    // The block was asked of others, and the last copy was not doubted: those before it were wrong.
    for (const [feed, reason] of this.#doubted) this.#leave(feed, reason);
    this.#doubted.clear();
    const untilMs = nowMs() + PATIENCE_MS;
    for (;;) {
      const found = this.#takeOrEnd();
      if (found) return found;
      this.#throwIfLost();
      if (this.isAtEnd || nowMs() > untilMs) return undefined;
      await this.#change();
    }
  }

  get isAtEnd(): boolean {
    return isAtEnd(this.#candidates(), this.#height);
  }

  /** By the middle one of all nodes: one alone could claim anything. */
  get isNearHead(): boolean {
    const heights = this.#candidates().map(({ newest }) => newest);
    heights.sort((a, b) => a - b);
    return (heights[(heights.length - 1) >> 1] ?? 0) - this.#height < NEAR_BLOCKS;
  }

  async nextHeader(): Promise<(FabricHeader & { readonly height: number }) | undefined> {
    for (;;) {
      const found = await this.next();
      // What was said of it belongs to the next block, as nobody stores this one.
      for (const { state, detail = "" } of found?.checks ?? []) if (state === "failed") this.#failures.push(detail);
      if (found) return { ...parseFetchedHeader(found.raw), height: found.height };
      if (this.isAtEnd) return undefined;
    }
  }

  async another(height: number, reason: string): Promise<LedgerBlock | undefined> {
    const lead = this.#lead;
    if (!lead || height !== this.#height - 1) return undefined;
    this.#doubted.set(lead, `${lead.name}: ${reason}`);
    const untilMs = nowMs() + ANOTHER_MS;
    while (nowMs() < untilMs) {
      const rest = this.#candidates().filter((feed) => !this.#doubted.has(feed) && feed.problem === undefined);
      if (rest.length === 0) break;
      const next = rest.find(({ newest }) => newest >= height);
      if (next && next !== this.#lead) {
        if (this.#lead) this.#lead.follow(this.#height, "headers");
        next.follow(height, "blocks");
        this.#lead = next;
      }
      const served = next?.first;
      if (next && next === this.#lead && served?.header.number === height) {
        next.shift();
        this.#late.remember(height, [{ node: next.node, served }]);
        const detail = [...this.#told, ...this.#doubted.values()].join("; ");
        return { ...read(served), checks: [{ check: "peer_agreement", state: "failed", height, detail }] };
      }
      await this.#change();
    }
    // Everybody's is wrong in the same way, or nobody else can be asked: it is held back, and nobody left.
    this.#doubted.clear();
    return undefined;
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
    for (const feed of this.#asked()) feed.follow(this.#height, feed === this.#lead ? "blocks" : "headers");
  }

  #asked(): readonly BlockFeed[] {
    return this.#feeds.filter((feed) => !this.#left.has(feed));
  }

  /** Peers; orderers where no peer is configured, as they know no validation codes. */
  #candidates(): readonly BlockFeed[] {
    const hasPeers = this.#feeds.some(({ node }) => node.kind === "peer");
    return this.#asked().filter(({ node }) => !hasPeers || node.kind === "peer");
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

  #throwIfLost(): void {
    this.#throwIfNobodyIsLeft();
    const left = [...this.#left.values()];
    const error = lostError(this.#candidates(), this.#what, left);
    if (error) throw error;
  }

  #throwIfNobodyIsLeft(): void {
    const candidates = this.#candidates();
    const [only] = candidates;
    const lie =
      candidates.length === 1 && only && !only.first && only.lies >= MAX_LIES ? only.problem?.message : undefined;
    if (candidates.length > 0 && lie === undefined) return;
    const reasons = [...new Set([...this.#failures, ...this.#left.values(), ...(lie === undefined ? [] : [lie])])];
    this.#fatal = new CorruptDataError(
      `${this.#what}: no node that can be believed has block ${this.#height}: ${reasons.join("; ")}`,
      { height: this.#height },
    );
    throw this.#fatal;
  }

  /** A ledger that ended stays so: whoever asks again is told again. */
  #takeOrEnd(): LedgerBlock | undefined {
    if (this.#fatal) throw this.#fatal;
    try {
      return this.#take();
    } catch (error) {
      if (error instanceof CorruptDataError) this.#fatal = error;
      throw error;
    }
  }

  /** The block that is due, once it is there and compared. */
  #take(): LedgerBlock | undefined {
    const height = this.#height;
    this.#leaveLiars();
    const late = this.#late.compare(this.#asked(), height, (name, at) => {
      const feed = this.#feeds.find((one) => one.name === name);
      if (feed) this.#leave(feed, `${name} differs since block ${at}`);
    });
    this.#failures.push(...late);
    const lead = this.#leadNow();
    const served = lead?.first;
    if (!lead || served?.header.number !== height) return undefined;
    const ours: Voice = { feed: lead, node: lead.node, served };
    const others = this.#asked().filter((feed) => feed !== lead);
    const theirs = others.flatMap((feed): Voice[] =>
      feed.first?.header.number === height ? [{ feed, node: feed.node, served: feed.first }] : [],
    );
    const differences = theirs.map((opinion) => differenceOf(ours, opinion));
    const differs = differences.some((difference) => difference !== undefined);
    const agreed = theirs.filter(({ node }) => node.kind === lead.node.kind).length + 1;
    const isMajority = agreed > 1 && agreed * 2 > this.#candidates().length;
    // Who is beyond it already has said what it has to say.
    const waiting = others.filter(({ first }) => first === undefined);
    if (waiting.some((feed) => this.#isAwaited(feed, served, differs, isMajority))) return undefined;
    if (differs && !this.#settle(ours, theirs, differences)) return undefined;
    const checks = this.#checks(ours, theirs);
    this.#late.remember(height, [ours, ...theirs]);
    for (const { feed } of [ours, ...theirs]) {
      feed.shift();
      this.#missed.delete(feed);
    }
    for (const feed of waiting) this.#missed.set(feed, (this.#missed.get(feed) ?? 0) + 1);
    this.#height++;
    const arrivals = [ours, ...theirs].flatMap(({ node, served: { isNew, arrivedMs } }) =>
      isNew ? { node: node.name, timeMs: arrivedMs } : [],
    );
    return { ...read(served), checks, arrivals };
  }

  /** Who sends what was not asked for is left, as long as there is another one. */
  #leaveLiars(): void {
    for (const feed of this.#asked()) {
      const { problem } = feed;
      if (problem?.kind !== "lie" || feed.first || this.#candidates().every((other) => other === feed)) continue;
      this.#leave(feed, problem.message);
      this.#failures.push(problem.message);
    }
  }

  /** The node that sends whole blocks: another one where it broke off, or stalls behind the others. */
  #leadNow(): BlockFeed | undefined {
    const lead = this.#lead;
    if (lead?.first && !this.#left.has(lead)) return lead;
    const isAble = (feed: BlockFeed): boolean => feed.problem === undefined && feed.newest >= this.#height;
    const able = this.#candidates().filter((feed) => feed !== lead && isAble(feed));
    const isGone = !lead || this.#left.has(lead) || lead.problem !== undefined || this.#isBehind(lead);
    const next = isGone ? able[0] : undefined;
    if (!next) return lead && this.#left.has(lead) ? undefined : lead;
    if (lead && !this.#left.has(lead)) lead.follow(this.#height, "headers");
    next.follow(this.#height, "blocks");
    this.#lead = next;
    return next;
  }

  /** Whether others have had the block that is due for a while. On a quiet channel nobody has, and nobody is behind. */
  #isBehind(lead: BlockFeed): boolean {
    const arrivals = this.#asked().flatMap((feed) =>
      feed !== lead && feed.first?.header.number === this.#height ? [feed.first.arrivedMs] : [],
    );
    const sinceMs = arrivals.length > 0 ? Math.min(...arrivals) : Number.POSITIVE_INFINITY;
    return nowMs() - Math.max(lead.deliveredMs, sinceMs) > STALL_MS;
  }

  /**
   * Whether a block is held for this node: while it catches up and moves on; at the head a moment, unless most
   * agree by then. What comes later is compared all the same.
   */
  #isAwaited(feed: BlockFeed, served: ServedBlock, differs: boolean, isMajority: boolean): boolean {
    if (feed.problem !== undefined || (this.#missed.get(feed) ?? 0) >= MAX_MISSED) return false;
    const now = nowMs();
    if (differs) return now - served.arrivedMs < STALL_MS;
    if (feed.newest >= served.header.number) return now - feed.deliveredMs < STALL_MS;
    return !isMajority && now - served.arrivedMs < GRACE_MS;
  }

  /**
   * Nodes differ: the majority is believed, or whom the configuration trusts; the others are left.
   * @returns whether the lead is among those who are believed.
   * @throws CorruptDataError naming both sides where nobody is.
   */
  #settle(ours: Voice, theirs: readonly Voice[], differences: readonly (BlockDifference | undefined)[]): boolean {
    const height = this.#height;
    const all = [ours, ...theirs];
    const believed = vote(all, differenceOf, this.#trust);
    const text = differences.flatMap((difference) => difference?.text ?? []).join("; ");
    if (believed === "nobody" || believed === "open") throw disagreement(height, text, "nobody", false);
    for (const { feed } of all.filter((opinion) => !believed.includes(opinion))) {
      this.#leave(feed, `${feed.name} differs since block ${height}`);
    }
    this.#failures.push(`${text}; ${believed.map(({ node }) => node.name).join(", ")} believed`);
    return believed.includes(ours);
  }

  #leave(feed: BlockFeed, reason: string): void {
    this.#left.set(feed, reason);
    feed.close();
  }

  /** `peer_agreement`, where there is anybody to agree with. */
  #checks(ours: Voice, theirs: readonly Voice[]): readonly Check[] {
    const height = this.#height;
    if (this.#feeds.length === 1) return [];
    const failures = this.#failures;
    this.#failures = [];
    this.#told = failures;
    if (failures.length > 0) return [{ check: "peer_agreement", state: "failed", height, detail: failures.join("; ") }];
    if (theirs.some(({ node }) => node.kind === ours.node.kind)) {
      return [{ check: "peer_agreement", state: "verified", height }];
    }
    const doubts = this.#feeds
      .filter((feed) => feed !== ours.feed && !theirs.some((one) => one.feed === feed))
      .map((feed) => this.#left.get(feed) ?? feed.problem?.message ?? `${feed.name} has not sent the block yet`);
    if (doubts.length === 0) doubts.push("orderers know no validation codes");
    return [{ check: "peer_agreement", state: "unchecked", height, detail: doubts.join("; ") }];
  }
}

function read(served: ServedBlock): Omit<LedgerBlock, "checks"> {
  const { raw, header } = served;
  const height = header.number;
  try {
    const block: FabricBlock = parseFetchedBlock(raw);
    return { height, block, problem: undefined, raw };
  } catch (error) {
    if (!(error instanceof BlockFormatError)) throw error;
    return { height, block: undefined, problem: error.message, raw };
  }
}

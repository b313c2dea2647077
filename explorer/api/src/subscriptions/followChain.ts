import type { Range, Viewer } from "@ledgerscope/core";
import type { HeadWatch } from "../headWatch.ts";
import { blocksAt, orphanedBlocks } from "../queries/blocks.ts";
import { headOf } from "../queries/heads.ts";
import type { Reader } from "../queries/readable.ts";
import type { ChainPlace } from "./chainPlace.ts";

/** What the chain did next. */
export type ChainStep =
  /** These blocks follow the place, `last` is the highest of them; half-open. */
  | { readonly kind: "blocks"; readonly heights: Range; readonly afterIndex: number; readonly last: ChainPlace }
  /** `left` is no longer part of the chain; `fork` is the highest block before it that still is. */
  | { readonly kind: "reorg"; readonly left: ChainPlace; readonly fork: ChainPlace };

/** Heights that one step covers at most. */
const MAX_HEIGHTS = 2_000;
/** How far back the parents of a block that was replaced are looked for. */
const MAX_DEPTH = 1_024;

export interface FollowOptions {
  readonly viewer: Viewer;
  readonly reader: Reader;
  readonly heads: HeadWatch;
  readonly network: string;
  /** Where the reader of events has got to; the head when not given. */
  readonly after?: ChainPlace | undefined;
  readonly signal: AbortSignal;
}

/**
 * Walks along the canonical chain from a place on, block by block without a gap, and says where it turned aside.
 * It is pulled: what a slow reader has not asked for is not read, let alone kept.
 */
export async function* followChain(options: FollowOptions): AsyncGenerator<ChainStep> {
  const { viewer, reader, heads, network, signal } = options;
  const moved = heads.follow((name) => name === network);
  signal.addEventListener("abort", () => void moved.return?.(), { once: true });
  try {
    // Listening begins before looking: nothing can happen in between.
    let awaited = moved.next();
    await heads.ready(signal);
    let at = options.after ?? (await headOf(viewer, reader, network));
    for (;;) {
      for (;;) {
        const step = signal.aborted ? undefined : await nextStep(options, at);
        if (!step) break;
        at = step.kind === "reorg" ? step.fork : step.last;
        yield step;
      }
      const { done } = await awaited;
      if (done) return;
      awaited = moved.next();
      // Without a block so far everything is new, from the first one on.
      at ??= { height: -1, hash: "" };
    }
  } finally {
    await moved.return?.();
  }
}

/** What comes after a place; undefined while nothing does. */
async function nextStep(options: FollowOptions, at: ChainPlace | undefined): Promise<ChainStep | undefined> {
  const { viewer, reader, network } = options;
  if (!at) return undefined;
  const head = await headOf(viewer, reader, network);
  if (!head) return undefined;
  const isStart = at.height < 0;
  const [stored] = isStart ? [] : await blocksAt(viewer, reader, network, [at.height]);
  if (!isStart && stored?.hash !== at.hash) {
    const fork = await forkOf(options, at);
    if (fork) return { kind: "reorg", left: at, fork };
    // Taken back without a replacement: what comes is the same again, or another block of this height.
    if (head.height < at.height) return undefined;
    const [below] = await blocksAt(viewer, reader, network, [at.height - 1]);
    return below && { kind: "reorg", left: at, fork: { height: below.height, hash: below.hash } };
  }
  const from = at.txIndex === undefined ? at.height + 1 : at.height;
  if (head.height < from) return undefined;
  const to = Math.min(head.height + 1, from + MAX_HEIGHTS);
  // Where none of these heights is stored, the step goes on to the head.
  const last = (to <= head.height && (await lastOf(options, { from, to }))) || head;
  return {
    kind: "blocks",
    heights: { from, to: last.height + 1 },
    afterIndex: at.txIndex ?? -1,
    last: { height: last.height, hash: last.hash },
  };
}

/** The highest stored block of these heights. */
async function lastOf(
  { viewer, reader, network }: FollowOptions,
  { from, to }: Range,
): Promise<ChainPlace | undefined> {
  const heights = Array.from({ length: to - from }, (_, index) => from + index);
  const blocks = await blocksAt(viewer, reader, network, heights);
  return blocks.sort((a, b) => b.height - a.height)[0];
}

/** The highest canonical ancestor of a block that was replaced; undefined where the replaced blocks are not kept. */
async function forkOf({ viewer, reader, network }: FollowOptions, at: ChainPlace): Promise<ChainPlace | undefined> {
  const lowest = Math.max(0, at.height - MAX_DEPTH);
  const heights = Array.from({ length: at.height - lowest + 1 }, (_, index) => lowest + index);
  const [orphans, canonical] = await Promise.all([
    orphanedBlocks(viewer, reader, network, { heights }),
    blocksAt(viewer, reader, network, heights),
  ]);
  const parentOf = new Map(orphans.map(({ hash, parentHash }) => [hash, parentHash]));
  const standing = new Map(canonical.map(({ hash, height }) => [hash, height]));
  for (let hash: string | undefined = at.hash; hash !== undefined; hash = parentOf.get(hash)) {
    const height = standing.get(hash);
    if (height !== undefined) return { height, hash };
  }
  return undefined;
}

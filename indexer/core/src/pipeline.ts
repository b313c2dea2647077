import type { Batch } from "./batch.ts";
import type { BlockRef } from "./block.ts";
import { CorruptDataError, type ForkError } from "./errors.ts";
import { commonAncestor } from "./fork.ts";
import type { Sink } from "./sink.ts";
import type { Source } from "./source.ts";

/** How many blocks are asked for at a time when a fork is found, and how many held ones are looked at in all. */
const FORK_WINDOW = 256;
const FORK_DEPTH = 16 * FORK_WINDOW;

export interface PipelineEvents {
  /** After a batch is stored. */
  onBatch?(batch: Batch): void;
  /** After the head zone was rewound. */
  onReorg?(from: BlockRef, to: BlockRef | undefined): void;
}

/**
 * Rewinds to the newest block that the node has as well.
 * @throws CorruptDataError when there is none, or when a final block would be touched; it names both sides.
 */
export async function rewindTo(
  source: Source,
  sink: Sink,
  fork: ForkError,
  { onReorg }: PipelineEvents,
): Promise<void> {
  const ancestor = await ancestorOf(source, sink, fork);
  const { number } = fork.expected;
  if (!ancestor && number > FORK_WINDOW) {
    throw new CorruptDataError(
      `no common block with the node below it: ${fork.message}. ` +
        "Is this the same chain? If the chain was deliberately rewritten, index it under a new network name.",
      { height: number, cause: fork },
    );
  }
  try {
    await sink.rewind(ancestor);
  } catch (cause) {
    if (!(cause instanceof CorruptDataError)) throw cause;
    throw new CorruptDataError(`the node reverted a final block: ${fork.message} (${cause.message})`, {
      height: number,
      cause,
    });
  }
  onReorg?.(fork.expected, ancestor);
}

/** Among the blocks that the fork brought with it, or further down, window by window. */
async function ancestorOf(source: Source, sink: Sink, fork: ForkError): Promise<BlockRef | undefined> {
  const held = await sink.recent(FORK_DEPTH);
  const first = held[0]?.number ?? 0;
  for (let theirs = fork.canonical; theirs.length > 0; ) {
    const ancestor = commonAncestor(held, theirs);
    const lowest = theirs[0]?.number ?? 0;
    if (ancestor || lowest <= first || !source.refs) return ancestor;
    theirs = await source.refs(Math.max(first, lowest - FORK_WINDOW), lowest);
  }
  return undefined;
}

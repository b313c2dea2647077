import type { Batch } from "./batch.ts";
import type { BlockRef } from "./block.ts";
import { CorruptDataError, type ForkError } from "./errors.ts";
import { commonAncestor } from "./fork.ts";
import type { Sink } from "./sink.ts";

/** How many recent blocks are compared with the node's when a fork is found. */
const FORK_WINDOW = 256;

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
export async function rewindTo(sink: Sink, fork: ForkError, { onReorg }: PipelineEvents): Promise<void> {
  const ancestor = commonAncestor(await sink.recent(FORK_WINDOW), fork.canonical);
  const { number } = fork.expected;
  if (!ancestor && number > FORK_WINDOW) {
    throw new CorruptDataError(
      `no common block with the node in the last ${FORK_WINDOW}: ${fork.message}. ` +
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

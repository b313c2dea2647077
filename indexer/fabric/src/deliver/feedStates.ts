import { ConfigError, RetryableError } from "@ledgerscope/core";
import type { BlockFeed } from "./blockFeed.ts";
import { nowMs } from "./nowMs.ts";

/** How long all nodes may be away, in milliseconds, before whoever reads is told. */
const LOST_MS = 15_000;
/** How long a node may take to say how far it is, in milliseconds. */
const ANSWER_MS = 5_000;

/** Everybody who answers has said how far it is, and nobody has the block that is due. */
export function isAtEnd(feeds: readonly BlockFeed[], height: number): boolean {
  const now = nowMs();
  const answering = feeds.filter(({ problem }) => problem === undefined);
  const isSilent = ({ newest, deliveredMs }: BlockFeed): boolean => newest < 0 && now - deliveredMs < ANSWER_MS;
  // Who says that it has the block, and does not send it, is not believed for ever.
  const hasBlock = ({ newest, first, deliveredMs }: BlockFeed): boolean =>
    newest >= height && (first !== undefined || now - deliveredMs < ANSWER_MS);
  return answering.some(({ newest }) => newest >= 0) && !answering.some(isSilent) && !answering.some(hasBlock);
}

/**
 * Why none of these nodes serves blocks; undefined while one does, or may.
 * @param what for messages: `networks.relief: channel mychannel`.
 * @param left what was wrong with those that are not asked any more.
 * @returns ConfigError when the user has to change something, RetryableError when all have been away for a while.
 */
export function lostError(
  feeds: readonly BlockFeed[],
  what: string,
  left: readonly string[],
): ConfigError | RetryableError | undefined {
  const now = nowMs();
  const problems = feeds.map((feed) => {
    if (feed.problem) return { ...feed.problem, sinceMs: feed.wellMs };
    const isSilent = now - feed.deliveredMs > ANSWER_MS && feed.newest < 0;
    const message = `${feed.name} (${feed.node.address}) does not answer`;
    return isSilent ? { kind: "unreachable" as const, message, sinceMs: feed.deliveredMs } : undefined;
  });
  if (problems.some((problem) => problem === undefined)) return undefined;
  const known = problems.flatMap((problem) => problem ?? []);
  const text = [...known.map(({ message }) => message), ...left].join("; ");
  if (known.length > 0 && known.every(({ kind }) => kind === "config" || kind === "channel")) {
    return new ConfigError(`${what}: no node serves it: ${text}`);
  }
  if (!known.every(({ sinceMs }) => now - sinceMs > LOST_MS)) return undefined;
  return new RetryableError(`${what}: no node can be reached: ${text}`);
}

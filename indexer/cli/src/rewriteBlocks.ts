import { type BlockRef, CorruptDataError, type Range, type RangeSet, type Source } from "@ledgerscope/core";
import { planRevision, type RevisionPlan, revise } from "@ledgerscope/warehouse";
import type { Network } from "./network.ts";
import type { NetworkLock } from "./networkLock.ts";
import type { Session } from "./session.ts";
import type { Rewrite } from "./storeBlocks.ts";

/** Most blocks that are taken back before they are read again: what an interruption leaves as a gap. */
const PIECE_BLOCKS = 10_000;

interface Piece extends Range {
  readonly first: BlockRef;
  readonly last: BlockRef;
}

/** What is stored of the ranges, to be written anew. */
export async function planRewrite(
  { warehouse }: Session,
  network: Network,
  asked: RangeSet,
): Promise<readonly RevisionPlan[]> {
  const target = { network: network.name, tables: network.adapter.schema.tables };
  const plans: RevisionPlan[] = [];
  for (const range of asked) {
    const plan = await planRevision(warehouse, target, range);
    if (plan.ranges.length > 0) plans.push(plan);
  }
  return plans;
}

/**
 * Takes pieces of what is stored back just before they are read again, and only where the source's first and last block
 * are the stored ones: they are the same blocks then, since each names the one before.
 */
export function rewriteOf(
  { warehouse, signal }: Session,
  network: Network,
  source: Source,
  plans: readonly RevisionPlan[],
  lock: NetworkLock,
): Rewrite {
  const pieces = plans.flatMap(({ ranges }) => piecesOf(ranges));
  const target = { network: network.name, tables: network.adapter.schema.tables };
  return {
    pieces,
    async prepare(range) {
      const piece = pieces.find(({ from }) => from === range.from);
      if (!piece) return;
      for (const stored of [piece.first, piece.last]) {
        const found = await hashAt(source, stored.number, signal);
        if (found === stored.hash) continue;
        throw new CorruptDataError(
          `block ${stored.number} is stored as ${stored.hash}, the source has ${found ?? "none that passes its checks"}: ` +
            `${range.from}:${range.to} was left as it is (ledgerscope rewind takes back what the chain no longer has)`,
          { height: stored.number },
        );
      }
      lock.check();
      await revise(warehouse, target, await planRevision(warehouse, target, range), { orphans: false });
    },
  };
}

function piecesOf(ranges: RevisionPlan["ranges"]): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const { from, to, firstHash, lastHash } of ranges) {
    const last = { number: to - 1, hash: lastHash };
    const before = pieces.at(-1);
    if (before && before.to === from && to - before.from <= PIECE_BLOCKS) {
      pieces[pieces.length - 1] = { ...before, to, last };
    } else {
      pieces.push({ from, to, first: { number: from, hash: firstHash }, last });
    }
  }
  return pieces;
}

async function hashAt(source: Source, height: number, signal: AbortSignal): Promise<string | undefined> {
  for await (const { headers } of source.stream({ from: height, to: height + 1 }, signal)) {
    const header = headers.find(({ number }) => number === height);
    if (header) return header.hash;
  }
  return undefined;
}

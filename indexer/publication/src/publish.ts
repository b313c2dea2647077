import { type Range, type RangeSet, subtractRanges, unionRanges } from "@ledgerscope/core";
import { STORE } from "@ledgerscope/schema";
import { insertRows, type Warehouse } from "@ledgerscope/warehouse";
import { type Disclosure, discloseCounts, discloseWhole } from "./disclose.ts";
import { enforcePolicy } from "./enforcePolicy.ts";

import { loadPolicy, type PublicationPolicy, type PublicationRule, type Treatment } from "./policy.ts";
import { proveBlock } from "./proveBlock.ts";
import { publicSchema } from "./publicSchema.ts";
import { readBlocks, readTotals, storedRanges } from "./readSource.ts";
import { disclosedBlocks } from "./tables/disclosedBlocks.ts";
import { disclosedRawBlocks } from "./tables/disclosedRawBlocks.ts";
import { disclosedTransactions } from "./tables/disclosedTransactions.ts";
import { disclosedWithholdings } from "./tables/disclosedWithholdings.ts";

/** Blocks read and written at a time: bounds memory, since whole blocks are held in it. */
const BLOCKS_PER_STEP = 50;

export interface PublishOptions {
  /** The private warehouse; only read. */
  readonly from: Warehouse;
  /** The public warehouse. */
  readonly to: Warehouse;
  readonly policyPath: string;
  readonly signal: AbortSignal;
  /** After each step, with what that step published. */
  readonly onProgress?: (progress: PublishedChannel) => void;
}

export interface PublishedChannel {
  readonly network: string;
  readonly channel: string;
  readonly treatment: Treatment;
  /** Blocks published in this run; those that were public already are not counted. */
  readonly blocks: number;
  /** Their transactions: published + withheld. */
  readonly transactions: number;
  readonly withheld: number;
}

export interface PublishSummary {
  readonly policyVersion: number;
  readonly policySha256: string;
  readonly channels: readonly PublishedChannel[];
}

/**
 * Brings the public warehouse up to what the policy allows of what the private one has. Only heights
 * that are not public yet are read; a second call right after the first does nothing.
 * @throws ConfigError for a policy that is wrong, or that changed without a higher version.
 * @throws CorruptDataError when a stored block does not hash to what its header says: it is not published.
 */
export async function publish({ from, to, policyPath, signal, onProgress }: PublishOptions): Promise<PublishSummary> {
  const policy = await loadPolicy(policyPath);
  await to.migrate([publicSchema]);
  await enforcePolicy(to, policy);
  const channels: PublishedChannel[] = [];
  for (const rule of policy.publish) {
    let sum: PublishedChannel = emptyOf(rule);
    for (const range of await unpublished(from, to, policy, rule)) {
      for (const step of stepsOf(range)) {
        if (signal.aborted) break;
        const disclosure = await disclose(from, policy, rule, step);
        if (disclosure.blocks.length === 0) continue;
        await store(to, disclosure);
        const progress = countOf(rule, disclosure);
        sum = add(sum, progress);
        onProgress?.(progress);
      }
    }
    channels.push(sum);
  }
  return { policyVersion: policy.version, policySha256: policy.sha256, channels };
}

/** Stored in full in the private warehouse, and not in the public one. */
async function unpublished(
  from: Warehouse,
  to: Warehouse,
  policy: PublicationPolicy,
  { network, channel }: PublicationRule,
): Promise<RangeSet> {
  const rows = await to.query<{ from: string; to: string }>(
    // Consecutive heights share the difference between height and rank.
    `SELECT min(height) AS "from", max(height) + 1 AS "to"
    FROM (
      SELECT height, row_number() OVER (ORDER BY height) AS rank
      FROM (
        SELECT DISTINCT height FROM ${STORE}.disclosed_blocks
        WHERE network = {network:String} AND channel = {channel:String} AND policy_version = {version:UInt32}
      )
    )
    GROUP BY height - rank`,
    { network, channel, version: policy.version },
  );
  const published = unionRanges(rows.map((row) => ({ from: Number(row.from), to: Number(row.to) })));
  const stored = await storedRanges(from, network);
  return stored.flatMap((range) => subtractRanges(range, published));
}

function* stepsOf({ from, to }: Range): Generator<Range> {
  for (let at = from; at < to; at += BLOCKS_PER_STEP) yield { from: at, to: Math.min(to, at + BLOCKS_PER_STEP) };
}

async function disclose(
  from: Warehouse,
  policy: PublicationPolicy,
  rule: PublicationRule,
  step: Range,
): Promise<Disclosure> {
  if (rule.blocks === "counts") return discloseCounts(policy, rule, await readTotals(from, rule, step));
  const blocks = await readBlocks(from, rule, step);
  for (const block of blocks) await proveBlock(rule.network, block);
  return discloseWhole(policy, rule, blocks);
}

/** The block rows come last: a block that stands in `disclosed_blocks` is public in full. */
async function store(to: Warehouse, disclosure: Disclosure): Promise<void> {
  await insertRows(to, disclosedRawBlocks, disclosure.rawBlocks);
  await insertRows(to, disclosedTransactions, disclosure.transactions);
  await insertRows(to, disclosedWithholdings, disclosure.withholdings);
  await insertRows(to, disclosedBlocks, disclosure.blocks);
}

const emptyOf = ({ network, channel, blocks }: PublicationRule): PublishedChannel => ({
  network,
  channel,
  treatment: blocks,
  blocks: 0,
  transactions: 0,
  withheld: 0,
});

const countOf = (rule: PublicationRule, { blocks }: Disclosure): PublishedChannel => ({
  ...emptyOf(rule),
  blocks: blocks.length,
  transactions: blocks.reduce((sum, block) => sum + block.tx_count, 0),
  withheld: blocks.reduce((sum, block) => sum + block.withheld_count, 0),
});

const add = (sum: PublishedChannel, step: PublishedChannel): PublishedChannel => ({
  ...sum,
  blocks: sum.blocks + step.blocks,
  transactions: sum.transactions + step.transactions,
  withheld: sum.withheld + step.withheld,
});

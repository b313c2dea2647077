import type { Viewer } from "@ledgerscope/core";
import { blocksOf, type Glance, type Reader } from "./glance.ts";

/** A block after which peers do not have the same state. */
export interface Fork {
  readonly channel: string;
  readonly height: number;
  /** By commit hash (hex): the nodes that state it; `ledger` is the stored block's own. */
  readonly sides: readonly { readonly commitHash: string; readonly nodes: readonly string[] }[];
}

/** What comparing the commit hashes of peers has shown. */
export interface ForkCheck {
  /** Blocks whose commit hash is known from at least two places. */
  readonly compared: number;
  /** Of these, blocks that differ: from the first one on, all do. */
  readonly differing: number;
  /** The first block that differs; undefined when none does. */
  readonly first: Fork | undefined;
}

/**
 * Compares the commit hashes that peers log and send. Each hash covers the one before and what the block did to the
 * state (core/ledger/kvledger, since Fabric 1.4), so that peers which differ once differ ever after: the first block
 * is where their states parted.
 */
export async function forkAlarm(reader: Reader, viewer: Viewer, glance: Glance): Promise<ForkCheck> {
  const blocks = blocksOf(viewer, glance);
  const hashes = `WITH ids AS (${blocks.heights}),
hashes AS (
  SELECT DISTINCT channel, toUInt64OrZero(id) AS height, node, lower(attributes['fabric.block.commit_hash']) AS hash
  FROM store.stage_facts
  WHERE ${blocks.sql} AND subject = 'block' AND stage = 'fabric.commit' AND id IN (SELECT toString(height) FROM ids)
    AND attributes['fabric.block.commit_hash'] != ''
  UNION ALL
  SELECT channel, height, 'ledger' AS node, lower(hex(commit_hash)) AS hash
  FROM store.fabric_blocks WHERE ${blocks.sql} AND height IN (SELECT height FROM ids) AND commit_hash != ''
),
compared AS (
  SELECT channel, height, groupArray((hash, node)) AS stated, uniqExact(hash) AS sides
  FROM hashes GROUP BY channel, height HAVING uniqExact(node) > 1
)`;
  const [row] = await reader.query<{
    compared: string;
    differing: string;
    channel: string;
    height: string;
    stated: readonly (readonly [string, string])[];
  }>(
    `${hashes}
SELECT count() AS compared, countIf(sides > 1) AS differing, argMinIf(tuple(c.channel, c.height, c.stated), c.height, sides > 1) AS parted,
  parted.1 AS channel, parted.2 AS height, parted.3 AS stated
FROM compared AS c`,
    blocks.params,
  );
  const differing = Number(row?.differing ?? 0);
  return {
    compared: Number(row?.compared ?? 0),
    differing,
    first: row && differing > 0 ? forkOf(row.channel, Number(row.height), row.stated) : undefined,
  };
}

function forkOf(channel: string, height: number, stated: readonly (readonly [string, string])[]): Fork {
  const nodesOf = new Map<string, string[]>();
  for (const [hash, node] of stated) nodesOf.set(hash, [...(nodesOf.get(hash) ?? []), node].sort());
  const sides = [...nodesOf].map(([commitHash, nodes]) => ({ commitHash, nodes }));
  return {
    channel,
    height,
    sides: sides.sort((a, b) => b.nodes.length - a.nodes.length || (a.commitHash < b.commitHash ? -1 : 1)),
  };
}

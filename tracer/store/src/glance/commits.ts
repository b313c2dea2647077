import type { Scope } from "../scope.ts";

/**
 * Whose clock tells: ours, where blocks were heard from the nodes (`ours`); the peers' own, by their logs, where how far
 * their clocks agree is part of the figures (`nodes`).
 */
export type LagClock = "ours" | "nodes";

/**
 * Two WITH clauses: `commits`, when each peer is known to have committed each block (Unix nanoseconds), and `lags`, how
 * far behind the first peer that was, by the same kind of clock. Nodes that write blocks as orderers are left out.
 */
export const commitsOf = ({ sql, heights }: Scope & { readonly heights: string }): string => `ids AS (${heights}),
orderers AS (
  SELECT node FROM store.stage_facts
  WHERE ${sql} AND subject = 'block' AND stage = 'fabric.order.write' AND id IN (SELECT toString(height) FROM ids)
),
commits AS (
  SELECT channel, height, node, clock, min(at_ns) AS at_ns FROM (
    SELECT channel, toUInt64OrZero(id) AS height, node, if(startsWith(source, 'deliver:'), 'ours', 'nodes') AS clock,
      toUnixTimestamp64Nano(assumeNotNull(end_at)) AS at_ns
    FROM store.stage_facts
    WHERE ${sql} AND subject = 'block' AND stage = 'fabric.commit' AND isNotNull(end_at)
      AND id IN (SELECT toString(height) FROM ids)
    UNION ALL
    SELECT channel, height, node, 'ours' AS clock, toUnixTimestamp64Nano(arrived_at) AS at_ns
    FROM store.fabric_arrivals
    WHERE ${sql} AND height IN (SELECT height FROM ids) AND node NOT IN (SELECT node FROM orderers)
  ) GROUP BY channel, height, node, clock
),
lags AS (
  SELECT channel, height, node, clock, at_ns - min(at_ns) OVER (PARTITION BY channel, height, clock) AS behind,
    count() OVER (PARTITION BY channel, height, clock) AS peers
  FROM commits
)`;

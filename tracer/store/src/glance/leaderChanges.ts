import type { Viewer } from "@ledgerscope/core";
import { scopeOf } from "../scope.ts";
import { type Glance, type Reader, secondsOf } from "./glance.ts";

/** A change of who leads the consensus, folded from what all nodes said of it. */
export interface LeaderChange {
  readonly consensus: "raft" | "bft";
  /** Raft's term or BFT's view; empty where the nodes did not say. */
  readonly number: string;
  /** Number of the leading node in the consensus; empty while there is none. */
  readonly leader: string;
  /** The node that has this number, where it has said so; else empty. */
  readonly leaderNode: string;
  /** First and last node's time of it, Unix nanoseconds, decimal. */
  readonly firstNs: string;
  readonly lastNs: string;
  /** Nodes that saw it. */
  readonly nodes: readonly string[];
}

const MAX_ROWS = 200;

/** Changes of leader, term and view by the nodes' own words, newest first. */
export async function leaderChanges(reader: Reader, viewer: Viewer, glance: Glance): Promise<LeaderChange[]> {
  const scope = secondsOf(viewer, glance);
  const whole = scopeOf(viewer, glance.network, { channel: true });
  return reader.query<LeaderChange>(
    `WITH
-- A node names its own number on its events (Raft), or on the blocks that it writes (BFT).
numbers AS (
  SELECT attributes['raft.id'] AS number, any(toString(node)) AS node FROM store.stage_facts
  WHERE ${whole.sql} AND subject = 'node' AND attributes['raft.id'] != '' GROUP BY number
  UNION ALL
  SELECT attributes['bft.id'] AS number, any(toString(node)) AS node FROM store.stage_facts
  WHERE ${whole.sql} AND subject = 'block' AND stage = 'fabric.order.write' AND attributes['bft.id'] != ''
    AND id IN (SELECT toString(height) FROM store.fabric_blocks WHERE ${whole.sql} ORDER BY height DESC LIMIT 10)
  GROUP BY number
),
changes AS (
  SELECT if(attributes['bft.view'] != '' OR attributes['bft.leader'] != '', 'bft', 'raft') AS consensus, at, node,
    if(consensus = 'bft', attributes['bft.view'], attributes['raft.term']) AS number,
    if(consensus = 'bft', attributes['bft.leader'], attributes['raft.leader']) AS said,
    -- Raft numbers nodes from 1; a node's metrics say only that it leads.
    if(said IN ('0', 'true'), '', said) AS leader, if(said = 'true', toString(node), '') AS itself
  FROM store.stage_facts
  WHERE ${scope.sql} AND subject = 'node' AND stage IN ('fabric.node.leader', 'fabric.node.view')
    AND (number != '' OR itself != '')
)
SELECT c.consensus AS consensus, c.number AS number, max(c.leader) AS leader, max(if(c.itself = '', n.node, c.itself)) AS leaderNode,
  toString(toUnixTimestamp64Nano(min(c.at))) AS firstNs, toString(toUnixTimestamp64Nano(max(c.at))) AS lastNs,
  arraySort(groupUniqArray(toString(c.node))) AS nodes
FROM changes AS c LEFT JOIN numbers AS n ON c.leader = n.number
GROUP BY c.consensus, c.number, if(c.number = '', toString(c.at), '') ORDER BY min(c.at) DESC LIMIT ${MAX_ROWS}`,
    { ...whole.params, ...scope.params },
  );
}

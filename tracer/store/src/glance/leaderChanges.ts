import type { Viewer } from "@ledgerscope/core";
import { type Glance, type Reader, secondsOf } from "./glance.ts";

/** A change of who leads the consensus, folded from what all nodes said of it. */
export interface LeaderChange {
  readonly consensus: "raft" | "bft";
  /** Raft's term or BFT's view; empty where the nodes did not say. */
  readonly number: string;
  /** Number of the leading node in the consensus; empty while there is none. */
  readonly leader: string;
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
  return reader.query<LeaderChange>(
    `SELECT if(attributes['bft.view'] != '' OR attributes['bft.leader'] != '', 'bft', 'raft') AS consensus,
  if(consensus = 'bft', attributes['bft.view'], attributes['raft.term']) AS number,
  if(consensus = 'bft', attributes['bft.leader'], attributes['raft.leader']) AS leader,
  toString(toUnixTimestamp64Nano(min(at))) AS firstNs, toString(toUnixTimestamp64Nano(max(at))) AS lastNs,
  arraySort(groupUniqArray(toString(node))) AS nodes
FROM store.stage_facts
WHERE ${scope.sql} AND subject = 'node' AND stage IN ('fabric.node.leader', 'fabric.node.view')
  AND (number != '' OR leader != '')
GROUP BY consensus, number, leader ORDER BY min(at) DESC LIMIT ${MAX_ROWS}`,
    scope.params,
  );
}

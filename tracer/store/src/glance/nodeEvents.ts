import type { Viewer } from "@ledgerscope/core";
import { type Glance, type Reader, secondsOf } from "./glance.ts";

/** What befell a node, or the consensus as the node saw it. */
export interface NodeEvent {
  /** `fabric.node.leader`, … */
  readonly stage: string;
  readonly node: string;
  /** Unix nanoseconds of its end (its start where that is all there is), decimal. */
  readonly atNs: string;
  /** Nanoseconds, decimal; null where it was an instant or has not ended. */
  readonly durationNs: string | null;
  readonly source: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** The last event of the page before. */
export interface NodeEventPosition {
  readonly atNs: string;
  readonly node: string;
  readonly stage: string;
  readonly source: string;
}

/** Which events; what is left out does not matter. */
interface NodeEventFilter {
  readonly stages?: readonly string[];
  readonly node?: string;
}

/** Events of the nodes, newest first. */
export async function nodeEvents(
  reader: Reader,
  viewer: Viewer,
  glance: Glance,
  page: NodeEventFilter & { readonly limit: number; readonly after?: NodeEventPosition },
): Promise<NodeEvent[]> {
  const scope = secondsOf(viewer, glance);
  const { after, stages, node } = page;
  const conditions = [
    scope.sql,
    "subject = 'node'",
    ...(stages ? ["stage IN {stages:Array(String)}"] : []),
    ...(node === undefined ? [] : ["node = {node:String}"]),
    ...(after
      ? [
          `(toUnixTimestamp64Nano(at), node, stage, source) < ({afterNs:Int64}, {afterNode:String}, {afterStage:String}, {afterSource:String})`,
        ]
      : []),
  ];
  return reader.query<NodeEvent>(
    `SELECT stage, node, toString(toUnixTimestamp64Nano(at)) AS atNs,
  if(any(edge) = 'span' AND any(end_at) > any(start_at), toString(toUnixTimestamp64Nano(assumeNotNull(any(end_at))) - toUnixTimestamp64Nano(assumeNotNull(any(start_at)))), NULL) AS durationNs,
  source, any(attributes) AS attributes
FROM store.stage_facts WHERE ${conditions.join(" AND ")}
GROUP BY at, node, stage, source
ORDER BY at DESC, node DESC, stage DESC, source DESC LIMIT {limit:UInt32}`,
    {
      ...scope.params,
      limit: page.limit,
      ...(stages && { stages }),
      ...(node !== undefined && { node }),
      ...(after && {
        afterNs: after.atNs,
        afterNode: after.node,
        afterStage: after.stage,
        afterSource: after.source,
      }),
    },
  );
}

import type { Viewer } from "@ledgerscope/core";
import { type Glance, type NodeEvent, type NodeEventPosition, nodeEvents } from "@ledgerscope/tracer-store";
import type { Warehouse } from "@ledgerscope/warehouse";
import { decimal, openTexts, sealTexts } from "../../cursor.ts";
import { type Page, type PageArguments, readSealedPage } from "../../page.ts";

/** One page of what befell the nodes; cursors belong to the stages and the node asked for. */
export function nodeEventsPage(
  warehouse: Warehouse,
  viewer: Viewer,
  glance: Glance,
  { stages, node }: { readonly stages?: readonly string[] | undefined; readonly node?: string },
  page: PageArguments,
): Promise<Page<NodeEvent>> {
  const sorted = stages && [...stages].sort();
  const list = `node-events:${glance.network}:${sorted?.join(",") ?? ""}:${node ?? ""}`;
  const read = (limit: number, after?: NodeEventPosition): Promise<NodeEvent[]> =>
    nodeEvents(warehouse, viewer, glance, {
      limit,
      ...(after && { after }),
      ...(sorted && { stages: sorted }),
      ...(node !== undefined && { node }),
    });
  return readSealedPage(
    page,
    (limit, after) => {
      if (after === undefined) return read(limit);
      const [atNs = "", at = "", stage = "", source = ""] = openTexts(list, after, 4);
      return read(limit, { atNs: decimal(atNs), node: at, stage, source });
    },
    ({ atNs, node: at, stage, source }) => sealTexts(list, [atNs, at, stage, source]),
  );
}

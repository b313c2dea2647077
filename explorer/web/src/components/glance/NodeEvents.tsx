import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import { formatDuration } from "@ledgerscope/ui/format/time.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { stageName } from "@ledgerscope/ui/trace/traceSpan.ts";
import type { ReactElement } from "react";
import type { NodeEventRowsFragment } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { NodeLink } from "./NodeLink.tsx";

/** What befell the nodes, newest first; what happened again and again, and nothing else in between, is one row. */
export function NodeEvents({ events, network, lang }: NodeEventsProps): ReactElement {
  const t = text(lang);
  return (
    <DataTable
      caption={t("glance.events")}
      rows={repeatsOf(events.edges)}
      rowKey={({ last }) => last.cursor}
      empty={t("glance.events.none")}
      columns={[
        {
          key: "at",
          header: t("time.utc"),
          phone: "bare",
          cell: ({ last }) => <Time iso={last.node.at} lang={lang} short />,
        },
        ...(network === undefined
          ? []
          : [
              {
                key: "node",
                header: t("glance.by.node"),
                phone: "bare" as const,
                cell: ({ last }: Repeats) => <NodeLink node={last.node.node} network={network} lang={lang} />,
              },
            ]),
        {
          key: "what",
          header: t("glance.events.what"),
          phone: "bare",
          cell: ({ last, first, times }) => (
            <>
              {stageName(last.node.stage, lang)}
              {times > 1 && (
                <span className="muted">
                  {" "}
                  {t("glance.events.times", { times })} <Time iso={first.node.at} lang={lang} short />
                </span>
              )}
            </>
          ),
        },
        {
          key: "lasted",
          header: t("glance.events.lasted"),
          align: "end",
          cell: ({ last: { node } }) =>
            node.durationNs === null ? "–" : formatDuration(BigInt(node.durationNs), lang),
        },
        {
          key: "detail",
          header: t("glance.events.detail"),
          phone: "wide",
          cell: ({ last }) => <bdi className="muted">{printableLine(detailOf(last), 160)}</bdi>,
        },
      ]}
    />
  );
}

type Edge = NodeEventRowsFragment["edges"][number];

/** The same thing again and again. */
interface Repeats {
  readonly first: Edge;
  readonly last: Edge;
  readonly times: number;
}

const detailOf = ({ node }: Edge): string => node.attributes.map(({ key, value }) => `${key} = ${value}`).join(", ");

const sameness = (edge: Edge): string =>
  [edge.node.node, edge.node.stage, edge.node.durationNs ?? "", detailOf(edge)].join("\0");

function repeatsOf(edges: readonly Edge[]): Repeats[] {
  const found: Repeats[] = [];
  for (const edge of edges) {
    const before = found.at(-1);
    if (before !== undefined && sameness(before.last) === sameness(edge))
      found[found.length - 1] = { ...before, first: edge, times: before.times + 1 };
    else found.push({ first: edge, last: edge, times: 1 });
  }
  return found;
}

interface NodeEventsProps {
  readonly events: NodeEventRowsFragment;
  /** Whose nodes they are; undefined where all are of the one node that the page is about. */
  readonly network?: string;
  readonly lang: Lang;
}

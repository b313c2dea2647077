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

/** What befell the nodes, newest first. */
export function NodeEvents({ events, network, lang }: NodeEventsProps): ReactElement {
  const t = text(lang);
  return (
    <DataTable
      caption={t("glance.events")}
      rows={events.edges}
      rowKey={({ cursor }) => cursor}
      empty={t("glance.events.none")}
      columns={[
        {
          key: "at",
          header: t("time.utc"),
          phone: "bare",
          cell: ({ node }) => <Time iso={node.at} lang={lang} short />,
        },
        {
          key: "node",
          header: t("glance.by.node"),
          phone: "bare",
          cell: ({ node }) => <NodeLink node={node.node} network={network} lang={lang} />,
        },
        {
          key: "what",
          header: t("glance.events.what"),
          phone: "bare",
          cell: ({ node }) => stageName(node.stage, lang),
        },
        {
          key: "lasted",
          header: t("glance.events.lasted"),
          align: "end",
          cell: ({ node }) => (node.durationNs === null ? "–" : formatDuration(BigInt(node.durationNs), lang)),
        },
        {
          key: "detail",
          header: t("glance.events.detail"),
          phone: "wide",
          cell: ({ node }) => (
            <bdi className="muted">
              {printableLine(node.attributes.map(({ key, value }) => `${key} = ${value}`).join(", "), 160)}
            </bdi>
          ),
        },
      ]}
    />
  );
}

interface NodeEventsProps {
  readonly events: NodeEventRowsFragment;
  readonly network: string;
  readonly lang: Lang;
}

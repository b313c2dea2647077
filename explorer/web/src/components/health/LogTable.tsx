import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatBytes, formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { LogRowFragment } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { NodeLink } from "../glance/NodeLink.tsx";

/** The logs of nodes and how far they have been read. */
export function LogTable({ logs, network, lang }: LogTableProps): ReactElement {
  const t = text(lang);
  return (
    <DataTable
      caption={t("ops.health.logs")}
      rows={logs}
      rowKey={({ node, path }) => `${node} ${path}`}
      empty={t("ops.health.logs.none")}
      columns={[
        {
          key: "node",
          header: t("glance.by.node"),
          phone: "bare",
          // A chaincode logs as well, and is no node.
          cell: ({ node, facts }) =>
            facts === "0" ? printableLine(node, 40) : <NodeLink node={node} network={network} lang={lang} />,
        },
        {
          key: "path",
          header: t("ops.health.logs.file"),
          phone: "wide",
          cell: ({ path }) => (
            <code title={printableLine(path, 500)}>{printableLine(path.slice(path.lastIndexOf("/") + 1), 60)}</code>
          ),
        },
        {
          key: "read",
          header: t("ops.health.logs.read"),
          align: "end",
          cell: ({ offset }) => formatBytes(offset, lang),
        },
        {
          key: "lines",
          header: t("ops.health.logs.lines"),
          align: "end",
          cell: ({ lines }) => formatNumber(lines, lang),
        },
        {
          key: "facts",
          header: t("ops.health.logs.facts"),
          align: "end",
          cell: ({ facts }) => formatNumber(facts, lang),
        },
        {
          key: "malformed",
          header: t("ops.health.logs.malformed"),
          align: "end",
          cell: ({ malformed, reasons }) => (
            <span title={printableLine(reasons.join("; "), 300)}>{formatNumber(malformed, lang)}</span>
          ),
        },
        {
          key: "last",
          header: t("ops.health.logs.last"),
          cell: ({ last }) => <Time iso={last} lang={lang} short />,
        },
      ]}
    />
  );
}

interface LogTableProps {
  readonly logs: readonly LogRowFragment[];
  readonly network: string;
  readonly lang: Lang;
}

import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { LagRowFragment, NodeRowFragment } from "../../generated/graphql.ts";
import { text, textOr } from "../../i18n/text.ts";
import { duration } from "./duration.ts";
import { NodeHeight } from "./NodeHeight.tsx";
import { NodeLink } from "./NodeLink.tsx";

/** The nodes of a network: what each does, how far it is and how late, and when it was last seen. */
export function NodeTable({ nodes, lags, network, lang, brief = false }: NodeTableProps): ReactElement {
  const t = text(lang);
  const newest = Math.max(0, ...nodes.map(({ height }) => Number(height ?? 0)));
  const lagOf = (node: string): LagRowFragment | undefined =>
    // Our clock is one clock; the nodes' own are several.
    lags.find((lag) => lag.node === node && lag.clock === "ours") ?? lags.find((lag) => lag.node === node);
  const slowest = Math.max(0, ...nodes.map(({ name }) => lagOf(name)?.p95Ns ?? 0));
  return (
    <DataTable
      caption={t("ops.nodes")}
      rows={nodes}
      rowKey={({ name }) => name}
      empty={t("ops.nodes.none")}
      columns={[
        {
          key: "node",
          header: t("glance.by.node"),
          phone: "bare",
          cell: ({ name }) => <NodeLink node={name} network={network} lang={lang} />,
        },
        {
          key: "role",
          header: t("ops.node.role"),
          phone: "bare",
          cell: ({ roles }) =>
            roles.length === 0 ? (
              <span className="muted">–</span>
            ) : (
              roles.map((role) => t(`ops.node.role.${role}`)).join(" · ")
            ),
        },
        {
          key: "height",
          header: t("block.height"),
          align: "end",
          cell: ({ height }) => <NodeHeight height={height} newest={newest} lang={lang} />,
        },
        {
          key: "lag",
          header: t("ops.node.lag"),
          align: "end",
          cell: ({ name }) => {
            const lag = lagOf(name);
            if (lag === undefined || Number(lag.blocks) === 0) return <span className="muted">–</span>;
            return (
              <>
                {lag.p95Ns === slowest && slowest > 0 && nodes.length > 1 && (
                  <>
                    <Badge tone="unproven" icon="clock">
                      {t("ops.node.slowest")}
                    </Badge>{" "}
                  </>
                )}
                {duration(lag.p95Ns, lang)}
              </>
            );
          },
        },
        ...(brief
          ? []
          : [
              {
                key: "version",
                header: t("ops.node.version"),
                cell: ({ version }: NodeRowFragment) =>
                  version === null ? <span className="muted">–</span> : printableLine(version, 24),
              },
              {
                key: "unreachable",
                header: t("ops.node.unreachable"),
                align: "end" as const,
                cell: ({ unreachable }: NodeRowFragment) => formatNumber(unreachable, lang),
              },
              {
                key: "sources",
                header: t("ops.node.sources"),
                cell: ({ sources }: NodeRowFragment) => (
                  <span className="muted">{sources.map((one) => textOr(lang, "ops.source.", one)).join(" · ")}</span>
                ),
              },
            ]),
        {
          key: "seen",
          header: t("ops.node.seen"),
          cell: ({ lastSeen }) =>
            lastSeen === null ? <span className="muted">–</span> : <Time iso={lastSeen} lang={lang} short />,
        },
      ]}
    />
  );
}

interface NodeTableProps {
  readonly nodes: readonly NodeRowFragment[];
  readonly lags: readonly LagRowFragment[];
  readonly network: string;
  readonly lang: Lang;
  /** The most important columns alone. */
  readonly brief?: boolean;
}

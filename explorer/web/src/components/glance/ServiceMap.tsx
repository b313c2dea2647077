import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement, ReactNode } from "react";
import type { EdgeFactsFragment } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";
import { duration } from "./duration.ts";
import { BOX, layoutServiceMap, type MapLine, type MapNode } from "./layoutServiceMap.ts";
import more from "./More.module.css";
import styles from "./ServiceMap.module.css";

/** Edges in the table before the rest is folded. */
const SHOWN = 20;

/** Who calls whom: a drawing, and the same as a table. */
export function ServiceMap({ edges, nodes: known, network, lang }: ServiceMapProps): ReactElement {
  const t = text(lang);
  if (edges.length === 0) return <p className="muted">{t("glance.map.none")}</p>;
  const { width, height, nodes, lines, leftOut } = layoutServiceMap(edges);
  const most = Math.max(1, ...lines.map(({ calls }) => calls));
  const nameOf = (name: string, isClient: boolean): string =>
    name === "" ? t(isClient ? "glance.map.unknownClient" : "glance.map.anyOrderer") : printableLine(name, 20);
  const hrefOf = (name: string, isClient: boolean): string | undefined =>
    name === ""
      ? undefined
      : isClient
        ? url.organisation(lang, network, name)
        : known.includes(name)
          ? url.node(lang, network, name)
          : undefined;
  const linked = (name: string, isClient: boolean): ReactNode => {
    const href = hrefOf(name, isClient);
    return href === undefined ? nameOf(name, isClient) : <AppLink href={href}>{nameOf(name, isClient)}</AppLink>;
  };
  const table = (rows: readonly EdgeFactsFragment[]): ReactNode => (
    <DataTable
      caption={t("glance.map")}
      rows={rows}
      rowKey={(edge) => `${edge.kind} ${edge.fromClient} ${edge.source} ${edge.target}`}
      empty={null}
      columns={[
        { key: "kind", header: t("glance.map.kind"), cell: (edge) => t(`glance.edge.${edge.kind}`) },
        { key: "from", header: t("glance.map.from"), cell: (edge) => linked(edge.source, edge.fromClient) },
        { key: "to", header: t("glance.map.to"), cell: (edge) => linked(edge.target, false) },
        {
          key: "calls",
          header: t("glance.map.calls"),
          align: "end",
          cell: (edge) => formatNumber(edge.calls, lang),
        },
        {
          key: "errors",
          header: t("glance.map.errors"),
          align: "end",
          cell: ({ errors }) =>
            errors === "0" ? (
              <span className="muted">0</span>
            ) : (
              <strong className={styles["failed"]}>{formatNumber(errors, lang)}</strong>
            ),
        },
        { key: "p50", header: t("glance.p50"), align: "end", cell: (edge) => duration(edge.p50Ns, lang) },
        { key: "p95", header: t("glance.p95"), align: "end", cell: (edge) => duration(edge.p95Ns, lang) },
      ]}
    />
  );
  const said = (line: MapLine): string =>
    line.edges
      .map(({ kind, calls, errors, p50Ns, p95Ns }) =>
        t("glance.map.edge", {
          kind: t(`glance.edge.${kind}`),
          calls: formatNumber(calls, lang),
          errors: formatNumber(errors, lang),
          p50: duration(p50Ns, lang),
          p95: duration(p95Ns, lang),
        }),
      )
      .join("\n");
  return (
    <div className={styles["map"]}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable from the keyboard */}
      <section className={styles["scroll"]} aria-label={t("glance.map")} tabIndex={0}>
        <svg className={styles["drawing"]} viewBox={`0 0 ${width} ${height}`}>
          <title>{t("glance.map.summary", { edges: edges.length, nodes: nodes.length })}</title>
          {lines.map((line) => (
            <g key={line.id} className={styles["line"]} data-kind={line.kind}>
              <title>{`${nameOf(line.source.name, line.source.role === "client")} → ${nameOf(line.target.name, false)}\n${said(line)}`}</title>
              <path d={line.path} strokeWidth={1 + 5 * (Math.log1p(line.calls) / Math.log1p(most)) ** 2} />
              {line.errors > 0 && (
                <path d={line.path} className={styles["failing"]} strokeWidth={1.4} strokeDasharray="2 6" />
              )}
            </g>
          ))}
          {nodes.map((node) => (
            <MapBox key={node.id} node={node} href={hrefOf(node.name, node.role === "client")}>
              {nameOf(node.name, node.role === "client")}
            </MapBox>
          ))}
        </svg>
      </section>
      <ul className={styles["legend"]}>
        {(["endorse", "broadcast", "disseminate"] as const).map((kind) => (
          <li key={kind} data-kind={kind}>
            {t(`glance.map.legend.${kind}`)}
          </li>
        ))}
        <li data-kind="errors">{t("glance.map.legend.errors")}</li>
        {leftOut > 0 && <li data-kind="none">{t("glance.map.leftOut", { count: leftOut })}</li>}
      </ul>
      <div className={styles["table"]}>
        {table(edges.slice(0, SHOWN))}
        {edges.length > SHOWN && (
          <details className={more["more"]}>
            <summary>{t("ops.more", { count: edges.length - SHOWN })}</summary>
            {table(edges.slice(SHOWN))}
          </details>
        )}
      </div>
    </div>
  );
}

/** A participant, leading to its page where it has one. */
function MapBox({ node: { x, y, role }, href, children }: MapBoxProps): ReactElement {
  const box = (
    <g className={styles["node"]} data-role={role}>
      <rect x={x - BOX.width / 2} y={y - BOX.height / 2} width={BOX.width} height={BOX.height} rx={5} />
      <text x={x} y={y + 4} textAnchor="middle">
        {children}
      </text>
    </g>
  );
  return href === undefined ? box : <a href={href}>{box}</a>;
}

interface MapBoxProps {
  readonly node: MapNode;
  readonly href: string | undefined;
  readonly children: string;
}

interface ServiceMapProps {
  readonly edges: readonly EdgeFactsFragment[];
  /** Nodes that have a page of their own. */
  readonly nodes: readonly string[];
  readonly network: string;
  readonly lang: Lang;
}

import { SeriesChart } from "@ledgerscope/ui/chart/SeriesChart.tsx";
import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { GlanceFactsFragment, LagClock } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";
import { duration } from "./duration.ts";
import styles from "./PeersPanel.module.css";

/** How far peers are behind each other, and whether they agree on the state. */
export function PeersPanel({ glance, network, lang }: PeersPanelProps): ReactElement {
  const t = text(lang);
  const { commitLag, forkCheck } = glance;
  const laggards = glance.networkFindings?.laggards ?? [];
  return (
    <div className={styles["peers"]}>
      <ForkLine check={forkCheck} network={network} lang={lang} />
      {laggards.length > 0 && (
        <ul className={styles["laggards"]}>
          {laggards.map((one) => (
            <li key={`${one.node} ${one.fromHeight}`}>
              <strong>{one.title}</strong> {one.summary}
            </li>
          ))}
        </ul>
      )}
      {commitLag.length === 0 && <p className="muted">{t("glance.lag.none")}</p>}
      {(["ours", "nodes"] as const).map((clock) => {
        const rows = commitLag.filter((row) => row.clock === clock);
        if (rows.length === 0) return null;
        return (
          <section key={clock}>
            <h3 className={styles["clock"]}>{t(`glance.lag.clock.${clock}`)}</h3>
            <LagChart glance={glance} clock={clock} lang={lang} />
            <DataTable
              caption={t("glance.lag")}
              rows={rows}
              rowKey={(row) => row.node}
              empty={null}
              columns={[
                { key: "node", header: t("glance.by.node"), phone: "bare", cell: (row) => printableLine(row.node, 40) },
                { key: "p50", header: t("glance.p50"), align: "end", cell: (row) => duration(row.p50Ns, lang) },
                { key: "p95", header: t("glance.p95"), align: "end", cell: (row) => duration(row.p95Ns, lang) },
                { key: "max", header: t("glance.max"), align: "end", cell: (row) => duration(row.maxNs, lang) },
                {
                  key: "blocks",
                  header: t("glance.lag.blocks"),
                  align: "end",
                  cell: (row) => formatNumber(row.blocks, lang),
                },
                {
                  key: "missing",
                  header: t("glance.lag.missing"),
                  align: "end",
                  cell: (row) => formatNumber(row.missing, lang),
                },
                {
                  key: "height",
                  header: t("glance.lag.height"),
                  align: "end",
                  cell: (row) => formatNumber(row.height, lang),
                },
              ]}
            />
          </section>
        );
      })}
    </div>
  );
}

function LagChart({
  glance,
  clock,
  lang,
}: Omit<PeersPanelProps, "network"> & { clock: LagClock }): ReactElement | null {
  const t = text(lang);
  const points = glance.commitLagOverBlocks.filter((point) => point.clock === clock);
  const nodes = [...new Set(points.map(({ node }) => node))].sort();
  const heights = [...new Set(points.map(({ fromHeight }) => fromHeight))].sort((a, b) => a - b);
  if (heights.length < 2) return null;
  const rows = heights.map((height) => {
    const here = points.filter(({ fromHeight }) => fromHeight === height);
    const last = here[0]?.toHeight ?? height;
    return {
      label: formatNumber(height, lang),
      name: t("glance.lag.stretch", { from: formatNumber(height, lang), to: formatNumber(last, lang) }),
      values: nodes.map((node) => here.find((point) => point.node === node)?.p95Ns ?? null),
    };
  });
  return (
    <SeriesChart
      rows={rows}
      series={nodes.map((node) => printableLine(node, 40))}
      kind="lines"
      unit="duration"
      lang={lang}
      summary={t("glance.lag.summary", { nodes: nodes.length })}
      rowHeader={t("network.blocks")}
    />
  );
}

function ForkLine({ check, network, lang }: ForkLineProps): ReactElement {
  const t = text(lang);
  const { compared, differing, first } = check;
  if (first === null)
    return (
      <p className={styles["fork"]}>
        <Badge tone={compared === 0 ? "neutral" : "success"} icon={compared === 0 ? "question" : "check"}>
          {t(compared === 0 ? "glance.fork.unknown" : "glance.fork.agree")}
        </Badge>{" "}
        <span className="muted">{t("glance.fork.compared", { compared })}</span>
      </p>
    );
  return (
    <div className={styles["fork"]} role="alert">
      <p>
        <Badge tone="failed" icon="alert">
          {t("glance.fork.differ")}
        </Badge>{" "}
        {t("glance.fork.since", { differing })}{" "}
        <AppLink href={url.block(lang, network, first.height)}>
          {t("block.title", { height: formatNumber(first.height, lang) })}
        </AppLink>
      </p>
      <ul className={styles["sides"]}>
        {first.sides.map(({ commitHash, nodes }) => (
          <li key={commitHash}>
            <Hash value={commitHash} what={t("block.fabric.commitHash")} lang={lang} />{" "}
            {printableLine(nodes.join(", "), 200)}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface ForkLineProps {
  readonly check: GlanceFactsFragment["forkCheck"];
  readonly network: string;
  readonly lang: Lang;
}

interface PeersPanelProps {
  readonly glance: Pick<GlanceFactsFragment, "commitLag" | "commitLagOverBlocks" | "forkCheck" | "networkFindings">;
  readonly network: string;
  readonly lang: Lang;
}

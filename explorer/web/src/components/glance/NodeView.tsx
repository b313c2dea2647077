import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Pager } from "@ledgerscope/ui/components/Pager.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { Stat, Stats } from "@ledgerscope/ui/components/Stat.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { LaggardFactsFragment, LogRowFragment, NodeQuery } from "../../generated/graphql.ts";
import { text, textOr } from "../../i18n/text.ts";
import { nextPage } from "../../page/nextPage.ts";
import { url } from "../../url.ts";
import { IdentityTable } from "../fabric/IdentityTable.tsx";
import { LogTable } from "../health/LogTable.tsx";
import { duration } from "./duration.ts";
import { LagChart } from "./LagChart.tsx";
import { Laggards } from "./Laggards.tsx";
import { NodeEvents } from "./NodeEvents.tsx";
import { NodeMetrics } from "./NodeMetrics.tsx";
import { StageLatencies } from "./StageLatencies.tsx";

/** One node: how far it is, how late, what it did and how long that took, what befell it. */
export function NodeView(props: NodeViewProps): ReactElement {
  const { node: one, laggards, logs, network, hasCertificates, page, isLaterPage, lang } = props;
  const t = text(lang);
  const lag = one.lag.find(({ clock }) => clock === "ours") ?? one.lag[0];
  return (
    <>
      <Stats>
        <Stat
          name={t("ops.node.role")}
          note={one.sources.map((source) => textOr(lang, "ops.source.", source)).join(" · ")}
        >
          {one.roles.length === 0 ? "–" : one.roles.map((role) => t(`ops.node.role.${role}`)).join(" · ")}
        </Stat>
        <Stat name={t("block.height")}>
          {one.height === null ? (
            "–"
          ) : (
            <AppLink href={url.block(lang, network, one.height)}>{formatNumber(one.height, lang)}</AppLink>
          )}
        </Stat>
        <Stat
          name={t("ops.node.lag")}
          note={lag && t("ops.node.lag.max", { max: duration(lag.maxNs, lang), blocks: Number(lag.blocks) })}
        >
          {lag === undefined || Number(lag.blocks) === 0 ? "–" : duration(lag.p95Ns, lang)}
        </Stat>
        <Stat
          name={t("ops.node.version")}
          note={
            one.started !== null && (
              <>
                {t("ops.node.started")} <Time iso={one.started} lang={lang} short />
              </>
            )
          }
        >
          {one.version === null ? "–" : printableLine(one.version, 24)}
        </Stat>
        <Stat name={t("ops.node.unreachable")}>{formatNumber(one.unreachable, lang)}</Stat>
        <Stat name={t("ops.node.seen")}>
          {one.lastSeen === null ? "–" : <Time iso={one.lastSeen} lang={lang} short />}
        </Stat>
      </Stats>
      <Laggards laggards={laggards} network={network} named={false} lang={lang} />
      {one.lagOverBlocks.length > 1 && (
        <Panel title={t("glance.lag")}>
          {(["ours", "nodes"] as const).map((clock) => (
            <LagChart key={clock} points={one.lagOverBlocks} clock={clock} lang={lang} />
          ))}
        </Panel>
      )}
      <Panel
        title={t("ops.node.stages")}
        aside={<AppLink href={url.slow(lang, network, { node: one.name })}>{t("ops.node.traces")}</AppLink>}
        flush
      >
        <StageLatencies
          latencies={one.stageLatencies}
          by="network"
          stageHref={(stage) => url.latency(lang, network, { stage, node: one.name })}
          lang={lang}
        />
      </Panel>
      <Panel title={t("ops.node.calls")} flush>
        <DataTable
          caption={t("ops.node.calls")}
          rows={one.calls}
          rowKey={({ stage }) => stage}
          empty={t("ops.node.calls.none")}
          columns={[
            {
              key: "kind",
              header: t("ops.node.calls.kind"),
              phone: "bare",
              cell: ({ stage }) => textOr(lang, "ops.rpc.", stage),
            },
            {
              key: "count",
              header: t("glance.map.calls"),
              align: "end",
              cell: ({ count }) => formatNumber(count, lang),
            },
            {
              key: "errors",
              header: t("glance.map.errors"),
              align: "end",
              cell: ({ errors }) => formatNumber(errors, lang),
            },
            { key: "p50", header: t("glance.p50"), align: "end", cell: ({ p50Ns }) => duration(p50Ns, lang) },
            { key: "p95", header: t("glance.p95"), align: "end", cell: ({ p95Ns }) => duration(p95Ns, lang) },
            { key: "max", header: t("glance.max"), align: "end", cell: ({ maxNs }) => duration(maxNs, lang) },
          ]}
        />
      </Panel>
      {hasCertificates && (
        <Panel
          title={t("ops.node.certificates")}
          aside={one.certificates.length > 0 && <span className="muted">{t("ops.node.certificates.how")}</span>}
          flush
        >
          <IdentityTable
            rows={one.certificates}
            network={network}
            lang={lang}
            empty={t("ops.node.certificates.none")}
          />
        </Panel>
      )}
      <div id="events">
        <Panel title={t("glance.events")} flush>
          <NodeEvents events={one.events} lang={lang} />
          <Pager
            of={t("glance.events")}
            lang={lang}
            firstHref={isLaterPage ? page(undefined) : undefined}
            nextHref={nextPage(one.events.pageInfo, page)}
          />
        </Panel>
      </div>
      {logs.length > 0 && (
        <Panel title={t("ops.node.log")} flush>
          <LogTable logs={logs} network={network} lang={lang} />
        </Panel>
      )}
      <Panel title={t("ops.node.metrics")} flush>
        <NodeMetrics metrics={one.metrics} lang={lang} />
      </Panel>
    </>
  );
}

interface NodeViewProps {
  readonly node: NonNullable<NonNullable<NonNullable<NodeQuery["network"]>["glance"]>["node"]>;
  /** Findings on this node. */
  readonly laggards: readonly LaggardFactsFragment[];
  /** Its own. */
  readonly logs: readonly LogRowFragment[];
  readonly network: string;
  /** Whether nodes of its family have any. */
  readonly hasCertificates: boolean;
  /** The same page with other events: those after this cursor. */
  readonly page: (events: string | undefined) => string;
  readonly isLaterPage: boolean;
  readonly lang: Lang;
}

import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Notice } from "@ledgerscope/ui/components/Notice.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { formatDuration } from "@ledgerscope/ui/format/time.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { TraceWaterfall } from "@ledgerscope/ui/trace/TraceWaterfall.tsx";
import type { ReactElement } from "react";
import type { TraceFactsFragment } from "../generated/graphql.ts";
import { text } from "../i18n/text.ts";
import styles from "./TracePanel.module.css";

/** A transaction's way through its network, or that nobody saw it. */
export function TracePanel({ trace, compareHref, lang }: TracePanelProps): ReactElement {
  const t = text(lang);
  if (trace === null)
    return (
      <Panel title={t("transaction.trace")}>
        <Notice title={t("transaction.trace.none.title")}>{t("transaction.trace.none.text")}</Notice>
      </Panel>
    );
  const [startNs, endNs] = [BigInt(trace.startNs), BigInt(trace.endNs)];
  return (
    <Panel
      title={t("transaction.trace")}
      aside={
        <span className={styles["aside"]}>
          <span className="muted">{formatDuration(endNs - startNs, lang)}</span>
          {trace.unknownNs !== null && (
            <span className="muted">{t("trace.unknown", { time: formatDuration(BigInt(trace.unknownNs), lang) })}</span>
          )}
          <AppLink href={compareHref}>{t("trace.compare")}</AppLink>
        </span>
      }
    >
      <TraceWaterfall
        spans={trace.spans.map((span) => ({
          ...span,
          startNs: BigInt(span.startNs),
          endNs: BigInt(span.endNs),
        }))}
        startNs={startNs}
        endNs={endNs}
        gaps={trace.gaps}
        clocks={trace.clocks.map(({ node, offsetNs, boundNs }) => ({
          node,
          offsetNs: BigInt(offsetNs),
          boundNs: boundNs === null ? null : BigInt(boundNs),
        }))}
        lang={lang}
      />
      {!trace.closed && <p className="muted">{t("transaction.trace.open")}</p>}
    </Panel>
  );
}

interface TracePanelProps {
  readonly trace: TraceFactsFragment | null;
  /** Where this transaction is put beside another one. */
  readonly compareHref: string;
  readonly lang: Lang;
}

import { Notice } from "@ledgerscope/ui/components/Notice.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { formatDuration } from "@ledgerscope/ui/format/time.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { TraceWaterfall } from "@ledgerscope/ui/trace/TraceWaterfall.tsx";
import type { ReactElement } from "react";
import type { TraceFactsFragment } from "../generated/graphql.ts";
import { text } from "../i18n/text.ts";

/** A transaction's way through its network, or that nobody saw it. */
export function TracePanel({ trace, lang }: { trace: TraceFactsFragment | null; lang: Lang }): ReactElement {
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
      aside={<span className="muted">{formatDuration(endNs - startNs, lang)}</span>}
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
        lang={lang}
      />
      {!trace.closed && <p className="muted">{t("transaction.trace.open")}</p>}
    </Panel>
  );
}

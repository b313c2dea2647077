import type { ReactElement } from "react";
import { formatDuration } from "../format/time.ts";
import type { Lang } from "../i18n/lang.ts";
import { uiText } from "../i18n/uiMessages.ts";
import { axisTicks } from "./axisTicks.ts";
import { layoutWaterfall } from "./layoutWaterfall.ts";
import { PhaseStrip } from "./PhaseStrip.tsx";
import { phaseShares } from "./phaseShares.ts";
import { type NodeClock, TraceClocks } from "./TraceClocks.tsx";
import { type TraceGap, TraceGaps } from "./TraceGaps.tsx";
import { TraceTable } from "./TraceTable.tsx";
import styles from "./TraceWaterfall.module.css";
import { evidences, type TraceSpan } from "./traceSpan.ts";
import { WaterfallKeys } from "./WaterfallKeys.tsx";
import { WaterfallRow } from "./WaterfallRow.tsx";
import { percent } from "./waterfallStyle.ts";

/**
 * When a transaction passed which stage, under one bar that says where its time went. Colour says the phase, the bar's
 * pattern and a word say how well each time is known, and what was not seen is listed with the way to see it. Each row
 * opens to its details; the same is there as a table. Rows are `details` elements, which work without scripts; with
 * them arrows walk and fold the rows (`WaterfallKeys`).
 */
export function TraceWaterfall({ spans, startNs, endNs, gaps, clocks = [], lang }: TraceWaterfallProps): ReactElement {
  const t = uiText(lang);
  const rows = layoutWaterfall(spans, { startNs, endNs });
  const shownEvidence = evidences.filter((evidence) => spans.some((span) => span.evidence === evidence));
  const total = endNs - startNs;
  return (
    <div className={styles["trace"]} data-waterfall="">
      <PhaseStrip shares={phaseShares(rows, { startNs, endNs })} lang={lang} />
      <div className={styles["legend"]}>
        <ul aria-label={t("trace.evidence")}>
          {shownEvidence.map((evidence) => (
            <li key={evidence} title={t(`trace.evidence.${evidence}.meaning`)}>
              <span className={styles["swatch"]} data-evidence={evidence} aria-hidden="true" />
              {t(`trace.evidence.${evidence}`)}
            </li>
          ))}
        </ul>
        <WaterfallKeys
          labels={{ main: t("trace.fold"), all: t("trace.unfold") }}
          foldable={rows.some(({ depth }) => depth > 1)}
        />
      </div>
      <div className={styles["chart"]}>
        {total > 0n && (
          <div className={styles["axis"]} aria-hidden="true">
            {axisTicks(total).map((tick) => (
              <span
                key={tick.toString()}
                data-end={Number(tick) > 0.9 * Number(total)}
                style={{ insetInlineStart: percent(Number(tick) / Number(total)) }}
              >
                {formatDuration(tick, lang)}
              </span>
            ))}
          </div>
        )}
        <ol className={styles["rows"]} aria-label={t("trace.timeline")}>
          {rows.map((row) => (
            <li key={row.span.spanId}>
              <WaterfallRow row={row} startNs={startNs} lang={lang} />
            </li>
          ))}
        </ol>
      </div>
      {gaps.length > 0 && <TraceGaps gaps={gaps} lang={lang} />}
      <TraceClocks clocks={clocks} lang={lang} />
      <TraceTable rows={rows} startNs={startNs} lang={lang} />
    </div>
  );
}

interface TraceWaterfallProps {
  readonly spans: readonly TraceSpan[];
  /** Unix nanoseconds: what the picture spans. */
  readonly startNs: bigint;
  readonly endNs: bigint;
  readonly gaps: readonly TraceGap[];
  readonly clocks?: readonly NodeClock[];
  readonly lang: Lang;
}

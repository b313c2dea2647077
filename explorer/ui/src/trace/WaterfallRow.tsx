import type { ReactElement } from "react";
import { ChainText } from "../components/ChainText.tsx";
import { Fact, Facts } from "../components/Facts.tsx";
import { Icon } from "../components/Icon.tsx";
import { formatDuration, formatUtc } from "../format/time.ts";
import type { Lang } from "../i18n/lang.ts";
import { uiText } from "../i18n/uiMessages.ts";
import { boundOf, otherAttributes } from "./boundOf.ts";
import { clockName } from "./clockName.ts";
import type { WaterfallRow as Row } from "./layoutWaterfall.ts";
import { phaseOf } from "./phaseOf.ts";
import styles from "./TraceWaterfall.module.css";
import { stageName, type TraceSpan } from "./traceSpan.ts";
import { percent, phaseColour } from "./waterfallStyle.ts";

/** One span of a waterfall: its stage and node, its bar, how long it took and how that is known; opens to the rest. */
export function WaterfallRow({ row, startNs, lang }: WaterfallRowProps): ReactElement {
  const t = uiText(lang);
  const { span, depth, offset, width } = row;
  const bound = boundOf(span);
  const instant = span.endNs === span.startNs;
  const duration = instant ? t("trace.instant") : formatDuration(span.endNs - span.startNs, lang);
  return (
    <details className={styles["row"]} style={phaseColour(phaseOf(span.name))} data-depth={depth}>
      <summary className={styles["summary"]} data-row="">
        <span className={styles["name"]} style={{ paddingInlineStart: `${Math.min(depth, 6) * 0.9}rem` }}>
          <Icon name="right" size={10} />
          <span>
            {stageName(span.name, lang)}
            {span.node !== "" && <span className={styles["node"]}>{span.node}</span>}
          </span>
        </span>
        <span className={styles["track"]}>
          <span
            className={styles["bar"]}
            data-evidence={span.evidence}
            data-instant={instant}
            style={{ insetInlineStart: percent(offset), inlineSize: percent(width) }}
          />
        </span>
        <span className={styles["duration"]} title={instant ? t("trace.instant.meaning") : undefined}>
          {duration}
          {span.status === "error" && (
            <span className={styles["error"]}>
              <Icon name="cross" size={12} />
              <span className="visually-hidden">{t("trace.error")}</span>
            </span>
          )}
        </span>
        <span className={styles["evidence"]} title={t(`trace.evidence.${span.evidence}.meaning`)}>
          {t(`trace.evidence.${span.evidence}`)}
          {bound !== undefined && (
            <span className={styles["bound"]}>{t("trace.bound.short", { time: formatDuration(bound, lang) })}</span>
          )}
        </span>
      </summary>
      <div className={styles["more"]}>
        <Facts>
          <Fact name={t("trace.at")}>{formatNs(span.startNs, lang)}</Fact>
          <Fact name={t("trace.start")}>{formatDuration(span.startNs - startNs, lang)}</Fact>
          <Fact name={t("trace.stage")}>
            <code>{span.name}</code>
          </Fact>
          <Fact name={t("trace.source")}>
            <ChainText text={span.source} lang={lang} />
          </Fact>
          <Fact name={t("trace.clock")}>{clockName(span, lang)}</Fact>
          <Fact name={t("trace.bound")}>
            {bound !== undefined && t("trace.bound.short", { time: formatDuration(bound, lang) })}
          </Fact>
          {otherAttributes(span).map(({ key, value }) => (
            <Fact key={key} name={key}>
              <ChainText text={value} lang={lang} />
            </Fact>
          ))}
        </Facts>
      </div>
    </details>
  );
}

/** UTC to the nanosecond: what was recorded, not rounded. */
function formatNs(ns: bigint, lang: Lang): string {
  const iso = new Date(Number(ns / 1_000_000n)).toISOString();
  const fraction = (ns % 1_000_000_000n).toString().padStart(9, "0");
  return formatUtc(iso, lang).replace(/(\d\d:\d\d:\d\d)/, `$1.${fraction}`);
}

interface WaterfallRowProps {
  readonly row: Row<TraceSpan>;
  /** Start of the whole trace, in Unix nanoseconds. */
  readonly startNs: bigint;
  readonly lang: Lang;
}

import type { ReactElement } from "react";
import { Icon } from "../components/Icon.tsx";
import type { Lang } from "../i18n/lang.ts";
import { uiText } from "../i18n/uiMessages.ts";
import styles from "./TraceGaps.module.css";
import { stageName } from "./traceSpan.ts";

/** A stage that nobody told us about. */
export interface TraceGap {
  readonly stage: string;
  readonly node?: string | null | undefined;
  /** In the page's language: why it is unknown, and what to turn on to know it. */
  readonly reason: string;
  readonly advice: string;
}

/** What a trace does not show, by name, with the way to see it. */
export function TraceGaps({ gaps, lang }: { gaps: readonly TraceGap[]; lang: Lang }): ReactElement {
  return (
    <div className={styles["gaps"]}>
      <h3>
        <Icon name="question" size={14} />
        {uiText(lang)("trace.gaps")}
      </h3>
      <ul>
        {gaps.map((gap) => (
          <li key={`${gap.stage} ${gap.node ?? ""}`}>
            <strong>
              {stageName(gap.stage, lang)}
              {gap.node != null && gap.node !== "" && ` · ${gap.node}`}
            </strong>
            <span>{gap.reason}</span>
            <span className="muted">{gap.advice}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

import type { ReactElement } from "react";
import { formatShare } from "../format/number.ts";
import { formatDuration } from "../format/time.ts";
import type { Lang } from "../i18n/lang.ts";
import { uiText } from "../i18n/uiMessages.ts";
import styles from "./PhaseStrip.module.css";
import type { PhaseShare } from "./phaseShares.ts";
import { percent, phaseColour } from "./waterfallStyle.ts";

/** Where a transaction's time went, in one bar and in words: the first thing to read of a waterfall, and its legend. */
export function PhaseStrip({ shares, lang }: { shares: readonly PhaseShare[]; lang: Lang }): ReactElement {
  const t = uiText(lang);
  return (
    <div className={styles["strip"]}>
      <div className={styles["bar"]} aria-hidden="true">
        {shares.map(({ phase, share }) => (
          <span key={phase} data-phase={phase} style={{ ...phaseColour(phase), inlineSize: percent(share) }} />
        ))}
      </div>
      <ul className={styles["legend"]} aria-label={t("trace.phases")}>
        {shares.map(({ phase, ns, share }) => (
          <li key={phase} style={phaseColour(phase)}>
            <span className={styles["swatch"]} data-phase={phase} aria-hidden="true" />
            {t(`trace.phase.${phase}`)} <strong>{formatDuration(ns, lang)}</strong>{" "}
            <span className="muted">{formatShare(share, lang)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

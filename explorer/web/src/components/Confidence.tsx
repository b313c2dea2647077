import { formatShare } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { text } from "../i18n/text.ts";
import styles from "./Confidence.module.css";

/** How sure a diagnosis is: a word, the figure, and a bar. `value` lies in 0..1. */
export function Confidence({ value, lang }: { value: number; lang: Lang }): ReactElement {
  const t = text(lang);
  const word = value >= 1 ? "certain" : value >= 0.9 ? "almost" : value >= 0.6 ? "likely" : "possible";
  return (
    <span className={styles["confidence"]}>
      {t("diagnosis.confidence")}
      <span className={styles["meter"]} aria-hidden="true">
        <span style={{ inlineSize: `${Math.round(100 * value)}%` }} />
      </span>
      <strong>{t(`diagnosis.confidence.${word}`)}</strong> {formatShare(value, lang)}
    </span>
  );
}

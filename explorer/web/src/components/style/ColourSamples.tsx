import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { text } from "../../i18n/text.ts";
import styles from "./Samples.module.css";

const meanings = ["success", "failed", "unproven", "live", "accent"] as const;
const grounds = ["canvas", "surface", "sunken", "hover", "line", "line-strong"] as const;
const phases = ["client", "endorse", "submit", "order", "disseminate", "commit", "invalidated", "transaction"] as const;

/** Every colour by what it means, on the ground where it stands. */
export function ColourSamples({ lang }: { lang: Lang }): ReactElement {
  const t = text(lang);
  return (
    <div className={styles["rows"]}>
      <ul className={styles["swatches"]}>
        {meanings.map((name) => (
          <li key={name} style={{ background: `var(--${name}-soft)`, color: `var(--${name})` }}>
            {t(`style.colour.${name}`)}
          </li>
        ))}
        <li style={{ color: "var(--link)" }}>{t("style.colour.link")}</li>
      </ul>
      <ul className={styles["swatches"]}>
        {grounds.map((name) => (
          <li key={name} style={{ background: `var(--${name})` }}>
            {name}
          </li>
        ))}
      </ul>
      <ul className={styles["bars"]} aria-label={t("style.colour.phases")}>
        {phases.map((name) => (
          <li key={name}>
            <span style={{ background: `var(--phase-${name})` }} />
            {name}
          </li>
        ))}
        {Array.from({ length: 7 }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the colours have no other name
          <li key={i}>
            <span style={{ background: `var(--series-${i})` }} />
            {i}
          </li>
        ))}
      </ul>
    </div>
  );
}

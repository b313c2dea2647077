import { Stat, Stats } from "@ledgerscope/ui/components/Stat.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { text } from "../../i18n/text.ts";
import styles from "./Samples.module.css";

/** The steps of the type scale, each in the use that it has. */
export function TypeSamples({ lang }: { lang: Lang }): ReactElement {
  const t = text(lang);
  const steps = [
    ["xxl", "style.type.page"],
    ["xl", "style.type.figure"],
    ["l", "style.type.part"],
    ["m", "style.type.text"],
    ["s", "style.type.table"],
    ["xs", "style.type.label"],
  ] as const;
  return (
    <div className={styles["rows"]}>
      <div>
        {steps.map(([step, use]) => (
          <p key={step} style={{ fontSize: `var(--text-${step})`, fontWeight: step.endsWith("l") ? 600 : 400 }}>
            {t(use)} <span className="mono">0x3f2a9c 0123456789</span>
          </p>
        ))}
        <p>
          <kbd>g</kbd> <kbd>b</kbd> <kbd>⌘K</kbd>
        </p>
      </div>
      <Stats>
        <Stat name={t("network.head")} note={t("style.sample.note")}>
          {formatNumber(17_686_129, lang)}
        </Stat>
        <Stat name={t("network.rate")}>12.3</Stat>
        <Stat name={t("network.latency")} note={t("network.latency.of", { count: 1_000 })}>
          741ms / 2.8s
        </Stat>
        <Stat name={t("network.failed")} note={t("network.failed.share", { share: "17%" })}>
          {formatNumber(156, lang)}
        </Stat>
      </Stats>
    </div>
  );
}

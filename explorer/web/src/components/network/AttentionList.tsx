import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Icon } from "@ledgerscope/ui/components/Icon.tsx";
import { formatNumber, formatShare } from "@ledgerscope/ui/format/number.ts";
import { formatDuration } from "@ledgerscope/ui/format/time.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";
import styles from "./AttentionList.module.css";
import type { Attention } from "./attentionOf.ts";

/** What is wrong now, each a way to the page that tells more; when nothing is, that. */
export function AttentionList({ found, named = true, lang }: AttentionListProps): ReactElement {
  const t = text(lang);
  if (found.length === 0)
    return (
      <p className={styles["well"]}>
        <Icon name="check" size={14} />
        {t("attention.none")}
      </p>
    );
  return (
    <section aria-label={t("attention.title")}>
      <ul className={styles["list"]}>
        {found.map((one) => (
          <li key={`${one.network} ${one.kind}`}>
            <AppLink className={styles["item"]} href={hrefOf(one, lang)} data-tone={tones[one.kind]}>
              <Icon name={one.kind === "stale" ? "clock" : "alert"} size={14} />
              {named && <bdi className={styles["network"]}>{one.network}</bdi>}
              <span>{wordsOf(one, lang)}</span>
              <Icon name="right" size={12} />
            </AppLink>
          </li>
        ))}
      </ul>
    </section>
  );
}

const tones: Readonly<Record<Attention["kind"], "failed" | "unproven">> = {
  checks: "failed",
  stale: "failed",
  failing: "failed",
  gaps: "unproven",
  empty: "unproven",
};

function hrefOf({ kind, network }: Attention, lang: Lang): string {
  return kind === "failing" ? url.failures(lang, network) : url.health(lang, network);
}

function wordsOf(one: Attention, lang: Lang): string {
  const t = text(lang);
  switch (one.kind) {
    case "stale":
      return one.usualSeconds === null
        ? t("attention.stale", { age: seconds(one.ageSeconds, lang) })
        : t("attention.stale.usual", { age: seconds(one.ageSeconds, lang), usual: seconds(one.usualSeconds, lang) });
    case "failing":
      return t("attention.failing", {
        share: formatShare(one.failed / one.transactions, lang),
        failed: one.failed,
        transactions: formatNumber(one.transactions, lang),
      });
    case "checks":
      return t("attention.checks", { count: one.failed });
    case "gaps":
      return t("attention.gaps", { missing: one.missing });
    case "empty":
      return t("attention.empty");
  }
}

const seconds = (value: number, lang: Lang): string => formatDuration(BigInt(Math.round(value * 1e9)), lang);

interface AttentionListProps {
  readonly found: readonly Attention[];
  /** Whether to say which network it is. */
  readonly named?: boolean;
  readonly lang: Lang;
}

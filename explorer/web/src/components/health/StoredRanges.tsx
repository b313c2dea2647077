import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { text } from "../../i18n/text.ts";
import styles from "./StoredRanges.module.css";

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Gaps and ranges named at most. */
const NAMED = 8;

/** What of a chain is stored, drawn to scale, and its gaps by name. */
export function StoredRanges({ stored, gaps, missing, network, lang }: StoredRangesProps): ReactElement | null {
  const t = text(lang);
  const [first, last] = [stored[0]?.from, stored.at(-1)?.to];
  if (first === undefined || last === undefined) return null;
  const share = (height: number): string => `${(100 * (height - first)) / Math.max(1, last - first)}%`;
  const words = ({ from, to }: Range) => ({ from: formatNumber(from, lang), to: formatNumber(to - 1, lang) });
  const blocks = stored.reduce((sum, { from, to }) => sum + to - from, 0);
  return (
    <div className={styles["ranges"]}>
      <div
        className={styles["track"]}
        role="img"
        aria-label={t("ops.health.ranges.drawn", {
          ...words({ from: first, to: last }),
          blocks,
          missing: Number(missing),
        })}
      >
        {stored.slice(0, 500).map(({ from, to }) => (
          <span
            key={from}
            className={styles["stored"]}
            style={{ insetInlineStart: share(from), inlineSize: `calc(${share(to)} - ${share(from)})` }}
          />
        ))}
      </div>
      <p className={styles["ends"]}>
        <span>{formatNumber(first, lang)}</span>
        <span>{formatNumber(last - 1, lang)}</span>
      </p>
      {gaps.length > 0 && (
        <>
          <ul className={styles["gaps"]}>
            {gaps.slice(0, NAMED).map((gap) => (
              <li key={gap.from}>{t("ops.health.ranges.gap", words(gap))}</li>
            ))}
            {gaps.length > NAMED && <li>…</li>}
          </ul>
          <p className="muted">
            {t("ops.health.repair")}
            <code>ledgerscope gaps --repair --network {network}</code>
          </p>
        </>
      )}
    </div>
  );
}

interface StoredRangesProps {
  /** Half-open, ascending. */
  readonly stored: readonly Range[];
  readonly gaps: readonly Range[];
  /** Blocks in all gaps. */
  readonly missing: string;
  readonly network: string;
  readonly lang: Lang;
}

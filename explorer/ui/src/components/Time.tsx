import type { ReactElement } from "react";
import { formatUtc } from "../format/time.ts";
import type { Lang } from "../i18n/lang.ts";
import styles from "./Time.module.css";

/** A moment in UTC; the reader's own clock on hover (`PageBehaviour`). Nothing when there is none. */
export function Time({ iso, lang }: { iso: string | null | undefined; lang: Lang }): ReactElement {
  if (iso == null) return <span className="muted">–</span>;
  return (
    <time dateTime={iso} className={styles["time"]}>
      {formatUtc(iso, lang)}
    </time>
  );
}

import type { ReactElement } from "react";
import { formatUtcSpan } from "../format/time.ts";
import type { Lang } from "../i18n/lang.ts";
import styles from "./Time.module.css";

/** From when to when, in UTC; each moment by the reader's own clock on hover (`PageBehaviour`). */
export function TimeSpan({ from, to, lang }: TimeSpanProps): ReactElement {
  const [start, end] = formatUtcSpan(from, to, lang);
  return (
    <span>
      <time dateTime={from} className={styles["time"]}>
        {start}
      </time>{" "}
      –{" "}
      <time dateTime={to} className={styles["time"]}>
        {end}
      </time>
    </span>
  );
}

interface TimeSpanProps {
  /** RFC 3339, as `to`. */
  readonly from: string;
  readonly to: string;
  readonly lang: Lang;
}

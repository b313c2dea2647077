import type { ReactElement } from "react";
import { formatUtc, formatUtcShort } from "../format/time.ts";
import type { Lang } from "../i18n/lang.ts";
import styles from "./Time.module.css";

/**
 * A moment in UTC; the reader's own clock on hover (`PageBehaviour`). A dash when there is none. `short` is for
 * columns whose header says UTC.
 */
export function Time({ iso, lang, short = false }: TimeProps): ReactElement {
  if (iso == null) return <span className="muted">–</span>;
  return (
    <time dateTime={iso} className={styles["time"]}>
      {short ? formatUtcShort(iso, lang, new Date().getUTCFullYear()) : formatUtc(iso, lang)}
    </time>
  );
}

interface TimeProps {
  /** RFC 3339. */
  readonly iso: string | null | undefined;
  readonly lang: Lang;
  readonly short?: boolean;
}

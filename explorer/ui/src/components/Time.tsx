import type { ReactElement } from "react";
import { formatUtc } from "../format/time.ts";
import type { Lang } from "../i18n/lang.ts";

/** A moment in UTC; the reader's own clock on hover (`PageBehaviour`). Nothing when there is none. */
export function Time({ iso, lang }: { iso: string | null | undefined; lang: Lang }): ReactElement {
  if (iso == null) return <span className="muted">–</span>;
  return (
    <time dateTime={iso} style={{ whiteSpace: "nowrap" }}>
      {formatUtc(iso, lang)}
    </time>
  );
}

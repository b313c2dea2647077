import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { text } from "../../i18n/text.ts";

/** A node's height, and how many blocks it is behind the node that is furthest. */
export function NodeHeight({ height, newest, lang }: NodeHeightProps): ReactElement {
  const t = text(lang);
  if (height === null) return <span className="muted">–</span>;
  const behind = newest - Number(height);
  return (
    <>
      {behind > 0 && <span className="muted">{t("ops.node.behind", { count: behind })} </span>}
      {formatNumber(height, lang)}
    </>
  );
}

interface NodeHeightProps {
  readonly height: string | null;
  /** Height of the node that is furthest. */
  readonly newest: number;
  readonly lang: Lang;
}

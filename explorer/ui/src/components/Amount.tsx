import type { ReactElement } from "react";
import { formatWei } from "../format/amount.ts";
import type { Lang } from "../i18n/lang.ts";

/** An amount of an EVM chain's native coin, given in wei as decimal text; all of its digits. */
export function Amount({ wei, lang }: { wei: string; lang: Lang }): ReactElement {
  const { value, unit } = formatWei(wei, lang);
  return (
    <span>
      {value} <span className="muted">{unit}</span>
    </span>
  );
}

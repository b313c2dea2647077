import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { text } from "../../i18n/text.ts";

/** What was made of a token less what was destroyed; a token that was made before what is stored has none to tell. */
export function TokenSupply({ supply, lang }: { supply: string | null; lang: Lang }): ReactElement {
  const t = text(lang);
  if (supply === null || BigInt(supply) <= 0n) {
    return (
      <span className="muted" title={t("evm.token.supply.outside")}>
        –<span className="visually-hidden"> {t("evm.token.supply.outside")}</span>
      </span>
    );
  }
  return <span title={t("evm.token.supply.note")}>{formatNumber(supply, lang)}</span>;
}

import { numberFormat } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";

/** A rate in three digits: `12.3`, `0.04`, `< 0.001`; a dash when it is not known. */
export function perSecond(rate: number | undefined, lang: Lang): string {
  if (rate === undefined) return "–";
  if (rate > 0 && rate < 0.001) return `< ${numberFormat(lang, { maximumFractionDigits: 3 }).format(0.001)}`;
  return numberFormat(lang, rate >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 }).format(rate);
}

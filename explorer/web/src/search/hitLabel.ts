import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import { shorten } from "@ledgerscope/ui/format/shorten.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { HitFragment } from "../generated/graphql.ts";
import { text } from "../i18n/text.ts";

/** What was found in one line: a block by its height, a hash shortened, any other name as it is, cut when it is huge. */
export function hitLabel({ kind, label, height }: Pick<HitFragment, "kind" | "label" | "height">, lang: Lang): string {
  if (kind === "block" && height !== null) return text(lang)("search.block", { height: formatNumber(height, lang) });
  if (kind === "transaction" || kind === "block") return shorten(label, 16, 10);
  return printableLine(label, 80);
}

import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { causes } from "./causes.ts";

/** A diagnosis or sub-cause in words: `hot_key_in_block`. */
export function causeName(code: string, lang: Lang): string {
  return Object.hasOwn(causes, code) ? (causes[code]?.[lang] ?? code) : code.replaceAll("_", " ");
}

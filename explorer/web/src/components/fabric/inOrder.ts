import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { text } from "../../i18n/text.ts";

/** What the pager of a list says that is not in the order of time. */
export const inOrder = (lang: Lang): { readonly first: string; readonly next: string } => ({
  first: text(lang)("fabric.page.first"),
  next: text(lang)("fabric.page.next"),
});

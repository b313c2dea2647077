import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { text } from "../i18n/text.ts";
import { url } from "../url.ts";

/** The way to a network's own page, where the way to each of its other pages begins. */
export const networkTrail = (lang: Lang, network: string): { readonly name: string; readonly href: string }[] => [
  { name: text(lang)("home.title"), href: url.home(lang) },
  { name: network, href: url.network(lang, network) },
];

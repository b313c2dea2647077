import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { text } from "../i18n/text.ts";
import { type NavGroup, type NavKey, networkNav } from "./networkNav.ts";

/** The words of the navigation, for the server to hand over: messages are parsed there only. */
export interface NavLabels {
  readonly nav: string;
  readonly switch: string;
  readonly places: Readonly<Record<NavKey, string>>;
  readonly groups: Readonly<Record<NavGroup["key"], string>>;
}

export function navLabels(lang: Lang): NavLabels {
  const t = text(lang);
  const groups = ["fabric", "evm"].flatMap((family) => networkNav(family));
  return {
    nav: t("nav.network"),
    switch: t("nav.switch"),
    places: Object.fromEntries(
      groups.flatMap(({ items }) => items.map(({ key }) => [key, t(`nav.${key}`)])),
    ) as NavLabels["places"],
    groups: Object.fromEntries(groups.map(({ key }) => [key, t(`nav.group.${key}`)])) as NavLabels["groups"],
  };
}

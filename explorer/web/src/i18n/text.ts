import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { createTranslator, type Messages, type Translate } from "@ledgerscope/ui/i18n/translator.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

export type WebMessage = keyof typeof en;

export const webMessages: Messages<WebMessage> = { en, zh };

/** Says what the explorer's pages say: `text(lang)("home.title")`. */
export const text: (lang: Lang) => Translate<WebMessage> = createTranslator(webMessages);

/** The message `prefix + name` where there is one, else the name as it is: for names that the data brings. */
export function textOr(lang: Lang, prefix: string, name: string): string {
  const key = prefix + name;
  return Object.hasOwn(en, key) ? text(lang)(key as WebMessage) : name;
}

import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { sql } from "../../i18n/en/sql.ts";
import { webMessages } from "../../i18n/text.ts";

/** What the page's scripts say, by key. */
export type SqlWords = Readonly<Record<keyof typeof sql, string>>;

/** For the server: the words of a language, to be handed to the page's scripts as they are. */
export function sqlWords(lang: Lang): SqlWords {
  const words = Object.entries(webMessages[lang]).filter(([key]) => key.startsWith("sql."));
  return Object.fromEntries(words) as unknown as SqlWords;
}

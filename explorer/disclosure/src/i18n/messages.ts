import { createTranslator, type Messages, type Translate } from "@ledgerscope/ui/i18n/translator.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

export type Message = keyof typeof en;

export const messages: Messages<Message> = { en, zh };

export type Say = Translate<Message>;

/** Says what the site says: `text(lang)("home.heading")`. */
export const text = createTranslator(messages);

import { en } from "./en.ts";
import { createTranslator, type Messages } from "./translator.ts";
import { zh } from "./zh.ts";

export type UiMessage = keyof typeof en;

export const uiMessages: Messages<UiMessage> = { en, zh };

/** Says what the shared components say: `uiText(lang)("status.failed")`. */
export const uiText = createTranslator(uiMessages);

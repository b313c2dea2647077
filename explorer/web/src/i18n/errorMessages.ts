import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";

/**
 * What is said when a page breaks. Apart from the dictionaries, since it is shown by the browser, which shall not
 * load all texts of the site for it; without arguments, since none are parsed there.
 */
export const errorMessages = {
  en: {
    "error.title": "This page broke",
    "error.text": "The fault is ours. Loading it again may help; if it does not, report the code below.",
    "error.code": "Code",
    "error.retry": "Load again",
  },
  zh: {
    "error.title": "本页出错了",
    "error.text": "这是本系统的问题。重新加载也许可以解决；如果不行，请报告下面的代码。",
    "error.code": "代码",
    "error.retry": "重新加载",
  },
} as const satisfies Readonly<Record<Lang, Readonly<Record<`error.${"title" | "text" | "code" | "retry"}`, string>>>>;

/** The languages of every page, equals. The first one is spoken where the visitor asks for none of them. */
export const langs = ["en", "zh"] as const;

export type Lang = (typeof langs)[number];

/** What each language calls itself. */
export const langNames: Readonly<Record<Lang, string>> = { en: "English", zh: "中文" };

/** BCP 47 tags for `<html lang>` and `Intl`: European day order and a 24-hour clock in English. */
export const locales: Readonly<Record<Lang, string>> = { en: "en-GB", zh: "zh-CN" };

export function isLang(text: string): text is Lang {
  return (langs as readonly string[]).includes(text);
}

/**
 * The language to speak to a visitor who sent this `Accept-Language` header (RFC 9110, 12.5.4):
 * the highest weighted one that we have, by its primary subtag, so that `zh-TW` reads Chinese.
 */
export function negotiateLang(header: string | null | undefined): Lang {
  const wishes = (header ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const weight = parameters.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find((q) => q !== undefined);
      return { lang: tag.toLowerCase().split("-")[0] ?? "", weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter((wish) => wish.weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { lang } of wishes) if (isLang(lang)) return lang;
  return langs[0];
}

import { type Lang, locales } from "../i18n/lang.ts";

/** A count with the grouping of the language. Takes decimal text too, for 64-bit counts. */
export function formatNumber(value: number | bigint | string, lang: Lang): string {
  return numberFormat(lang, {}).format(typeof value === "string" ? BigInt(value) : value);
}

/** A share of 0..1 as a percentage; a share that rounds to nothing says "< 0.1 %" instead of lying. */
export function formatShare(share: number, lang: Lang): string {
  const percent = numberFormat(lang, { style: "percent", maximumFractionDigits: share < 0.1 ? 1 : 0 });
  return share > 0 && share < 0.001 ? `< ${percent.format(0.001)}` : percent.format(share);
}

/** Bytes in the largest fitting decimal unit: `12.3 kB`. */
export function formatBytes(bytes: number | string, lang: Lang): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];
  let value = Number(bytes);
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return numberFormat(lang, {
    style: "unit",
    unit: units[unit] as string,
    unitDisplay: unit === 0 ? "long" : "short",
    maximumFractionDigits: unit === 0 ? 0 : 1,
  }).format(value);
}

const formats = new Map<string, Intl.NumberFormat>();

/** `Intl` formatters are slow to make and immutable: one per language and style. */
export function numberFormat(lang: Lang, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = lang + JSON.stringify(options);
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(locales[lang], options);
    formats.set(key, format);
  }
  return format;
}

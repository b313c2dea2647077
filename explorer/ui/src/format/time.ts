import { type Lang, locales } from "../i18n/lang.ts";
import { numberFormat } from "./number.ts";

/** A moment in UTC to the second, as the language writes dates, with the zone said. */
export function formatUtc(iso: string, lang: Lang): string {
  return `${utcFormats[lang].format(new Date(iso))} UTC`;
}

/** Two moments as one span: what the second one has in common with the first, its day and the zone, is said once. */
export function formatUtcSpan(from: string, to: string, lang: Lang): readonly [from: string, to: string] {
  const [start, end] = [new Date(from), new Date(to)];
  const isOneDay = start.toISOString().slice(0, 10) === end.toISOString().slice(0, 10);
  const last = isOneDay ? clockFormat.format(end) : utcFormats[lang].format(end);
  return [utcFormats[lang].format(start), `${last} UTC`];
}

/** As `formatUtc` for narrow columns that say UTC themselves: without the year while it is `year`, without zone. */
export function formatUtcShort(iso: string, lang: Lang, year: number): string {
  const date = new Date(iso);
  return (date.getUTCFullYear() === year ? shortFormats : utcFormats)[lang].format(date);
}

const utcFormats: Readonly<Record<Lang, Intl.DateTimeFormat>> = { en: utcFormat("en"), zh: utcFormat("zh") };

const clockFormat = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", timeStyle: "medium", hourCycle: "h23" });

const shortFormats: Readonly<Record<Lang, Intl.DateTimeFormat>> = { en: shortFormat("en"), zh: shortFormat("zh") };

function shortFormat(lang: Lang): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locales[lang], {
    timeZone: "UTC",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
}

function utcFormat(lang: Lang): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locales[lang], {
    timeZone: "UTC",
    dateStyle: "medium",
    timeStyle: "medium",
    hourCycle: "h23",
  });
}

/** The same moment on the clock of who reads; for the browser, not for the server. */
export function formatLocal(iso: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "long",
    hourCycle: "h23",
  }).format(new Date(iso));
}

const steps = [
  { ns: 3_600_000_000_000, unit: "hour" },
  { ns: 60_000_000_000, unit: "minute" },
  { ns: 1_000_000_000, unit: "second" },
  { ns: 1_000_000, unit: "millisecond" },
  { ns: 1_000, unit: "microsecond" },
  { ns: 1, unit: "nanosecond" },
] as const;

/**
 * A duration in the largest unit that it fills, to three significant digits: `12.3ms`, `29.8 min`: a
 * lone `m` says too many things.
 */
export function formatDuration(ns: bigint, lang: Lang): string {
  const value = Number(ns);
  const step = steps.find((s) => Math.abs(value) >= s.ns) ?? { ns: 1_000_000, unit: "millisecond" };
  const text = numberFormat(lang, {
    style: "unit",
    unit: step.unit,
    unitDisplay: "narrow",
    maximumSignificantDigits: 3,
  }).format(value / step.ns);
  return step.unit === "minute" ? text.replace(/m$/, " min") : text;
}

const ages = [
  { seconds: 86_400, unit: "day" },
  { seconds: 3_600, unit: "hour" },
  { seconds: 60, unit: "minute" },
  { seconds: 0, unit: "second" },
] as const;

/** How long ago, in whole units: `12 seconds ago`, `3 天前`. A clock that is ahead of ours reads as now. */
export function formatAge(seconds: number, lang: Lang): string {
  const age = Math.max(0, seconds);
  const step = ages.find((s) => age >= s.seconds) ?? ages[3];
  const format = new Intl.RelativeTimeFormat(locales[lang], { numeric: step.unit === "second" ? "always" : "auto" });
  return format.format(-Math.floor(age / Math.max(1, step.seconds)), step.unit);
}

import { formatDuration } from "@ledgerscope/ui/format/time.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";

/** Nanoseconds in words; a dash for 0: of what is never quicker than a nanosecond, only moments were seen. */
export const duration = (ns: number, lang: Lang): string =>
  ns === 0 ? "–" : formatDuration(BigInt(Math.round(ns)), lang);

import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { text } from "../i18n/text.ts";

/** What `LiveHead` says, for the server to hand over. */
export function liveLabels(lang: Lang): Record<"on" | "off" | "lost" | "pause" | "resume", string> {
  const t = text(lang);
  return {
    on: t("live.on"),
    off: t("live.off"),
    lost: t("live.lost"),
    pause: t("live.pause"),
    resume: t("live.resume"),
  };
}

import type { Lang } from "../i18n/lang.ts";
import { uiText } from "../i18n/uiMessages.ts";
import { clockOf } from "./boundOf.ts";
import type { TraceSpan } from "./traceSpan.ts";

/** As spans call the clock of whoever made an EVM block: its header has the time, and no node's name. */
const PRODUCER = "block producer";

/** Whose clock a span's times were read from, in words; undefined where they come from two. */
export function clockName(span: TraceSpan, lang: Lang): string | undefined {
  const clock = clockOf(span);
  return clock === PRODUCER ? uiText(lang)("trace.clock.producer") : clock;
}

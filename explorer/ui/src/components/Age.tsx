"use client";

import { type ReactElement, useEffect, useState } from "react";
import { formatAge } from "../format/time.ts";
import type { Lang } from "../i18n/lang.ts";

/**
 * How long ago something was, ticking each second. `seconds` is the age when the page was rendered, so that
 * the clocks of the server and the browser need not agree.
 */
export function Age({ seconds, lang }: { seconds: number; lang: Lang }): ReactElement {
  const [passed, setPassed] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new age starts a new count
  useEffect(() => {
    const start = performance.now();
    setPassed(0);
    const timer = setInterval(() => setPassed((performance.now() - start) / 1_000), 1_000);
    return () => clearInterval(timer);
  }, [seconds]);
  return <span suppressHydrationWarning>{formatAge(seconds + passed, lang)}</span>;
}

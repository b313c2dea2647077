import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { useEffect, useState } from "react";
import type { Suggestion } from "./suggestion.ts";

/** Milliseconds without typing after which the server is asked. */
const waitMs = 120;

/** What a text may mean; the last answer stays until the next one is there. */
export function useSuggestions(
  text: string,
  lang: Lang,
  network: string | undefined,
): { readonly suggestions: readonly Suggestion[]; readonly pending: boolean } {
  const [answer, setAnswer] = useState<{ text: string; suggestions: readonly Suggestion[] }>(nothing);
  useEffect(() => {
    if (!worthAsking(text)) {
      setAnswer(nothing);
      return;
    }
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const query = new URLSearchParams({ q: text, ...(network !== undefined && { network }) });
      try {
        const response = await fetch(`/${lang}/search/suggest?${query}`, { signal: stop.signal });
        const suggestions = response.ok ? ((await response.json()) as Suggestion[]) : [];
        setAnswer({ text, suggestions });
      } catch {
        // Left for another text, or without a network: the form still searches.
        if (!stop.signal.aborted) setAnswer({ text, suggestions: [] });
      }
    }, waitMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text, lang, network]);
  return { suggestions: answer.suggestions, pending: worthAsking(text) && answer.text !== text };
}

const nothing = { text: "", suggestions: [] };

/** One letter means too much; one digit is a height, and one Chinese character may be a name. */
const worthAsking = (text: string): boolean => text.length >= 2 || /^[\d\u3400-\u9fff]$/.test(text);

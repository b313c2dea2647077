"use client";

import { type ReactElement, useEffect, useState } from "react";
import { formatLocal } from "../format/time.ts";
import { copyText } from "./copyText.ts";

/**
 * What hashes and times do in a browser, by two listeners for the whole page instead of one component each:
 * `[data-copy]` copies itself; on hover `time` shows the reader's own clock, and `[data-hash]` marks its equals.
 */
export function PageBehaviour({ copied }: { copied: string }): ReactElement {
  const [said, say] = useState("");
  useEffect(() => {
    const click = async (event: MouseEvent): Promise<void> => {
      const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-copy]") : null;
      if (button === null) return;
      await copyText(button.dataset["copy"] ?? "");
      button.dataset["copied"] = "true";
      say(copied);
      setTimeout(() => {
        delete button.dataset["copied"];
        say("");
      }, 1_500);
    };
    const hover = (event: Event): void => {
      const time = event.target instanceof Element ? event.target.closest("time") : null;
      if (time?.dateTime) time.title = formatLocal(time.dateTime, document.documentElement.lang);
      markSame(event.target instanceof Element ? event.target.closest<HTMLElement>("[data-hash]") : null);
    };
    document.addEventListener("click", click);
    document.addEventListener("mouseover", hover);
    return () => {
      document.removeEventListener("click", click);
      document.removeEventListener("mouseover", hover);
    };
  }, [copied]);
  return (
    <span className="visually-hidden" role="status">
      {said}
    </span>
  );
}

/** Marks all that show the same hash as this one, when there are several; nothing any more for null. */
function markSame(hash: HTMLElement | null): void {
  for (const marked of document.querySelectorAll<HTMLElement>("[data-same]"))
    if (marked.dataset["hash"] !== hash?.dataset["hash"]) delete marked.dataset["same"];
  if (hash === null || hash.dataset["same"] !== undefined) return;
  const equals = [...document.querySelectorAll<HTMLElement>("[data-hash]")].filter(
    (other) => other.dataset["hash"] === hash.dataset["hash"],
  );
  if (equals.length > 1) for (const equal of equals) equal.dataset["same"] = "true";
}

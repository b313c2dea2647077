"use client";

import { type ReactElement, useEffect } from "react";

/** Milliseconds in which a letter must follow `g`. */
const goMs = 1_200;

/**
 * The keyboard of every page, by one listener that knows no page: it presses what the page marks. `/` and ⌘K or
 * Ctrl+K go to `[data-search]`; `g` and a letter press `a[data-go]`; `j` and `k` walk the rows of lists, Enter
 * opens one; `p` and `n` press the links that are `rel="prev"` and `rel="next"`; `?` opens the dialog `#shortcuts`.
 * Nothing happens while somebody types, or with other modifiers.
 */
export function PageKeys(): ReactElement | null {
  useEffect(() => {
    let goUntil = 0;
    const press = (event: KeyboardEvent): void => {
      if ((event.metaKey || event.ctrlKey) && !event.altKey && event.key.toLowerCase() === "k") {
        event.preventDefault();
        focusSearch();
        return;
      }
      if (event.metaKey || event.ctrlKey || event.altKey || event.isComposing || isTyping(event.target)) return;
      if (document.querySelector("dialog[open]") !== null) return;
      const going = performance.now() < goUntil;
      goUntil = 0;
      if (going && /^[a-z]$/.test(event.key)) {
        const link = document.querySelector<HTMLElement>(`a[data-go="${event.key}"]`);
        if (link !== null) {
          event.preventDefault();
          link.click();
        }
        return;
      }
      const act = actions[event.key];
      if (event.key === "g") goUntil = performance.now() + goMs;
      else if (act?.() === true) event.preventDefault();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
  return null;
}

/** What a key does; whether there was anything to do. */
const actions: Readonly<Record<string, () => boolean>> = {
  "/": focusSearch,
  "?": () => {
    const dialog = document.querySelector<HTMLDialogElement>("dialog#shortcuts");
    dialog?.showModal();
    return dialog !== null;
  },
  j: () => walk(1),
  k: () => walk(-1),
  Enter: openRow,
  p: () => follow("prev"),
  n: () => follow("next"),
};

function focusSearch(): boolean {
  const box = document.querySelector<HTMLInputElement>("[data-search]");
  box?.focus();
  box?.select();
  return box !== null;
}

function follow(rel: string): boolean {
  const link = document.querySelector<HTMLElement>(`main a[rel~="${rel}"]`);
  link?.click();
  return link !== null;
}

/** From row to row through all lists of the page, as they stand; the first step goes to the first row that is seen. */
function walk(step: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>("main [data-row]")].filter(
    (row) => row.offsetParent !== null,
  );
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const seen = rows.findIndex((row) => row.getBoundingClientRect().top >= 0);
  const next = at >= 0 ? rows[at + step] : rows[Math.max(0, seen)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
  return next !== undefined;
}

function openRow(): boolean {
  const row = document.activeElement;
  if (!(row instanceof HTMLElement) || !row.matches("[data-row]")) return false;
  const link = row.querySelector<HTMLElement>("a[data-open]") ?? row.querySelector<HTMLElement>("a[href]");
  link?.click();
  return link !== null;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input, textarea, select, [role=textbox]"))
  );
}

"use client";

import { type ReactElement, type RefObject, useEffect, useRef, useState } from "react";
import { Icon } from "../components/Icon.tsx";
import styles from "./TraceWaterfall.module.css";

/**
 * What the keyboard does in a waterfall, whose rows stand before it as `details` with their depth: up and down walk the
 * rows that are shown, Home and End go to the ends, right opens what is folded, then the row, left closes it, then folds
 * what is under it, then goes to what it is under. The button folds all but the main stages.
 */
export function WaterfallKeys({ labels, foldable }: WaterfallKeysProps): ReactElement {
  const marker = useRef<HTMLSpanElement>(null);
  const [folded, fold] = useState(false);
  useKeys(marker);
  return (
    <span ref={marker} className={styles["tools"]}>
      {foldable && (
        <button
          type="button"
          className={styles["fold"]}
          aria-pressed={folded}
          onClick={(event) => {
            foldAll(event.currentTarget, !folded);
            fold(!folded);
          }}
        >
          <Icon name={folded ? "dense" : "rows"} size={14} />
          {folded ? labels.all : labels.main}
        </button>
      )}
    </span>
  );
}

/** Rows deeper than this are not main stages. */
const mainDepth = 1;

const depthOf = (row: Element): number => Number(row.getAttribute("data-depth"));
const rowsOf = (inside: Element | null): HTMLDetailsElement[] => [
  ...(inside?.closest("[data-waterfall]")?.querySelectorAll<HTMLDetailsElement>("details[data-depth]") ?? []),
];

function foldAll(button: HTMLElement, folded: boolean): void {
  const rows = rowsOf(button);
  for (const row of rows)
    row.dataset["folded"] = String(folded && depthOf(row) === mainDepth && below(rows, row).length > 0);
  show(rows);
}

/** The rows under a row: those after it that lie deeper, up to the next that does not. */
function below(rows: readonly HTMLDetailsElement[], row: HTMLDetailsElement): HTMLDetailsElement[] {
  const after = rows.slice(rows.indexOf(row) + 1);
  const end = after.findIndex((other) => depthOf(other) <= depthOf(row));
  return end === -1 ? after : after.slice(0, end);
}

/** Hides what lies under a folded row. */
function show(rows: readonly HTMLDetailsElement[]): void {
  let hiddenBelow = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    const depth = depthOf(row);
    if (depth <= hiddenBelow) hiddenBelow = row.dataset["folded"] === "true" ? depth : Number.POSITIVE_INFINITY;
    (row.parentElement as HTMLElement).hidden = depth > hiddenBelow;
  }
}

function useKeys(marker: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const waterfall = marker.current?.closest<HTMLElement>("[data-waterfall]");
    const press = (event: KeyboardEvent): void => {
      const row = document.activeElement?.closest<HTMLDetailsElement>("summary")?.parentElement;
      if (!(row instanceof HTMLDetailsElement) || row.dataset["depth"] === undefined) return;
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (act(event.key, row)) event.preventDefault();
    };
    waterfall?.addEventListener("keydown", press);
    return () => waterfall?.removeEventListener("keydown", press);
  }, [marker]);
}

function act(key: string, row: HTMLDetailsElement): boolean {
  const rows = rowsOf(row);
  const shown = rows.filter((other) => !(other.parentElement as HTMLElement).hidden);
  const at = shown.indexOf(row);
  const go = (to: HTMLDetailsElement | undefined): true => {
    to?.querySelector("summary")?.focus();
    return true;
  };
  switch (key) {
    case "ArrowDown":
      return go(shown[at + 1]);
    case "ArrowUp":
      return go(shown[at - 1]);
    case "Home":
      return go(shown[0]);
    case "End":
      return go(shown.at(-1));
    case "ArrowRight":
      if (row.dataset["folded"] === "true") setFolded(rows, row, false);
      else row.open = true;
      return true;
    case "ArrowLeft":
      if (row.open) row.open = false;
      else if (row.dataset["folded"] !== "true" && below(rows, row).length > 0) setFolded(rows, row, true);
      else return go(rows.slice(0, rows.indexOf(row)).findLast((other) => depthOf(other) < depthOf(row)));
      return true;
    default:
      return false;
  }
}

function setFolded(rows: readonly HTMLDetailsElement[], row: HTMLDetailsElement, folded: boolean): void {
  row.dataset["folded"] = String(folded);
  show(rows);
}

interface WaterfallKeysProps {
  readonly labels: Readonly<Record<"main" | "all", string>>;
  /** Whether there is anything under the main stages. */
  readonly foldable: boolean;
}

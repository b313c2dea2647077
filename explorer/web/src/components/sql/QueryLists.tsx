"use client";

import { formatUtc } from "@ledgerscope/ui/format/time.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { fill } from "./fill.ts";
import styles from "./QueryLists.module.css";
import type { SavedQuery } from "./sqlApi.ts";
import type { SqlWords } from "./sqlWords.ts";

/** A question to begin with. */
export interface StartingPoint {
  readonly id: string;
  readonly title: string;
  readonly sql: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** The page's own words for how the result is shown. */
  readonly view: string;
}

/** Examples, as links that work without scripts. */
export function ExampleList({ examples, href, onOpen }: ExampleListProps): ReactElement {
  return (
    <ul className={styles["list"]}>
      {examples.map((example) => (
        <li key={example.id}>
          <a
            href={href(example)}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey) return;
              event.preventDefault();
              onOpen(example);
            }}
          >
            {example.title}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** What somebody has saved for all. */
export function SavedList({ saved, viewer, href, words, lang, onOpen, onDelete }: SavedListProps): ReactElement {
  if (saved.length === 0) return <p className={styles["note"]}>{words["sql.saved.none"]}</p>;
  return (
    <ul className={styles["list"]}>
      {saved.map((query) => (
        <li key={query.id}>
          <a
            href={href(query)}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey) return;
              event.preventDefault();
              onOpen(query);
            }}
          >
            <bdi>{query.title}</bdi>
          </a>
          <span className={styles["by"]}>
            {fill(words["sql.saved.by"], { who: query.savedBy, when: formatUtc(query.savedAt, lang) })}
            {query.savedBy === viewer && (
              <button
                type="button"
                aria-label={fill(words["sql.delete.of"], { title: query.title })}
                onClick={() => onDelete(query)}
              >
                {words["sql.delete"]}
              </button>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

interface ExampleListProps {
  readonly examples: readonly StartingPoint[];
  readonly href: (example: StartingPoint) => string;
  readonly onOpen: (example: StartingPoint) => void;
}

interface SavedListProps {
  readonly saved: readonly SavedQuery[];
  /** Name of who reads; only he may delete his own. */
  readonly viewer: string;
  readonly href: (query: SavedQuery) => string;
  readonly words: SqlWords;
  readonly lang: Lang;
  readonly onOpen: (query: SavedQuery) => void;
  readonly onDelete: (query: SavedQuery) => void;
}

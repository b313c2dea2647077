"use client";

import { formatBytes, formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { type ReactElement, useState } from "react";
import { fill } from "./fill.ts";
import type { SqlWords } from "./sqlWords.ts";
import styles from "./TableBrowser.module.css";
import { findTables, nameOf, type SqlTable } from "./tables.ts";

/** Tables and columns with what they mean; a click puts a name into the statement. */
export function TableBrowser({ tables, failed, words, lang, onInsert }: TableBrowserProps): ReactElement {
  const [typed, setTyped] = useState("");
  if (failed) return <p className={styles["note"]}>{words["sql.tables.failed"]}</p>;
  const found = findTables(tables ?? [], typed);
  const views = found.filter(({ database }) => database === "default");
  const stored = found.filter(({ database }) => database !== "default");
  const list = (some: readonly SqlTable[]): ReactElement => (
    <ul className={styles["tables"]}>
      {some.map((table) => (
        <li key={nameOf(table)}>
          <TableEntry
            table={table}
            open={typed !== "" && found.length <= 3}
            words={words}
            lang={lang}
            onInsert={onInsert}
          />
        </li>
      ))}
    </ul>
  );
  return (
    <>
      <input
        type="search"
        className={styles["filter"]}
        placeholder={words["sql.tables.filter"]}
        aria-label={words["sql.tables.filter"]}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          // It stands in the form of the downloads.
          if (event.key === "Enter") event.preventDefault();
        }}
      />
      {tables && found.length === 0 && <p className={styles["note"]}>{words["sql.tables.none"]}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable from the keyboard */}
      <section className={styles["scroll"]} aria-label={words["sql.tables"]} aria-busy={!tables} tabIndex={0}>
        {!tables && <p className={styles["note"]}>{words["sql.tables.loading"]}</p>}
        {views.length > 0 && (
          <>
            <h3 className={styles["group"]}>{words["sql.tables.views"]}</h3>
            {list(views)}
          </>
        )}
        {stored.length > 0 && (
          <details open={typed !== ""} className={styles["stored"]}>
            <summary className={styles["group"]}>{words["sql.tables.stored"]}</summary>
            {list(stored)}
          </details>
        )}
      </section>
    </>
  );
}

function TableEntry({ table, open, words, lang, onInsert }: TableEntryProps): ReactElement {
  const [shown, setShown] = useState(false);
  const name = nameOf(table);
  return (
    <details
      className={styles["table"]}
      open={open || undefined}
      onToggle={(event) => setShown(event.currentTarget.open)}
    >
      <summary>
        <code>{name}</code>
        {table.rows !== null && <span className={styles["rows"]}>{formatNumber(table.rows, lang)}</span>}
      </summary>
      {(shown || open) && (
        <div className={styles["about"]}>
          <p lang="en">{table.comment}</p>
          {table.sortedBy !== "" && (
            <p className={styles["small"]}>
              {words["sql.tables.sortedBy"]} <code>{table.sortedBy}</code>
              {table.bytes !== null && ` · ${formatBytes(table.bytes, lang)}`}
            </p>
          )}
          <ul className={styles["columns"]}>
            <Name name={name} words={words} onInsert={onInsert} />
            {table.columns.map((column) => (
              <Name
                key={column.name}
                name={column.name}
                type={column.type}
                comment={column.comment}
                words={words}
                onInsert={onInsert}
              />
            ))}
          </ul>
        </div>
      )}
    </details>
  );
}

function Name({ name, type, comment, words, onInsert }: NameProps): ReactElement {
  return (
    <li>
      <button type="button" aria-label={fill(words["sql.tables.insert"], { name })} onClick={() => onInsert(name)}>
        <code>{name}</code>
      </button>
      {type !== undefined && (
        <span className={styles["type"]}>{type.replaceAll(/LowCardinality\(([^)]*)\)/g, "$1")}</span>
      )}
      {comment !== undefined && comment !== "" && (
        <span className={styles["comment"]} lang="en">
          {comment}
        </span>
      )}
    </li>
  );
}

interface NameProps {
  readonly name: string;
  readonly type?: string;
  readonly comment?: string;
  readonly words: SqlWords;
  readonly onInsert: (name: string) => void;
}

interface TableEntryProps {
  readonly table: SqlTable;
  readonly open: boolean;
  readonly words: SqlWords;
  readonly lang: Lang;
  readonly onInsert: (name: string) => void;
}

interface TableBrowserProps {
  /** Undefined while they are on their way. */
  readonly tables: readonly SqlTable[] | undefined;
  readonly failed: boolean;
  readonly words: SqlWords;
  readonly lang: Lang;
  readonly onInsert: (name: string) => void;
}

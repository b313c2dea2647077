"use client";

import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { type ReactElement, useMemo, useState } from "react";
import { type CellContext, cellOf, isNumber } from "./cell.ts";
import styles from "./ResultTable.module.css";
import type { ResultColumn, ResultRow } from "./runSql.ts";

/** Pixels of a row, and of the part of the page that shows some of them. */
const ROW = 28;
const HEAD = 44;
const HEIGHT = 520;
/** Rows that are drawn above and below what is seen. */
const SPARE = 8;
/** Rows that the widths of columns are guessed from. */
const SAMPLE = 100;

/** A result of any length: only the rows that are seen are in the page. */
export function ResultTable({ columns, rows, context, caption }: ResultTableProps): ReactElement {
  const [top, setTop] = useState(0);
  // The widths stay once rows have come: columns that jump cannot be read.
  const sampled = Math.min(rows.length, SAMPLE);
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows are collected in place
  const template = useMemo(() => templateOf(columns, rows, context), [columns, sampled, context]);
  const height = Math.min(HEIGHT, HEAD + rows.length * ROW + 16);
  const first = Math.max(0, Math.floor(top / ROW) - SPARE);
  const last = Math.min(rows.length, Math.ceil((top + HEIGHT) / ROW) + SPARE);
  // Columns may share a name.
  const headers = columns.map((column, i) => ({ ...column, key: `${i} ${column.name}` }));
  const seen = Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i);
  return (
    <section
      className={styles["box"]}
      aria-label={caption}
      style={{ blockSize: height }}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable from the keyboard
      tabIndex={0}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      {/* biome-ignore-start lint/a11y/noRedundantRoles: kept when display changes */}
      <table role="table" aria-label={caption} aria-rowcount={rows.length + 1} aria-colcount={columns.length + 1}>
        <thead role="rowgroup">
          <tr role="row" aria-rowindex={1} className={styles["head"]} style={{ gridTemplateColumns: template }}>
            <th role="columnheader" scope="col" className={styles["number"]}>
              <span className={styles["name"]}>#</span>
            </th>
            {headers.map(({ name, type, key }) => (
              <th key={key} role="columnheader" scope="col" data-align={isNumber(type) ? "end" : undefined}>
                <span className={styles["name"]} title={name}>
                  {name}
                </span>
                <span className={styles["type"]} title={type}>
                  {type}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className={styles["body"]} style={{ blockSize: rows.length * ROW }}>
          {seen.map((at) => (
            <tr
              key={at}
              role="row"
              aria-rowindex={at + 2}
              className={styles["row"]}
              style={{ gridTemplateColumns: template, insetBlockStart: at * ROW }}
            >
              <th role="rowheader" scope="row" className={styles["number"]}>
                {at + 1}
              </th>
              {headers.map((column, i) => (
                <Value
                  key={column.key}
                  value={rows[at]?.[i]}
                  column={column}
                  row={rows[at] as ResultRow}
                  context={context}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {/* biome-ignore-end lint/a11y/noRedundantRoles: kept when display changes */}
    </section>
  );
}

function Value({ value, column, row, context }: ValueProps): ReactElement {
  const { text, whole, tone, href } = cellOf(value, column, row, context);
  return (
    // biome-ignore lint/a11y/noRedundantRoles: as above
    <td role="cell" data-tone={tone} data-align={isNumber(column.type) ? "end" : undefined} title={whole}>
      {href === undefined ? <bdi>{text}</bdi> : <AppLink href={href}>{text}</AppLink>}
    </td>
  );
}

/** As wide as the first rows need, within bounds. */
function templateOf(columns: readonly ResultColumn[], rows: readonly ResultRow[], context: CellContext): string {
  const widths = columns.map((column, i) => {
    const texts = rows.slice(0, SAMPLE).map((row) => cellOf(row[i], column, row, context).text.length);
    return Math.min(46, Math.max(6, column.name.length + 1, Math.min(12, column.type.length), ...texts));
  });
  return `3.5rem ${widths.map((width, i) => `${i === widths.length - 1 ? `minmax(${width + 2}ch, 1fr)` : `${width + 2}ch`}`).join(" ")}`;
}

interface ValueProps {
  readonly value: unknown;
  readonly column: ResultColumn;
  readonly row: ResultRow;
  readonly context: CellContext;
}

interface ResultTableProps {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly ResultRow[];
  readonly context: CellContext;
  readonly caption: string;
}

import type { ReactNode } from "react";
import styles from "./DataTable.module.css";

export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand at the end, so that their digits align. */
  readonly align?: "end" | undefined;
  /** On a phone: `bare` says itself and goes without its header, `wide` takes a line of its own, `line` does both. */
  readonly phone?: "bare" | "wide" | "line" | undefined;
  /** Length of the cells, in any unit of CSS, where the contents should not decide. */
  readonly width?: string | undefined;
}

/**
 * Rows under headers that stay in sight. `j`, `k` and Enter walk and open the rows (`PageKeys`): a row opens its
 * link marked `data-open`, else its first one. On a phone the cells of a row flow one after the other, each with its
 * header before it; the roles are written out since `display` on table parts takes them away from screen readers.
 */
export function DataTable<Row>(props: DataTableProps<Row>): ReactNode {
  const { caption, columns, rows, rowKey, empty, wide = false, rowTone } = props;
  if (rows.length === 0) return typeof empty === "string" ? <p className={styles["empty"]}>{empty}</p> : empty;
  const table = (
    // biome-ignore-start lint/a11y/noRedundantRoles: kept when display changes
    <table role="table" className={styles["table"]}>
      <caption className="visually-hidden">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th
              key={column.key}
              role="columnheader"
              scope="col"
              data-align={column.align}
              style={column.width === undefined ? undefined : { inlineSize: column.width }}
            >
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      {/* A new first row makes a new body: rows that are pushed down would count as a shifting layout. */}
      <tbody key={rowKey(rows[0] as Row, 0)} role="rowgroup">
        {rows.map((row, i) => (
          <tr key={rowKey(row, i)} role="row" tabIndex={-1} data-row="" data-tone={rowTone?.(row)}>
            {columns.map((column) => (
              <td
                key={column.key}
                role="cell"
                data-align={column.align}
                data-phone={column.phone}
                data-label={column.header}
              >
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
    // biome-ignore-end lint/a11y/noRedundantRoles: kept when display changes
  );
  if (!wide) return table;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable from the keyboard
    <section className={styles["wide"]} aria-label={caption} tabIndex={0}>
      {table}
    </section>
  );
}

interface DataTableProps<Row> {
  /** What the table lists, for screen readers. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row, index: number) => string | number;
  /** In place of a table without rows: why there are none. */
  readonly empty: ReactNode;
  /** For more columns than a page is wide: the table scrolls sideways, and its head does not stay in sight. */
  readonly wide?: boolean;
  /** What is to be seen of a row at once: it failed, it is the one that the page is about, it no longer counts. */
  readonly rowTone?: ((row: Row) => "failed" | "current" | "void" | undefined) | undefined;
}

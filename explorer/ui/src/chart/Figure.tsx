import type { ReactElement, ReactNode } from "react";
import { AppLink } from "../components/AppLink.tsx";
import { DataTable } from "../components/DataTable.tsx";
import type { Lang } from "../i18n/lang.ts";
import { uiText } from "../i18n/uiMessages.ts";
import styles from "./Figure.module.css";
import { FigureTools } from "./FigureTools.tsx";
import { type FigureRow, type FigureTable, figureCsv } from "./figureTable.ts";

/** What every figure can have besides its drawing. */
export interface FigureLinks {
  /** Over the drawing; left out where the surrounding panel says it. */
  readonly title?: string | undefined;
  /** What it is called where it is taken along: over its picture, in the names of its files. @default the title */
  readonly name?: string | undefined;
  /** The figure's own page. */
  readonly href?: string | undefined;
  /** Where its numbers come as CSV; without, the browser writes them from the table. */
  readonly csvHref?: string | undefined;
  /** The statements that it was made with; undefined for viewers who may not ask SQL. */
  readonly sqlHref?: string | undefined;
}

/**
 * The frame of every plot: what it says in one line, the drawing, its legend, the same numbers as a table, and the
 * ways to take it along: its own URL, CSV, PNG, SQL.
 */
export function Figure(props: FigureProps): ReactElement {
  const { title, says, showSays = false, table, height, lang, legend, href, csvHref, sqlHref, children } = props;
  const t = uiText(lang);
  const name = props.name ?? title ?? says;
  return (
    <figure className={styles["figure"]}>
      {title !== undefined && (
        <h3 className={styles["title"]}>{href ? <AppLink href={href}>{title}</AppLink> : title}</h3>
      )}
      {showSays && <p className={styles["says"]}>{says}</p>}
      <div role="img" aria-label={says} style={height === undefined ? undefined : { blockSize: height }}>
        {children}
      </div>
      <figcaption className={styles["caption"]}>
        {legend !== undefined && legend.length > 0 && (
          <span className={styles["legend"]}>
            {legend.map(({ name: series, colour, hatched = false }) => (
              <span
                key={series}
                className={styles["series"]}
                data-hatched={hatched}
                data-legend={colour}
                title={series}
                style={{ "--series": colour } as object}
              >
                <bdi>{series}</bdi>
              </span>
            ))}
          </span>
        )}
        <span className={styles["tools"]}>
          {href !== undefined && title === undefined && (
            <AppLink href={href} aria-label={t("chart.open.of", { name })}>
              {t("chart.open")}
            </AppLink>
          )}
          {csvHref !== undefined && (
            <a href={csvHref} download aria-label={t("chart.csv.of", { name })}>
              CSV
            </a>
          )}
          <FigureTools
            name={name}
            csv={csvHref === undefined ? figureCsv(table) : undefined}
            words={{ csv: t("chart.csv.of", { name }), png: t("chart.png.of", { name }) }}
          />
          {sqlHref !== undefined && (
            <AppLink href={sqlHref} aria-label={t("chart.sql.of", { name })}>
              SQL
            </AppLink>
          )}
        </span>
        <details className={styles["table"]}>
          <summary>{t("table.show")}</summary>
          <section
            className={styles["scroll"]}
            aria-label={t("table.scroll", { caption: name })}
            // Names of series may be a chain's.
            translate="no"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable from the keyboard
            tabIndex={0}
          >
            <DataTable
              caption={says}
              rows={table.rows}
              rowKey={(_, index) => index}
              empty={null}
              columns={table.header.map((header, i) => ({
                key: `${i} ${header}`,
                header,
                ...(i > 0 ? { align: "end" as const } : {}),
                cell: (row: FigureRow) => row.cells[i] ?? "–",
              }))}
            />
          </section>
        </details>
      </figcaption>
    </figure>
  );
}

interface FigureProps extends FigureLinks {
  /** One line that says what the figure shows, with its main number: also for those who do not see it. */
  readonly says: string;
  /** Shows that line over the drawing, where nothing around it says the same. */
  readonly showSays?: boolean | undefined;
  readonly table: FigureTable;
  /** Pixels of the drawing, kept free while it loads. */
  readonly height?: number | undefined;
  readonly lang: Lang;
  readonly legend?: readonly LegendEntry[] | undefined;
  readonly children: ReactNode;
}

export interface LegendEntry {
  readonly name: string;
  /** A CSS colour. */
  readonly colour: string;
  readonly hatched?: boolean;
}

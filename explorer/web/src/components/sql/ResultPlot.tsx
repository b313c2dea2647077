"use client";

import { FigureTools } from "@ledgerscope/ui/chart/FigureTools.tsx";
import { figureCsv } from "@ledgerscope/ui/chart/figureTable.ts";
import { LazySeriesPlot } from "@ledgerscope/ui/chart/LazySeriesPlot.tsx";
import { seriesColour } from "@ledgerscope/ui/chart/series.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { type ReactElement, useMemo } from "react";
import { isNumber } from "./cell.ts";
import { fill } from "./fill.ts";
import { type PlotView, plotOf, plotView } from "./plotOf.ts";
import styles from "./ResultPlot.module.css";
import type { ResultColumn, ResultRow } from "./runSql.ts";
import type { SqlWords } from "./sqlWords.ts";

const HEIGHT = 360;

/** A result as a plot whose axes the reader chooses. */
export function ResultPlot({ columns, rows, wanted, words, lang, onChange }: ResultPlotProps): ReactElement {
  const view = useMemo(() => plotView(columns, wanted), [columns, wanted]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows are collected in place
  const plot = useMemo(() => view && plotOf(columns, rows, view), [columns, rows.length, view]);
  if (!view || !plot) return <p className={styles["note"]}>{words["sql.plot.none"]}</p>;
  const change = (part: Partial<PlotView>): void => onChange({ ...view, ...part });
  const says = fill(words["sql.plot.summary"], { values: plot.series.join(", "), x: view.x });
  return (
    <figure className={styles["plot"]}>
      <div className={styles["controls"]}>
        <label>
          {words["sql.plot.kind"]}
          <select value={view.kind} onChange={(event) => change({ kind: event.target.value as PlotView["kind"] })}>
            <option value="bars">{words["sql.plot.bars"]}</option>
            <option value="lines">{words["sql.plot.lines"]}</option>
          </select>
        </label>
        <label>
          {words["sql.plot.x"]}
          <select value={view.x} onChange={(event) => change({ x: event.target.value })}>
            {columns.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <label>
          {words["sql.plot.split"]}
          <select value={view.split} onChange={(event) => change({ split: event.target.value })}>
            <option value="">{words["sql.plot.split.none"]}</option>
            {columns
              .filter(({ name }) => name !== view.x)
              .map(({ name }) => (
                <option key={name}>{name}</option>
              ))}
          </select>
        </label>
        <fieldset>
          <legend>{words["sql.plot.y"]}</legend>
          {columns
            .filter(({ name, type }) => isNumber(type) && name !== view.x)
            .map(({ name }) => (
              <label key={name}>
                <input
                  type="checkbox"
                  checked={view.y.includes(name)}
                  onChange={(event) =>
                    change({ y: event.target.checked ? [...view.y, name] : view.y.filter((one) => one !== name) })
                  }
                />
                {name}
              </label>
            ))}
        </fieldset>
      </div>
      <div role="img" aria-label={says} style={{ blockSize: HEIGHT }}>
        <LazySeriesPlot
          rows={plot.rows}
          series={plot.series}
          kind={view.kind}
          unit="count"
          height={HEIGHT}
          lang={lang}
        />
      </div>
      <figcaption className={styles["caption"]}>
        {plot.series.map((name, i) => (
          <span
            key={name}
            className={styles["series"]}
            data-legend={seriesColour(i)}
            style={{ "--series": seriesColour(i) } as object}
          >
            <bdi>{name}</bdi>
          </span>
        ))}
        {plot.cut && <span>{fill(words["sql.plot.cut"], { points: plot.rows.length })}</span>}
        <span className={styles["tools"]}>
          <FigureTools
            name={says}
            csv={figureCsv({
              header: [view.x, ...plot.series],
              rows: plot.rows.map((row) => ({ cells: [], values: [row.name, ...row.values] })),
            })}
            words={{
              csv: fill(words["sql.download.as"], { format: "CSV" }),
              png: fill(words["sql.download.as"], { format: "PNG" }),
            }}
          />
        </span>
      </figcaption>
    </figure>
  );
}

interface ResultPlotProps {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly ResultRow[];
  readonly wanted: Partial<PlotView>;
  readonly words: SqlWords;
  readonly lang: Lang;
  readonly onChange: (view: PlotView) => void;
}

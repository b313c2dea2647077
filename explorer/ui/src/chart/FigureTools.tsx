"use client";

import type { MouseEvent, ReactElement } from "react";
import styles from "./Figure.module.css";
import { saveAs } from "./saveAs.ts";

/** Takes a figure along as PNG, and as CSV where no address serves it. */
export function FigureTools({ name, csv, words }: FigureToolsProps): ReactElement {
  const fileName =
    name
      .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
      .replaceAll(/^-|-$/g, "")
      .slice(0, 60) || "figure";
  async function png(event: MouseEvent): Promise<void> {
    const figure = event.currentTarget.closest("figure");
    // The drawing of pictures comes when one is wanted.
    const { figurePng } = await import("./figurePng.ts");
    const picture = figure && (await figurePng(figure, name));
    if (picture) saveAs(picture, `${fileName}.png`);
  }
  return (
    <>
      {csv !== undefined && (
        <button
          type="button"
          className={styles["tool"]}
          aria-label={words.csv}
          onClick={() => saveAs(new Blob([csv], { type: "text/csv;charset=utf-8" }), `${fileName}.csv`)}
        >
          CSV
        </button>
      )}
      <button type="button" className={styles["tool"]} aria-label={words.png} onClick={png}>
        PNG
      </button>
    </>
  );
}

interface FigureToolsProps {
  /** Of the figure: over the picture, and the files' name. */
  readonly name: string;
  /** The file's text; undefined where an address serves it. */
  readonly csv: string | undefined;
  readonly words: { readonly csv: string; readonly png: string };
}

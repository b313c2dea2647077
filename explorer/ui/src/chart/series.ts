/** What a chart of several series draws. */
export interface SeriesRow {
  /** On the axis. */
  readonly label: string;
  /** In the tooltip and the table: what the row stands for, in full. */
  readonly name: string;
  /** In the CSV, where it is another than the name: a time in RFC 3339, a height. */
  readonly at?: string | number | undefined;
  /** One per series; null where nothing is known. */
  readonly values: readonly (number | null)[];
}

/** Colours for as many series; what comes after them shares the last one. */
export const seriesColours = [
  "var(--series-0)",
  "var(--series-1)",
  "var(--series-2)",
  "var(--series-3)",
  "var(--series-4)",
  "var(--series-5)",
  "var(--series-6)",
] as const;

export const seriesColour = (index: number): string =>
  seriesColours[Math.min(index, seriesColours.length - 1)] as string;

/** Dashes tell lines apart without their colours. */
const dashes = ["", "6 3", "2 2", "8 2 2 2", "4 4", "1 3", "10 4"] as const;

export const seriesDash = (index: number): string => dashes[Math.min(index, dashes.length - 1)] as string;

/** What took effect, then what did not: colours that mean something, as in a chart of activity. */
export const outcomeColours: readonly string[] = ["var(--chart-success)", "var(--chart-failed)"];

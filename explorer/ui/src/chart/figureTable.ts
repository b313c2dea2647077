/** The numbers behind a figure: what its table shows and its CSV holds. */
export interface FigureTable {
  /** Headers, the row's own name first. */
  readonly header: readonly string[];
  /** Headers of the CSV, where they say units that the table writes behind each number. @default header */
  readonly csvHeader?: readonly string[];
  readonly rows: readonly FigureRow[];
}

export interface FigureRow {
  /** As people read it: what the row stands for, then one text per series. */
  readonly cells: readonly string[];
  /** As programs read it: times in RFC 3339, plain numbers in the unit of the header; null where nothing is known. */
  readonly values: readonly (string | number | null)[];
}

/**
 * RFC 4180, with a byte order mark, without which spreadsheets read Chinese as Latin. Text that a spreadsheet would
 * take for a formula gets an apostrophe before it: names come from chains.
 */
export function figureCsv({ header, csvHeader = header, rows }: FigureTable): string {
  const lines = [csvHeader, ...rows.map(({ values }) => values)];
  return `\ufeff${lines.map((line) => line.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const harmless = /^[=+\-@\t\r]/.test(value) && !/^[+-]?\d+(\.\d+)?$/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

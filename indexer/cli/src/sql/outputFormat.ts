import path from "node:path";
import { ConfigError } from "@ledgerscope/core";

/** Short names; any other is a ClickHouse format and passed on as it is written. */
const SHORT: Readonly<Record<string, string>> = {
  table: "PrettyCompact",
  csv: "CSVWithNames",
  tsv: "TabSeparatedWithNames",
  json: "JSON",
  jsonl: "JSONEachRow",
  ndjson: "JSONEachRow",
  markdown: "Markdown",
  parquet: "Parquet",
  arrow: "Arrow",
  vertical: "Vertical",
};

const BINARY = /^(Parquet|Arrow|ArrowStream|ORC|Avro|Native|RowBinary|Npy|MsgPack|BSON|Buffers|Protobuf|CapnProto)/i;

export interface FormatChoice {
  /** `--format`. */
  readonly format?: string;
  /** `--output`: its ending names the format where `--format` does not. */
  readonly output?: string;
  readonly isTerminal: boolean;
}

/** @returns the ClickHouse format. @throws ConfigError for what is no name, or would spill bytes on a terminal. */
export function outputFormat({ format, output, isTerminal }: FormatChoice): string {
  const ending = output === undefined ? "" : path.extname(output).slice(1).toLowerCase();
  const asked = format ?? (ending in SHORT ? ending : isTerminal && output === undefined ? "table" : "TabSeparated");
  if (!/^\w+$/.test(asked)) {
    throw new ConfigError(
      `--format ${asked}: write ${Object.keys(SHORT).join(", ")} or a ClickHouse format, for example JSONEachRow`,
    );
  }
  const name = SHORT[asked] ?? asked;
  if (isTerminal && output === undefined && BINARY.test(name)) {
    throw new ConfigError(`--format ${asked} is binary: write it into a file with --output FILE, or into a pipe`);
  }
  return name;
}

export const SHORT_FORMATS: string = Object.entries(SHORT)
  .map(([short, name]) => `${short} (${name})`)
  .join(", ");

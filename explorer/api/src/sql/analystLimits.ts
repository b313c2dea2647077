import type { AnalystReader } from "./analystReader.ts";

/** Settings of the engine that bound a statement. */
const BOUNDS = [
  "max_execution_time",
  "max_memory_usage",
  "max_rows_to_read",
  "max_temporary_data_on_disk_size_for_query",
  "max_query_size",
  "max_threads",
] as const;

export interface AnalystLimits {
  /** Seconds that a statement may run: on the page, and for a download. 0: as long as it takes. */
  readonly seconds: number;
  readonly exportSeconds: number;
  /** Bytes. */
  readonly memory: string;
  readonly temporaryDisk: string;
  readonly statementBytes: string;
  readonly rowsRead: string;
  readonly threads: string;
}

/** What the engine allows the analyst, as the engine says. @param pageSeconds what the page allows at most */
export async function readLimits(reader: AnalystReader, pageSeconds: number): Promise<AnalystLimits> {
  const select = BOUNDS.map((name) => `toString(getSetting('${name}')) AS ${name}`).join(", ");
  const [found] = await reader.rows<Record<(typeof BOUNDS)[number], string>>(`SELECT ${select}`);
  const exportSeconds = Number(found?.max_execution_time ?? 0);
  return {
    seconds: exportSeconds === 0 ? pageSeconds : Math.min(pageSeconds, exportSeconds),
    exportSeconds,
    memory: found?.max_memory_usage ?? "0",
    temporaryDisk: found?.max_temporary_data_on_disk_size_for_query ?? "0",
    statementBytes: found?.max_query_size ?? "0",
    rowsRead: found?.max_rows_to_read ?? "0",
    threads: found?.max_threads ?? "0",
  };
}

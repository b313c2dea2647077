import { Readable } from "node:stream";
import type { AnalystQuestion, AnalystReader } from "./analystReader.ts";
import type { RecordedStatement } from "./statementLog.ts";

/** Files that a result can be had as, by the ending of their names. */
const FILES = {
  csv: { format: "CSVWithNames", type: "text/csv; charset=utf-8" },
  parquet: { format: "Parquet", type: "application/vnd.apache.parquet" },
  ndjson: { format: "JSONEachRow", type: "application/x-ndjson; charset=utf-8" },
} as const;

export type FileKind = keyof typeof FILES;

export const isFileKind = (name: unknown): name is FileKind => typeof name === "string" && Object.hasOwn(FILES, name);

/**
 * A statement's whole result as a file, as the engine writes it: however large, it passes through here in chunks, at the
 * client's pace. A download that the engine has to stop breaks off, so that half a file is never taken for a whole.
 * @throws SqlError before the first byte.
 */
export async function exportStatement(
  reader: AnalystReader,
  question: Omit<AnalystQuestion, "format" | "settings">,
  { kind, name, record }: { readonly kind: FileKind; readonly name: string; readonly record: RecordedStatement },
): Promise<Response> {
  const { format, type } = FILES[kind];
  const answer = await reader.ask({ ...question, format, settings: { output_format_parquet_string_as_string: 1 } });
  const asked = answer.headers["x-clickhouse-format"] === format;
  const fileName = `${
    name
      .replaceAll(/[^\w-]+/g, "-")
      .replaceAll(/^-+|-+$/g, "")
      .slice(0, 60) || "result"
  }`;
  answer.on("data", (chunk: Uint8Array) => record.gave(chunk.length)).pause();
  answer.once("close", () => {
    const outcome = answer.complete ? "ok" : question.signal?.aborted ? "gone" : "BROKEN_OFF";
    record.ended({ rows: null, outcome });
  });
  return new Response(Readable.toWeb(answer) as ReadableStream<Uint8Array>, {
    headers: {
      // A FORMAT clause of the statement's own: whatever it is, a browser must not show it as a page.
      "Content-Type": asked ? type : "application/octet-stream",
      "Content-Disposition": `attachment; filename="${fileName}${asked ? `.${kind}` : ""}"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}

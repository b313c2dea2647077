/**
 * A value as ClickHouse reads it for a `{name:Type}` placeholder: text with the escapes of its `TabSeparated` format,
 * in which arrays hold quoted text.
 * Source: https://clickhouse.com/docs/interfaces/http#cli-queries-with-parameters
 */
export function parameterText(value: unknown): string {
  if (value === null || value === undefined) return "\\N";
  if (Array.isArray(value)) return `[${value.map(element).join(",")}]`;
  return typeof value === "object" ? escaped(JSON.stringify(value)) : escaped(String(value));
}

function element(value: unknown): string {
  if (value === null || value === undefined) return "NULL";
  if (Array.isArray(value)) return `[${value.map(element).join(",")}]`;
  return typeof value === "string" ? `'${escaped(value).replaceAll("'", "\\'")}'` : String(value);
}

function escaped(text: string): string {
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll("\t", "\\t")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\0", "\\0");
}

/** A `{name:Type}` placeholder of a statement. */
export interface Parameter {
  readonly name: string;
  readonly type: string;
}

/** Strings, quoted names and comments, in which nothing is a placeholder; then a placeholder. */
const PARTS =
  /'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`|--[^\n]*|#![^\n]*|\/\*[\s\S]*?\*\/|\{\s*([A-Za-z_]\w{0,63})\s*:\s*([A-Za-z][\w\s(),.'+-]*?)\s*\}/g;

/** The placeholders of a statement, each once, in the order in which they come. */
export function parametersOf(sql: string): Parameter[] {
  const found = new Map<string, Parameter>();
  for (const [, name, type] of sql.matchAll(PARTS)) {
    if (name !== undefined && type !== undefined && !found.has(name)) found.set(name, { name, type });
  }
  return [...found.values()];
}

export const isList = (type: string): boolean => /^Array\(/.test(type);

/** What is typed into a field, as the API takes it: lists as JSON, or a value per line. */
export function parameterValue(text: string, type: string): unknown {
  if (!isList(type)) return /^Nullable\(/.test(type) && text === "" ? null : text;
  const trimmed = text.trim();
  if (trimmed.startsWith("[")) {
    try {
      return JSON.parse(trimmed);
    } catch {
      // Lines that begin with a bracket.
    }
  }
  const lines = trimmed === "" ? [] : trimmed.split("\n").map((line) => line.trim());
  return /^Array\((U?Int|Float|Decimal)/.test(type) ? lines.map(numberOr) : lines;
}

/** Digits that a number would lose stay text, which the engine reads as well. */
const numberOr = (text: string): unknown => (/^-?\d{1,15}(\.\d+)?$/.test(text) ? Number(text) : text);

/** A value as a field shows it. */
export function fieldText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

import type { FabricLogLine } from "./logLine.ts";

/** Zap writes level, time and logger first: most lines are told apart by these without being parsed. */
const HEAD = '{"level":"';
const NAME = ',"name":"';
/** Characters within which the logger's name begins. */
const HEAD_LENGTH = 60;

/** The logger of a JSON line, without parsing it; undefined when its head is not as usual. */
export function loggerOf(line: string): string | undefined {
  if (!line.startsWith(HEAD)) return undefined;
  const name = line.indexOf(NAME, HEAD.length);
  if (name < 0 || name > HEAD_LENGTH) return undefined;
  const begin = name + NAME.length;
  const end = line.indexOf('"', begin);
  // A backslash would quote the quotation mark: such a name is left to the parser.
  return end < 0 || line.charCodeAt(end - 1) === 0x5c ? undefined : line.slice(begin, end);
}

/** Unix seconds that 64-bit nanoseconds can hold. */
const LAST_SECOND = 9.2e9;

/**
 * Reads a line of `FABRIC_LOGGING_FORMAT=json`: zap's production configuration, fabric-lib-go/common/flogging/logging.go.
 * @returns the reason when it is none.
 */
export function readJsonLine(line: string): FabricLogLine | string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return "broken JSON";
  }
  if (typeof parsed !== "object" || parsed === null) return "not a JSON object";
  const values = parsed as Record<string, unknown>;
  const { level, name, msg } = values;
  const timeNs = epochNs(line, values["ts"]);
  if (timeNs === undefined) return "no time: ts is not Unix seconds";
  if (typeof name !== "string" || typeof msg !== "string") return "no name or msg";
  return {
    timeNs,
    resolutionNs: 1000n,
    level: typeof level === "string" ? level : "",
    logger: name,
    message: msg,
    field: (key) => {
      const value = Object.hasOwn(values, key) ? values[key] : undefined;
      return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
    },
  };
}

/** `ts` is Unix seconds as a decimal; its text is taken where it stands, since a double holds only 0.2 µs of it. */
function epochNs(line: string, ts: unknown): bigint | undefined {
  if (typeof ts !== "number" || !(ts >= 0) || ts > LAST_SECOND) return undefined;
  const text = /"ts":(\d{1,10})(?:\.(\d{1,20}))?[,}]/.exec(line);
  if (text && Number(`${text[1]}.${text[2] ?? "0"}`) === ts) {
    return BigInt(text[1] as string) * 1_000_000_000n + BigInt((text[2] ?? "").slice(0, 9).padEnd(9, "0"));
  }
  return BigInt(Math.round(ts * 1e6)) * 1000n;
}

import { execFileSync } from "node:child_process";
import path from "node:path";

const fixtures = path.resolve(import.meta.dirname, "../../../../test/fixtures");

/** Lines of one node's log in a recording of this repository: `recordedLog("fabric-failures", "peer0.org1")`. */
export function recordedLog(recording: string, node: string): readonly string[] {
  const file = path.join(fixtures, recording, "logs", `${node}.log.xz`);
  const text = execFileSync("xz", ["-dc", file], { maxBuffer: 1 << 28, encoding: "utf8" });
  return text.split("\n").filter((line) => line !== "");
}

const pad = (text: string, length: number) => text.padStart(length, "0");

/** As zap-logfmt writes a value: quoted and JSON-escaped where it holds a blank, a quotation mark or an equals sign. */
const logfmt = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the encoder quotes them
  /[\u0000-\u0020="\ufffd]/.test(text) ? JSON.stringify(text) : JSON.stringify(text).slice(1, -1);

/** Go's Duration.String(). */
function goDuration(seconds: number): string {
  const ns = Math.round(seconds * 1e9);
  if (ns === 0) return "0s";
  if (ns < 1e3) return `${ns}ns`;
  if (ns < 1e6) return `${ns / 1e3}µs`;
  if (ns < 1e9) return `${ns / 1e6}ms`;
  const hours = Math.floor(ns / 3600e9);
  const minutes = Math.floor(ns / 60e9) % 60;
  const rest = (ns % 60e9) / 1e9;
  return `${hours > 0 ? `${hours}h` : ""}${hours + minutes > 0 ? `${minutes}m` : ""}${rest}s`;
}

/**
 * A line of the JSON log as the same node would have written it in a console format of hyperledger/fabric
 * (common/flogging/global.go and fabenc/encoder.go): the default since 2.3, or the one before.
 */
export function asConsoleLine(json: string, format: "new" | "old", colours: boolean): string {
  const { level, ts, name, caller, msg, stacktrace, ...fields } = JSON.parse(json) as Record<string, unknown>;
  const time = `${new Date(Math.floor(Number(ts) * 1000)).toISOString().replace("T", " ").slice(0, -1)} UTC`;
  const [colour, bold, reset] = colours ? ["\u001b[34m", "\u001b[34;1m", "\u001b[0m"] : ["", "", ""];
  const short = String(level).toUpperCase().slice(0, 4);
  const head =
    format === "new"
      ? `${colour}${time} ${pad("1f", 4)} ${short}${reset} [${name}] ${bold}func1${reset} -> `
      : `${colour}${time} [${name}] func1 -> ${short} ${pad("1f", 3)}${reset} `;
  const pairs = Object.entries(fields).map(([key, value]) => {
    if (key === "grpc.call_duration") return `${key}=${goDuration(Number(value))}`;
    if (key === "grpc.request_deadline") return `${key}=${new Date(Math.floor(Number(value) * 1000)).toISOString()}`;
    return `${key}=${logfmt(String(value))}`;
  });
  return `${head}${msg}${pairs.length > 0 ? ` ${pairs.join(" ")}` : ""}`;
}

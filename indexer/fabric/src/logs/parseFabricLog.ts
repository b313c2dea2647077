import type { StageFact } from "@ledgerscope/core";
import { broadcastLines } from "./lines/broadcast.ts";
import { commitLines } from "./lines/commit.ts";
import { endorserLines } from "./lines/endorser.ts";
import { gatewayLines } from "./lines/gateway.ts";
import { raftLines } from "./lines/raft.ts";
import { smartbftLines } from "./lines/smartbft.ts";
import type { FabricLogLine, LogLineRule, SeenFact } from "./logLine.ts";

export interface LogContext {
  readonly network: string;
  /** Lines that name another channel say nothing about this one. */
  readonly channel: string;
  /** Whose log it is, as the configuration names it. */
  readonly node: string;
}

/**
 * - `facts`: the line told something.
 * - `ignored`: a log line that no rule speaks of.
 * - `malformed`: not a line of Fabric's JSON log, or one whose parts are not what its kind has; `reason` says why.
 */
export type ParsedLogLine =
  | { readonly kind: "facts"; readonly facts: readonly StageFact[] }
  | { readonly kind: "ignored" }
  | { readonly kind: "malformed"; readonly reason: string };

const IGNORED: ParsedLogLine = { kind: "ignored" };

const rulesByLogger = new Map<string, LogLineRule[]>();
for (const rule of [
  ...endorserLines,
  ...gatewayLines,
  ...commitLines,
  ...broadcastLines,
  ...smartbftLines,
  ...raftLines,
]) {
  rulesByLogger.set(rule.logger, [...(rulesByLogger.get(rule.logger) ?? []), rule]);
}

/** The head of a line as zap writes it: most lines are told apart by it without being parsed. */
const HEAD = /^\{"level":"\w+","ts":[\d.]+,"name":"([^"\\]*)"/;

/** A transaction's id in full or cut to 8 digits, or a height. */
const TX_ID = /^(?:[0-9a-f]{64}|[0-9a-f]{8})$/;

/**
 * Reads one line of a Fabric peer's or orderer's log in JSON (`FABRIC_LOGGING_FORMAT=json`; Fabric 2.x, 3.x).
 * Lines are read one by one, with no memory, so that a reader can stop and go on anywhere.
 */
export function parseFabricLog(line: string, context: LogContext): ParsedLogLine {
  const logger = HEAD.exec(line)?.[1];
  if (logger !== undefined && line.endsWith("}")) {
    const rules = rulesByLogger.get(logger);
    if (!rules?.some((rule) => line.includes(rule.marker))) return IGNORED;
  }
  const entry = readEntry(line);
  if (typeof entry === "string") return { kind: "malformed", reason: entry };
  const channel = entry.field("channel");
  if (channel !== "" && channel !== context.channel) return IGNORED;

  for (const rule of rulesByLogger.get(entry.logger) ?? []) {
    if (!entry.message.includes(rule.marker)) continue;
    const match = rule.pattern.exec(entry.message);
    if (!match) continue;
    const groups = match.groups ?? {};
    if (groups["channel"] !== undefined && groups["channel"] !== context.channel) return IGNORED;
    const seen = rule.facts(entry, groups);
    const nameless = seen.find((fact) => fact.subject === "tx" && !TX_ID.test(fact.id));
    if (nameless) return { kind: "malformed", reason: `"${rule.marker}" without a transaction id` };
    return { kind: "facts", facts: seen.map((fact) => toFact(fact, entry, context)) };
  }
  return IGNORED;
}

function toFact(seen: SeenFact, entry: FabricLogLine, context: LogContext): StageFact {
  return {
    network: context.network,
    channel: context.channel,
    node: context.node,
    remote: "",
    attempt: 0,
    evidence: "measured",
    source: `log:${context.node}:${entry.logger}`,
    attributes: {},
    ...seen,
  };
}

/** @returns the reason when the line is not an entry of a JSON log. */
function readEntry(line: string): FabricLogLine | string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return line.startsWith("{") ? "broken JSON" : "not JSON: set FABRIC_LOGGING_FORMAT=json on the node";
  }
  if (typeof parsed !== "object" || parsed === null) return "not a JSON object";
  const values = parsed as Record<string, unknown>;
  const { level, name, msg } = values;
  const timeNs = epochNs(line, values["ts"]);
  if (timeNs === undefined) return "no time: ts is not Unix seconds";
  if (typeof name !== "string" || typeof msg !== "string") return "no name or msg";
  return {
    timeNs,
    level: typeof level === "string" ? level : "",
    logger: name,
    message: msg,
    field: (key) => {
      const value = Object.hasOwn(values, key) ? values[key] : undefined;
      return typeof value === "string" ? value : "";
    },
  };
}

/** `ts` is Unix seconds as a decimal; its text is taken where it stands, since a double holds only 0.2 µs of it. */
function epochNs(line: string, ts: unknown): bigint | undefined {
  if (typeof ts !== "number" || !(ts >= 0) || ts > 1e11) return undefined;
  const text = /"ts":(\d+)(?:\.(\d+))?[,}]/.exec(line);
  if (text && Number(`${text[1]}.${text[2] ?? "0"}`) === ts) {
    return BigInt(text[1] as string) * 1_000_000_000n + BigInt((text[2] ?? "").slice(0, 9).padEnd(9, "0"));
  }
  return BigInt(Math.round(ts * 1e6)) * 1000n;
}

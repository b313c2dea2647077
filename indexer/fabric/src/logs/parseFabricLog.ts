import type { StageFact } from "@ledgerscope/core";
import { readConsoleLine } from "./consoleLine.ts";
import { loggerOf, readJsonLine } from "./jsonLine.ts";
import { blockCutterLines } from "./lines/blockCutter.ts";
import { broadcastLines } from "./lines/broadcast.ts";
import { callLines } from "./lines/calls.ts";
import { commitLines } from "./lines/commit.ts";
import { deliverLines } from "./lines/deliver.ts";
import { endorserLines } from "./lines/endorser.ts";
import { gatewayLines } from "./lines/gateway.ts";
import { gossipLines } from "./lines/gossip.ts";
import { kafkaLines } from "./lines/kafka.ts";
import { processLines } from "./lines/process.ts";
import { raftLines } from "./lines/raft.ts";
import { smartbftLines } from "./lines/smartbft.ts";
import { unreachableLines } from "./lines/unreachable.ts";
import type { FabricLogLine, LogLineRule, SeenFact } from "./logLine.ts";
import type { LogMemory } from "./logMemory.ts";

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
 * - `malformed`: not a line of Fabric's log, or one whose parts are not what its kind has; `reason` says why.
 */
export type ParsedLogLine =
  | { readonly kind: "facts"; readonly facts: readonly StageFact[] }
  | { readonly kind: "ignored" }
  | { readonly kind: "malformed"; readonly reason: string };

const NS_PER_MS = 1_000_000n;
const NO_ATTRIBUTES: Readonly<Record<string, string>> = {};

const IGNORED: ParsedLogLine = { kind: "ignored" };

const rulesByLogger = new Map<string, LogLineRule[]>();
for (const rule of [
  ...callLines,
  ...endorserLines,
  ...gatewayLines,
  ...gossipLines,
  ...commitLines,
  ...deliverLines,
  ...broadcastLines,
  ...blockCutterLines,
  ...smartbftLines,
  ...raftLines,
  ...kafkaLines,
  ...processLines,
  ...unreachableLines,
]) {
  rulesByLogger.set(rule.logger, [...(rulesByLogger.get(rule.logger) ?? []), rule]);
}

/** Characters of a line beyond which it is not looked at: a configuration of thousands of members has some 100,000. */
const LONGEST_LINE = 1 << 22;

/** A transaction's id in full or cut to 8 digits. */
const TX_ID = /^(?:[0-9a-f]{64}|[0-9a-f]{8})$/;
const HEIGHT = /^\d{1,19}$/;
/** Nanoseconds that a signed 64-bit number holds. */
const LAST_NS = (1n << 63n) - 1n;

/**
 * A reader of one file of a node's log: JSON (`FABRIC_LOGGING_FORMAT=json`) and the console formats, line by line;
 * Fabric 1.4, 2.x, 3.x. It remembers next to nothing ({@link LogMemory}), so that it can stop and go on anywhere.
 */
export function fabricLogParser(): (line: string, context: LogContext) => ParsedLogLine {
  const memory: LogMemory = {};
  return (line, context) => parseFabricLog(line, context, memory);
}

/**
 * Reads one line of a Fabric peer's or orderer's log.
 * @param memory what the lines before it left; without it the line stands alone.
 */
export function parseFabricLog(line: string, context: LogContext, memory: LogMemory = {}): ParsedLogLine {
  if (line.length > LONGEST_LINE) return malformed(`longer than ${LONGEST_LINE} characters`);
  const entry = line.startsWith("{") ? readJson(line) : readConsole(line, memory);
  if (entry === undefined) return IGNORED;
  if (typeof entry === "string") return malformed(entry);
  const channel = entry.field("channel");
  if (channel !== "" && channel !== context.channel) return IGNORED;

  for (const rule of rulesByLogger.get(entry.logger) ?? []) {
    if (!entry.message.includes(rule.marker)) continue;
    const match = rule.pattern.exec(entry.message);
    if (!match) continue;
    const groups = match.groups ?? {};
    if (groups["channel"] !== undefined && groups["channel"] !== context.channel) return IGNORED;
    const seen = rule.facts(entry, groups, memory);
    const reason = seen.map(faultOf).find((fault) => fault !== undefined);
    if (reason !== undefined) return malformed(`"${rule.marker}" ${reason}`);
    return seen.length === 0 ? IGNORED : { kind: "facts", facts: seen.map((fact) => toFact(fact, entry, context)) };
  }
  return IGNORED;
}

const malformed = (reason: string): ParsedLogLine => ({ kind: "malformed", reason });

/** @returns undefined for a line that no rule speaks of: most are told by their heads and never parsed. */
function readJson(line: string): FabricLogLine | string | undefined {
  const logger = loggerOf(line);
  if (logger !== undefined && line.endsWith("}")) {
    const rules = rulesByLogger.get(logger);
    if (!rules?.some((rule) => line.includes(rule.marker))) return undefined;
  }
  return readJsonLine(line);
}

/** An entry of a console log may go on over several lines: those after its first are part of it. */
function readConsole(line: string, memory: LogMemory): FabricLogLine | string | undefined {
  const entry = readConsoleLine(line);
  if (entry !== undefined) {
    memory.console = true;
    return entry;
  }
  return memory.console ? undefined : "no entry of a Fabric log: neither JSON nor the console's format";
}

/** What a value from a log may not be, whatever its line looks like. */
function faultOf(fact: SeenFact): string | undefined {
  if (fact.subject === "tx" && !TX_ID.test(fact.id)) return "without a transaction id";
  if (fact.subject === "block" && !HEIGHT.test(fact.id)) return "without a height";
  const { startNs = 0n, endNs = 0n } = fact;
  return startNs < 0n || endNs < 0n || startNs > LAST_NS || endNs > LAST_NS ? "at an impossible time" : undefined;
}

/** Written out rather than spread: this is where a reader of logs spends its time. */
function toFact(seen: SeenFact, entry: FabricLogLine, context: LogContext): StageFact {
  const fact: { -readonly [K in keyof StageFact]: StageFact[K] } = {
    network: context.network,
    channel: context.channel,
    subject: seen.subject,
    id: seen.id,
    stage: seen.stage,
    node: context.node,
    remote: seen.remote ?? "",
    attempt: 0,
    evidence: seen.evidence ?? "measured",
    source: `log:${context.node}:${entry.logger}`,
    attributes: seen.attributes ?? NO_ATTRIBUTES,
  };
  if (seen.startNs !== undefined) fact.startNs = seen.startNs;
  if (seen.endNs !== undefined) fact.endNs = seen.endNs;
  if (entry.resolutionNs >= NS_PER_MS) {
    fact.attributes = { ...fact.attributes, "clock.resolution_ms": String(entry.resolutionNs / NS_PER_MS) };
  }
  return fact;
}

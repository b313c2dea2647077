import type { StageFact } from "@ledgerscope/core";
import type { LogMemory } from "./logMemory.ts";

/** One line of a peer's or orderer's log, whichever way it was formatted. */
export interface FabricLogLine {
  /** Unix nanoseconds of the line. */
  readonly timeNs: bigint;
  /** How exactly the line states its time, in nanoseconds: the true one lies in [timeNs, timeNs + resolutionNs). */
  readonly resolutionNs: bigint;
  readonly level: string;
  /** `gateway`, `gossip.privdata`, `orderer.consensus.smartbft.chain`, … */
  readonly logger: string;
  readonly message: string;
  /** A field beside the message, such as `txID`, as text; empty when absent or not a string or number. */
  field(name: string): string;
}

/** What a line tells; network, node, source and the usual values are filled in by the parser. */
export type SeenFact = Pick<StageFact, "subject" | "id" | "stage"> &
  Partial<Pick<StageFact, "startNs" | "endNs" | "remote" | "evidence" | "attributes">>;

/**
 * One kind of line. Formats are those of hyperledger/fabric; each rule's comment names the source file.
 */
export interface LogLineRule {
  /** The line's `name`. */
  readonly logger: string;
  /** Text that stands in each such line: lines without it are not even parsed. */
  readonly marker: string;
  /** Matched against the message. A group named `channel` keeps other channels' lines out. */
  readonly pattern: RegExp;
  /** @param memory what the lines before left; only for what one line does not tell alone. */
  facts(
    line: FabricLogLine,
    groups: Readonly<Record<string, string | undefined>>,
    memory: LogMemory,
  ): readonly SeenFact[];
}

const NS_PER_MS = 1_000_000n;
const NS_PER_S = 1_000_000_000n;

/** Milliseconds in decimal, as Fabric prints durations (rounded down), in nanoseconds. */
export const msToNs = (text: string): bigint => BigInt(text) * NS_PER_MS;

/** The id of a fact about a call or a node: the Unix second. */
export const secondOf = (ns: bigint): string => String(ns / NS_PER_S);

/** Something that befell a node at the line's time. */
export const nodeEvent = (
  line: FabricLogLine,
  stage: SeenFact["stage"],
  values: Readonly<Record<string, string | undefined>> = {},
  remote = "",
): SeenFact => ({
  subject: "node",
  id: secondOf(line.timeNs),
  stage,
  startNs: line.timeNs,
  endNs: line.timeNs,
  remote: clean(remote),
  attributes: attributes(values),
});

/** Error texts may carry a whole policy; what is beyond this says nothing more. */
const LONGEST_VALUE = 2000;

/** Control characters, which logs quote from what clients sent, and halves of surrogate pairs, which UTF-8 does not have. */
const UNCLEAN = /[\p{Cc}\p{Cs}]/u;
const UNCLEAN_RUNS = /[\p{Cc}\p{Cs}]+/gu;

/** Text as it is stored: bounded, and safe to print. */
export function clean(text: string): string {
  const bounded = text.length > LONGEST_VALUE ? text.slice(0, LONGEST_VALUE) : text;
  return UNCLEAN.test(bounded) ? bounded.replaceAll(UNCLEAN_RUNS, " ") : bounded;
}

/** Drops empty values, which say nothing. */
export function attributes(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const key in values) {
    const value = values[key];
    if (value) kept[key] = clean(value);
  }
  return kept;
}

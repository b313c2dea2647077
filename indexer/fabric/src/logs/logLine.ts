import type { StageFact } from "@ledgerscope/core";

/** One line of a peer's or orderer's log (`FABRIC_LOGGING_FORMAT=json`), as zap writes it. */
export interface FabricLogLine {
  /** Unix nanoseconds of the line. */
  readonly timeNs: bigint;
  readonly level: string;
  /** `gateway`, `gossip.privdata`, `orderer.consensus.smartbft.chain`, … */
  readonly logger: string;
  readonly message: string;
  /** A string field beside the message, such as `txID`; empty when absent. */
  field(name: string): string;
}

/** What a line tells; network, node, source and the usual values are filled in by the parser. */
export type SeenFact = Pick<StageFact, "subject" | "id" | "stage"> &
  Partial<Pick<StageFact, "startNs" | "endNs" | "remote" | "attributes">>;

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
  facts(line: FabricLogLine, groups: Readonly<Record<string, string>>): readonly SeenFact[];
}

const NS_PER_MS = 1_000_000n;

/** Milliseconds in decimal, as Fabric prints durations (rounded down), in nanoseconds. */
export const msToNs = (text: string): bigint => BigInt(text) * NS_PER_MS;

/** Error texts may carry a whole policy; what is beyond this says nothing more. */
const LONGEST_VALUE = 2000;

/** Drops empty values, which say nothing. */
export function attributes(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value ? [[key, value.slice(0, LONGEST_VALUE)]] : [])),
  );
}

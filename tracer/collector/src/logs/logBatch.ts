import type { StageFact } from "@ledgerscope/core";
import { FactBatch, type LogPosition, type MalformedLine } from "@ledgerscope/tracer-store";

/** Facts stored at once. */
const MOST_FACTS = 20_000;
/** Malformed lines stored at once: a file that is no log is not held in memory. */
const MOST_MALFORMED_BYTES = 1 << 23;
/** Lines after which the position is stored even when they told nothing. */
const MOST_LINES = 200_000;

/** What was read of log files and is to be stored together: of one that is long, or of many that grow. */
export class LogBatch {
  readonly facts = new FactBatch();
  readonly #parts = new Map<string, LogPart>();
  #lines = 0;
  #malformedBytes = 0;

  get parts(): readonly LogPart[] {
    return [...this.#parts.values()];
  }

  get isFull(): boolean {
    return this.facts.size >= MOST_FACTS || this.#lines >= MOST_LINES || this.#malformedBytes >= MOST_MALFORMED_BYTES;
  }

  /** The part of the file, undefined where nothing of it was read into this batch. */
  find(position: LogPosition): LogPart | undefined {
    return this.#parts.get(keyOf(position));
  }

  /** The part of a file that begins at the position, or began before it. */
  part(position: LogPosition): LogPart {
    const held = this.find(position) ?? new LogPart(position);
    this.#parts.set(keyOf(position), held);
    return held;
  }

  add(part: LogPart, facts: readonly StageFact[]): void {
    for (const fact of facts) {
      this.facts.add(fact);
      part.stages.add(fact.stage);
    }
    part.facts += facts.length;
  }

  addMalformed(part: LogPart, line: MalformedLine): void {
    part.malformed.push(line);
    this.#malformedBytes += line.line.length;
  }

  /** So many lines were read, up to that place. */
  advance(part: LogPart, lines: number, end: number): void {
    part.lines += lines;
    part.end = end;
    this.#lines += lines;
  }
}

/** Two nodes may have begun with the same line. */
const keyOf = ({ node, fingerprint }: LogPosition): string => `${node} ${fingerprint}`;

/** What was read of one file. */
export class LogPart {
  readonly from: LogPosition;
  readonly malformed: MalformedLine[] = [];
  readonly stages: Set<string>;
  facts = 0;
  lines = 0;
  end: number;
  /** Set when a packed file was read to its end. */
  packedBytes = 0;

  constructor(from: LogPosition) {
    this.from = from;
    this.end = from.offset;
    this.stages = new Set(from.stages);
  }

  /** The position that stands for what is stored once this part is. */
  get position(): LogPosition {
    const { from, end, packedBytes, lines, facts, malformed, stages } = this;
    return {
      ...from,
      ...{ offset: end, packedBytes, lines: from.lines + lines, facts: from.facts + facts },
      ...{ malformed: from.malformed + malformed.length, stages: [...stages].sort() },
    };
  }
}

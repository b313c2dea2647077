import { stat } from "node:fs/promises";
import { retry } from "@ledgerscope/core";
import {
  FactBatch,
  type LogPosition,
  type MalformedLine,
  type Warehouse,
  writeLogPosition,
  writeMalformedLines,
} from "@ledgerscope/tracer-store";
import type { LogFormat, LogParser } from "../logParsers.ts";
import { factsTotal, linesTotal } from "../metrics.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { lineBlocks } from "./lineBlocks.ts";
import type { LogFiles } from "./logFiles.ts";
import { isPacked, openLog } from "./openLog.ts";

/** Facts stored at once. */
const BATCH_FACTS = 20_000;
/** Malformed lines stored at once: a file that is no log is not held in memory. */
const BATCH_MALFORMED_BYTES = 1 << 23;
/** Lines after which the position is stored even when they told nothing. */
const BATCH_LINES = 200_000;

export interface LogReaderOptions {
  readonly warehouse: Warehouse;
  readonly network: string;
  readonly channel: string;
  readonly node: string;
  readonly format: LogFormat;
  readonly signal: AbortSignal;
}

export interface ReadCounts {
  readonly lines: number;
  readonly facts: number;
  readonly malformed: number;
}

const NOTHING: ReadCounts = { lines: 0, facts: 0, malformed: 0 };

/**
 * Reads what is new in one log file. Facts are durable before the position that stands for them, so that a stop at
 * any moment loses nothing; what is read twice folds into the same rows. While a batch is stored the next one is
 * read, and no more than that: a log that grows faster than it is stored waits in its file.
 */
export async function readLog(path: string, files: LogFiles, options: LogReaderOptions): Promise<ReadCounts> {
  const file = await stat(path);
  if (file.size === 0 || files.isUnchanged(path, file)) return NOTHING;
  const read = await readNew(path, file.size, files, options);
  if (!options.signal.aborted) files.lookedAt(path, file);
  return read;
}

async function readNew(path: string, size: number, files: LogFiles, options: LogReaderOptions): Promise<ReadCounts> {
  const packed = isPacked(path);
  if (packed && files.isRead(path, size)) return NOTHING;
  const fingerprint = await fingerprintOf(path);
  if (fingerprint === undefined) return NOTHING;

  const { warehouse, network, channel, node, format, signal } = options;
  const start: LogPosition = files.position(fingerprint) ?? {
    ...{ network, channel, node, fingerprint, path },
    ...{ offset: 0, packedBytes: 0, lines: 0, facts: 0, malformed: 0, stages: [] },
  };
  // A file that became shorter was emptied in place and begins with the same line: what was read stays read.
  if (!packed && size <= start.offset) return NOTHING;

  const context = { network, channel, node };
  const parse = files.underway(fingerprint, start.offset) ?? (await resumed(path, start.offset, format, context));
  let held = start;
  let batch = new Batch(start.offset);
  let storing: Promise<void> = Promise.resolve();

  async function store({ facts, malformed, lines, end }: Batch, packedBytes: number): Promise<void> {
    const token = `log:${network}:${channel}:${node}:${fingerprint}:${held.offset}:${end}`;
    // Not cut short by the signal: what was read is stored, and a warehouse that is away is waited for within bounds.
    await retry(() => facts.store(warehouse, token));
    await retry(() => writeMalformedLines(warehouse, held, malformed, token));
    held = {
      ...held,
      path,
      offset: end,
      packedBytes,
      lines: held.lines + lines,
      facts: held.facts + facts.size,
      malformed: held.malformed + malformed.length,
      stages: [...new Set([...held.stages, ...facts.stages])].sort(),
    };
    await retry(() => writeLogPosition(warehouse, held));
    factsTotal.inc({ network, source: "log" }, facts.size);
    linesTotal.inc({ network, outcome: "read" }, lines - malformed.length);
    linesTotal.inc({ network, outcome: "malformed" }, malformed.length);
  }
  /** Waits for the batch before, and lets this one be stored meanwhile. */
  async function handOver(packedBytes = 0): Promise<void> {
    const full = batch;
    batch = new Batch(full.end);
    await storing;
    storing = store(full, packedBytes);
    // Its failure is told to whoever waits for it next.
    storing.catch(() => undefined);
  }
  async function readLines(): Promise<void> {
    const bytes = openLog(path, start.offset, packed ? undefined : size);
    for await (const { lines, end, offsetOf } of lineBlocks(bytes, { partial: packed })) {
      for (const [index, text] of lines.entries()) {
        if (text === "") continue;
        const parsed = parse(text, context);
        if (parsed.kind === "facts") for (const fact of parsed.facts) batch.facts.add(fact);
        else if (parsed.kind === "malformed" && text.trim() !== "")
          batch.addMalformed({ offset: start.offset + offsetOf(index), reason: parsed.reason, line: text });
      }
      batch.lines += lines.length;
      batch.end = start.offset + end;
      if (batch.isFull) await handOver();
      if (signal.aborted) break;
    }
  }
  try {
    await readLines();
  } catch (error) {
    // What came before the broken part is whole.
    if (batch.lines > 0) await handOver();
    await storing;
    throw error;
  }
  const ended = packed && !signal.aborted;
  if (batch.lines > 0 || ended) await handOver(ended ? size : 0);
  await storing;
  files.reached(held, parse);
  return {
    lines: held.lines - start.lines,
    facts: held.facts - start.facts,
    malformed: held.malformed - start.malformed,
  };
}

/** A parser that knows what the lines before that place have left for those after it. */
async function resumed(
  path: string,
  offset: number,
  { open, memoryBytes }: LogFormat,
  context: Parameters<LogParser>[1],
): Promise<LogParser> {
  const parse = open();
  if (offset === 0) return parse;
  const from = Math.max(0, offset - memoryBytes);
  for await (const { lines } of lineBlocks(upTo(openLog(path, from), offset - from), { partial: false })) {
    for (const line of lines) parse(line, context);
  }
  return parse;
}

async function* upTo(chunks: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Buffer> {
  let left = bytes;
  for await (const chunk of chunks) {
    yield chunk.subarray(0, left);
    left -= chunk.length;
    if (left <= 0) return;
  }
}

/** What is read while the batch before it is stored. */
class Batch {
  readonly facts = new FactBatch();
  readonly malformed: MalformedLine[] = [];
  #malformedBytes = 0;
  lines = 0;
  end: number;

  constructor(start: number) {
    this.end = start;
  }

  addMalformed(line: MalformedLine): void {
    this.malformed.push(line);
    this.#malformedBytes += line.line.length;
  }

  get isFull(): boolean {
    const { facts, lines } = this;
    return facts.size >= BATCH_FACTS || lines >= BATCH_LINES || this.#malformedBytes >= BATCH_MALFORMED_BYTES;
  }
}

import { stat } from "node:fs/promises";
import type { LogPosition } from "@ledgerscope/tracer-store";
import type { LogFormat, LogParser } from "../logParsers.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { lineBlocks } from "./lineBlocks.ts";
import type { LogFiles } from "./logFiles.ts";
import type { LogStore } from "./logStore.ts";
import { isPacked, openLog } from "./openLog.ts";

export interface LogReaderOptions {
  readonly network: string;
  readonly channel: string;
  readonly node: string;
  readonly format: LogFormat;
  /** Has what was read, and stores it in its time. */
  readonly store: LogStore;
  readonly signal: AbortSignal;
}

export interface ReadCounts {
  readonly lines: number;
  readonly facts: number;
  readonly malformed: number;
}

const NOTHING: ReadCounts = { lines: 0, facts: 0, malformed: 0 };

/** Reads what is new in one log file. What it brings is stored by the time that the store is flushed. */
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

  const { network, channel, node, format, store, signal } = options;
  const known = files.position(fingerprint);
  const start: LogPosition = known
    ? { ...known, path }
    : {
        ...{ network, channel, node, fingerprint, path },
        ...{ offset: 0, packedBytes: 0, lines: 0, facts: 0, malformed: 0, stages: [] },
      };
  // A file that became shorter was emptied in place and begins with the same line: what was read stays read.
  if (!packed && size <= start.offset) return NOTHING;

  const context = { network, channel, node };
  const parse = files.underway(fingerprint, start.offset) ?? (await resumed(path, start.offset, format, context));
  let held = start;
  async function readLines(): Promise<void> {
    const bytes = openLog(path, start.offset, packed ? undefined : size);
    for await (const { lines, end, offsetOf } of lineBlocks(bytes, { partial: packed })) {
      const { batch } = store;
      const part = batch.part(held);
      for (const [index, text] of lines.entries()) {
        if (text === "") continue;
        const parsed = parse(text, context);
        if (parsed.kind === "facts") batch.add(part, parsed.facts);
        else if (parsed.kind === "malformed" && text.trim() !== "")
          batch.addMalformed(part, { offset: start.offset + offsetOf(index), reason: parsed.reason, line: text });
      }
      batch.advance(part, lines.length, start.offset + end);
      if (batch.isFull) {
        held = part.position;
        await store.handOver();
      }
      if (signal.aborted) break;
    }
  }
  try {
    await readLines();
  } catch (error) {
    // What came before the broken part is whole.
    await store.flush();
    throw error;
  }
  const part = store.batch.find(held) ?? (packed && !signal.aborted ? store.batch.part(held) : undefined);
  if (part && packed && !signal.aborted) part.packedBytes = size;
  held = part?.position ?? held;
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

import { stat } from "node:fs/promises";
import { retry, type StageFact } from "@ledgerscope/core";
import {
  type LogPosition,
  type MalformedLine,
  type Warehouse,
  writeFacts,
  writeLogPosition,
  writeMalformedLines,
} from "@ledgerscope/tracer-store";
import type { LogParser } from "../logParsers.ts";
import { factsTotal, linesTotal } from "../metrics.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { isPacked, openLog } from "./openLog.ts";
import { splitLines } from "./splitLines.ts";

/** Facts written at once. A batch and the lines it comes from are all that is held in memory. */
const BATCH_FACTS = 20_000;
/** Lines after which the position is stored even when they told nothing. */
const BATCH_LINES = 200_000;

export interface LogReaderOptions {
  readonly warehouse: Warehouse;
  readonly network: string;
  readonly channel: string;
  readonly node: string;
  readonly parse: LogParser;
  readonly signal: AbortSignal;
}

export interface ReadCounts {
  readonly lines: number;
  readonly facts: number;
  readonly malformed: number;
}

const NOTHING: ReadCounts = { lines: 0, facts: 0, malformed: 0 };

/**
 * Reads what is new in one log file. Facts are durable before the position that stands for them, so that a
 * stop at any moment loses nothing; what is read twice folds into the same rows.
 * @param positions positions of the node's files by fingerprint; brought up to date.
 */
export async function readLog(
  path: string,
  positions: Map<string, LogPosition>,
  options: LogReaderOptions,
): Promise<ReadCounts> {
  const size = (await stat(path)).size;
  const packed = isPacked(path);
  const alreadyRead = [...positions.values()].some((p) => packed && p.path === path && p.packedBytes === size);
  if (alreadyRead || size === 0) return NOTHING;
  const fingerprint = await fingerprintOf(path);
  if (fingerprint === undefined) return NOTHING;

  const { warehouse, network, channel, node, parse, signal } = options;
  const start: LogPosition = positions.get(fingerprint) ?? {
    ...{ network, channel, node, fingerprint, path },
    ...{ offset: 0, packedBytes: 0, lines: 0, facts: 0, malformed: 0, stages: [] },
  };
  // A file that became shorter was emptied in place and begins with the same line: what was read stays read.
  if (!packed && size <= start.offset) return NOTHING;

  let held = start;
  let batch = newBatch();
  const flush = async (packedBytes: number): Promise<void> => {
    const { facts, malformed, lines, end } = batch;
    const token = `log:${network}:${channel}:${node}:${fingerprint}:${held.offset}:${end}`;
    // Not cut short by the signal: what was read is stored, and a warehouse that is away is waited for within bounds.
    await retry(() => writeFacts(warehouse, facts, token));
    await retry(() => writeMalformedLines(warehouse, held, malformed, token));
    held = {
      ...held,
      path,
      offset: end,
      packedBytes,
      lines: held.lines + lines,
      facts: held.facts + facts.length,
      malformed: held.malformed + malformed.length,
      stages: [...new Set([...held.stages, ...facts.map(({ stage }) => stage)])].sort(),
    };
    await retry(() => writeLogPosition(warehouse, held));
    positions.set(fingerprint, held);
    factsTotal.inc({ network, source: "log" }, facts.length);
    linesTotal.inc({ network, outcome: "read" }, lines - malformed.length);
    linesTotal.inc({ network, outcome: "malformed" }, malformed.length);
    batch = newBatch();
  };

  const readLines = async (): Promise<void> => {
    const bytes = openLog(path, start.offset, packed ? undefined : size);
    for await (const { text, offset, end } of splitLines(bytes, { partial: packed })) {
      batch.lines++;
      batch.end = start.offset + end;
      if (text.trim() !== "") {
        const parsed = parse(text, { network, channel, node });
        if (parsed.kind === "facts") for (const fact of parsed.facts) batch.facts.push(fact);
        else if (parsed.kind === "malformed") {
          batch.malformed.push({ offset: start.offset + offset, reason: parsed.reason, line: text });
        }
      }
      const full = batch.facts.length + batch.malformed.length >= BATCH_FACTS || batch.lines >= BATCH_LINES;
      if (full) await flush(0);
      if (signal.aborted) break;
    }
  };
  try {
    await readLines();
  } catch (error) {
    // What came before the broken part is whole.
    if (batch.lines > 0) await flush(0);
    throw error;
  }
  if (batch.lines > 0 || (packed && !signal.aborted)) {
    batch.end = Math.max(batch.end, held.offset);
    await flush(packed && !signal.aborted ? size : 0);
  }
  return {
    lines: held.lines - start.lines,
    facts: held.facts - start.facts,
    malformed: held.malformed - start.malformed,
  };
}

function newBatch() {
  return { facts: [] as StageFact[], malformed: [] as MalformedLine[], lines: 0, end: 0 };
}

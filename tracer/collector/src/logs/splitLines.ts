const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** A line longer than this is no log line; it is cut, so that memory stays bounded. */
const LONGEST_LINE_BYTES = 1 << 20;

export interface Line {
  /** Without its end; cut at `LONGEST_LINE_BYTES`. */
  readonly text: string;
  /** Where it begins, counted from the first byte given. */
  readonly offset: number;
  /** Where the next one begins. */
  readonly end: number;
}

/**
 * Complete lines of a stream of bytes. What follows the last line end is held back: it may still grow.
 * @param options.partial also yield what follows the last line end (a file that cannot grow).
 */
export async function* splitLines(
  chunks: AsyncIterable<Buffer>,
  options: { readonly partial: boolean },
): AsyncGenerator<Line> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let lineStart = 0;
  let chunkStart = 0;

  const hold = (bytes: Buffer): void => {
    const room = LONGEST_LINE_BYTES - heldBytes;
    if (room <= 0) return;
    const kept = bytes.length > room ? bytes.subarray(0, room) : bytes;
    held.push(kept);
    heldBytes += kept.length;
  };
  const take = (end: number): Line => {
    let bytes = held.length === 1 ? (held[0] as Buffer) : Buffer.concat(held);
    if (bytes.at(-1) === CARRIAGE_RETURN) bytes = bytes.subarray(0, -1);
    const line = { text: bytes.toString("utf8"), offset: lineStart, end };
    held = [];
    heldBytes = 0;
    lineStart = end;
    return line;
  };

  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      hold(chunk.subarray(from, at));
      yield take(chunkStart + at + 1);
      from = at + 1;
    }
    if (from < chunk.length) hold(chunk.subarray(from));
    chunkStart += chunk.length;
  }
  if (options.partial && chunkStart > lineStart) yield take(chunkStart);
}

const NEWLINE = 0x0a;

/** A line longer than this is no log line; it is cut, so that memory stays bounded. */
const LONGEST_LINE_BYTES = 1 << 20;

/** Complete lines that came together. */
export interface LineBlock {
  /** Without their ends. */
  readonly lines: readonly string[];
  /** Where the next block begins, counted from the first byte given. */
  readonly end: number;
  /** Where the line of that index begins, counted from the first byte given. */
  offsetOf(index: number): number;
}

/**
 * Complete lines of a stream of bytes, as many at once as a piece of it has: decoding and handing over line by line
 * costs more than parsing most of them. What follows the last line end is held back: it may still grow.
 * @param options.partial also yield what follows the last line end (a file that cannot grow).
 */
export async function* lineBlocks(
  chunks: AsyncIterable<Buffer>,
  options: { readonly partial: boolean },
): AsyncGenerator<LineBlock> {
  const held = new HeldLine();
  let chunkStart = 0;
  for await (const chunk of chunks) {
    const first = chunk.indexOf(NEWLINE);
    if (first === -1) {
      held.add(chunk);
      chunkStart += chunk.length;
      continue;
    }
    const last = chunk.lastIndexOf(NEWLINE);
    held.add(chunk.subarray(0, first));
    const start = held.start;
    const lines = [held.take(chunkStart + last + 1)];
    if (last > first) lines.push(...linesIn(chunk.toString("utf8", first + 1, last)));
    const base = chunkStart;
    yield {
      lines,
      end: base + last + 1,
      offsetOf: (index) => (index === 0 ? start : base + afterNewline(chunk, index)),
    };
    held.add(chunk.subarray(last + 1));
    chunkStart += chunk.length;
  }
  if (!options.partial || chunkStart <= held.start) return;
  const start = held.start;
  yield { lines: [held.take(chunkStart)], end: chunkStart, offsetOf: () => start };
}

/** The beginning of a line whose end has not come. */
class HeldLine {
  #pieces: Buffer[] = [];
  #bytes = 0;
  /** Where it begins. */
  start = 0;

  add(bytes: Buffer): void {
    const room = LONGEST_LINE_BYTES - this.#bytes;
    if (room <= 0 || bytes.length === 0) return;
    // What is kept must not keep the whole piece that it came in.
    const kept = Buffer.from(bytes.subarray(0, room));
    this.#pieces.push(kept);
    this.#bytes += kept.length;
  }

  /** @param next where the line after the block begins. */
  take(next: number): string {
    const text = withoutReturn(Buffer.concat(this.#pieces).toString("utf8"));
    this.#pieces = [];
    this.#bytes = 0;
    this.start = next;
    return text;
  }
}

const withoutReturn = (line: string): string => (line.endsWith("\r") ? line.slice(0, -1) : line);

function linesIn(text: string): readonly string[] {
  const lines = text.split("\n");
  return text.includes("\r") ? lines.map(withoutReturn) : lines;
}

/** Where the line begins that follows so many line ends. */
function afterNewline(chunk: Buffer, count: number): number {
  let at = -1;
  for (let found = 0; found < count; found++) at = chunk.indexOf(NEWLINE, at + 1);
  return at + 1;
}

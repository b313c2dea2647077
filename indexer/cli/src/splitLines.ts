import { CorruptDataError } from "@ledgerscope/core";

/** Most characters of a line. A block is a few million; V8's strings end at 512 million. */
const MAX_LINE = 256_000_000;

/**
 * Lines of a text without those that are empty, in time linear in it.
 * @param path of the file, for the error.
 * @throws CorruptDataError for a line above `maxLine` characters.
 */
export async function* splitLines(
  chunks: AsyncIterable<string>,
  path: string,
  maxLine: number = MAX_LINE,
): AsyncGenerator<string, void, void> {
  // Parts of a line that has not ended.
  let parts: string[] = [];
  let length = 0;
  const add = (part: string): void => {
    length += part.length;
    if (length > maxLine) {
      throw new CorruptDataError(`${path} has a line above ${maxLine} characters: no block is that long`);
    }
    parts.push(part);
  };
  const end = (): string => {
    const line = parts.join("");
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let to = chunk.indexOf("\n"); to >= 0; to = chunk.indexOf("\n", from)) {
      add(chunk.slice(from, to));
      from = to + 1;
      const line = end();
      if (line !== "") yield line;
    }
    add(chunk.slice(from));
  }
  const line = end();
  if (line !== "") yield line;
}

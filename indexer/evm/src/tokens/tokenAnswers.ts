/** Longest name and symbol that are kept, in bytes of UTF-8: a contract may answer megabytes. */
export const NAME_BYTES = 256;
export const SYMBOL_BYTES = 64;

const WORD = 32;
/** Keeps what is whole, marks what is not. */
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * The text that a contract returned: an ABI `string`, or a `bytes32` filled up with zeros, as contracts older than the
 * standard's wording do. Cut at a character's end; undefined where it is neither.
 */
export function answeredText(data: Uint8Array, mostBytes: number): string | undefined {
  const bytes = data.length === WORD ? beforeZeros(data) : abiString(data);
  if (bytes === undefined) return undefined;
  if (bytes.length <= mostBytes) return utf8.decode(bytes);
  // A character that is cut in two is not to look broken.
  let end = mostBytes;
  while (end > mostBytes - 4 && ((bytes[end] as number) & 0xc0) === 0x80) end--;
  return utf8.decode(bytes.subarray(0, end));
}

/** A `uint8` that a contract returned; undefined where it is none. */
export function answeredDecimals(data: Uint8Array): number | undefined {
  if (data.length < WORD) return undefined;
  return data.subarray(0, WORD - 1).every((byte) => byte === 0) ? data[WORD - 1] : undefined;
}

function abiString(data: Uint8Array): Uint8Array | undefined {
  const offset = smallAt(data, 0);
  const length = offset === undefined ? undefined : smallAt(data, offset);
  if (offset === undefined || length === undefined) return undefined;
  const start = offset + WORD;
  return start + length <= data.length ? data.subarray(start, start + length) : undefined;
}

function beforeZeros(word: Uint8Array): Uint8Array | undefined {
  const end = word.findLastIndex((byte) => byte !== 0) + 1;
  return end === 0 || word[0] === 0 ? undefined : word.subarray(0, end);
}

/** A word as a number below 2^32; undefined where it is larger or not there. */
function smallAt(data: Uint8Array, at: number): number | undefined {
  if (at + WORD > data.length) return undefined;
  const word = data.subarray(at, at + WORD);
  if (!word.subarray(0, WORD - 4).every((byte) => byte === 0)) return undefined;
  return new DataView(word.buffer, word.byteOffset + WORD - 4, 4).getUint32(0);
}

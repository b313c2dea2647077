/** Error(string), what `revert("…")` and `require(…, "…")` of Solidity return. */
const ERROR = 0x08c379a0;
/** Panic(uint256), what a failed check of the compiler returns. */
const PANIC = 0x4e487b71;
const WORD = 32;
const MAX_TEXT_BYTES = 1000;

/** How often a reason may hold another one as text. */
const MAX_NESTED = 4;

/**
 * What the bytes returned by a failed call say: the text of `Error(string)`, `Panic(0x11)` for its number; empty when
 * they are neither. A contract that passes another's bytes on as text is looked through.
 * (https://docs.soliditylang.org/en/latest/control-structures.html#revert)
 */
export function revertReason(output: Uint8Array, nested = 0): string {
  if (output.length < 4 + WORD) return "";
  const data = Buffer.from(output.buffer, output.byteOffset, output.byteLength);
  const selector = data.readUInt32BE(0);
  if (selector === PANIC && data.length === 4 + WORD) return `Panic(0x${data.readUInt32BE(WORD).toString(16)})`;
  if (selector !== ERROR || data.length < 4 + 2 * WORD) return "";
  const offset = smallAt(data, 4);
  const length = smallAt(data, 4 + WORD);
  if (offset !== WORD || length === undefined || 4 + 2 * WORD + length > data.length) return "";
  const text = data.subarray(4 + 2 * WORD, 4 + 2 * WORD + length);
  const inner = nested < MAX_NESTED ? revertReason(text, nested + 1) : "";
  return inner || text.toString("utf8", 0, MAX_TEXT_BYTES);
}

/** A word as a number; undefined when it is above 32 bits. */
function smallAt(data: Buffer, at: number): number | undefined {
  for (let index = at; index < at + WORD - 4; index++) if (data[index] !== 0) return undefined;
  return data.readUInt32BE(at + WORD - 4);
}

/** Names of channels, chaincodes, organisations; longer texts do not come again. */
export const MAX_NAME_BYTES = 24;

/** A power of two. */
const PLACES = 1024;
const names: ({ readonly bytes: Uint8Array; readonly text: string } | undefined)[] = new Array(PLACES).fill(undefined);

/** By length, ends and middle: names that fall together take turns. */
function placeOf(bytes: Uint8Array, from: number, to: number): number {
  const length = to - from;
  if (length === 0) return 0;
  const mixed =
    (bytes[from] as number) +
    31 * (bytes[to - 1] as number) +
    961 * (bytes[from + (length >> 1)] as number) +
    7 * length;
  return mixed & (PLACES - 1);
}

/**
 * The text of bytes that were decoded before: the same few names stand in every transaction, and a string that is
 * there already costs a third of a new one. Undefined for others.
 */
export function knownName(bytes: Uint8Array, from: number, to: number): string | undefined {
  const known = names[placeOf(bytes, from, to)];
  if (known === undefined || known.bytes.length !== to - from) return undefined;
  for (let index = 0; index < known.bytes.length; index++) {
    if (known.bytes[index] !== bytes[from + index]) return undefined;
  }
  return known.text;
}

export function learnName(bytes: Uint8Array, text: string): void {
  // A copy: views keep whole blocks alive.
  names[placeOf(bytes, 0, bytes.length)] = { bytes: Uint8Array.from(bytes), text };
}

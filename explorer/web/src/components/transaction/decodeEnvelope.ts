import { dataOfType, fabricMessages } from "./fabricMessages.ts";

/** A line of a decoded message. */
export interface DecodedLine {
  readonly depth: number;
  readonly name: string;
  /** A number, text in quotes, or 0x-hex; undefined where a message begins. */
  readonly value: string | undefined;
  /** First byte of the field, from 0. */
  readonly at: number;
}

const MAX_LINES = 500;
/** Bytes of one value at most. */
const MAX_VALUE = 256;
const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * The fields of a common.Envelope in the order of its bytes (https://protobuf.dev/programming-guides/encoding).
 * What no name is known of has its number. Bytes that end too early end the lines: they may be a beginning.
 */
export function decodeEnvelope(bytes: Uint8Array): { readonly lines: readonly DecodedLine[]; readonly cut: boolean } {
  const lines: DecodedLine[] = [];
  let headerType = -1;
  let cut = false;

  const walk = (from: number, to: number, message: string, depth: number): void => {
    let at = from;
    while (at < to) {
      if (lines.length >= MAX_LINES) {
        cut = true;
        return;
      }
      const start = at;
      const tag = varint(bytes, at, to);
      const number = Number(tag.value >> 3n);
      const type = Number(tag.value & 7n);
      const [name, inner] = fabricMessages[message]?.[number] ?? [`#${number}`];
      const add = (value: string | undefined) => lines.push({ depth, name, value, at: start });
      at = tag.next;
      if (type === 0) {
        const found = varint(bytes, at, to);
        if (message === "ChannelHeader" && number === 1) headerType = Number(found.value);
        add(String(found.value));
        at = found.next;
      } else if (type === 2) {
        const length = varint(bytes, at, to);
        const end = length.next + Number(length.value);
        const within = Math.min(end, to);
        const known = inner === "Data" ? dataOfType[headerType] : inner;
        if (known !== undefined && known in fabricMessages) {
          add(undefined);
          walk(length.next, within, known, depth + 1);
        } else add(valueText(bytes.subarray(length.next, within)));
        if (end > to) throw new RangeError("the field ends after its message");
        at = end;
      } else if (type === 5 || type === 1) {
        const size = type === 5 ? 4 : 8;
        add(hexOf(bytes.subarray(at, Math.min(at + size, to))));
        at += size;
      } else throw new RangeError(`there is no wire type ${type}`);
    }
  };

  try {
    walk(0, bytes.length, "Envelope", 0);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    cut = true;
  }
  return { lines, cut };
}

function varint(bytes: Uint8Array, from: number, to: number): { value: bigint; next: number } {
  let value = 0n;
  for (let at = from; at < Math.min(to, from + 10); at++) {
    const byte = bytes[at] as number;
    value |= BigInt(byte & 0x7f) << BigInt(7 * (at - from));
    if (byte < 0x80) return { value, next: at + 1 };
  }
  throw new RangeError("the number does not end");
}

function valueText(bytes: Uint8Array): string {
  const shown = bytes.subarray(0, MAX_VALUE);
  const more = bytes.length > MAX_VALUE ? "…" : "";
  try {
    const text = utf8.decode(shown, { stream: true });
    if (!/[\p{Cc}\p{Cf}]/u.test(text.replace(/[\n\r\t]/g, ""))) return `${JSON.stringify(text)}${more}`;
  } catch {
    // No UTF-8: hex.
  }
  return hexOf(shown) + more;
}

const hexOf = (bytes: Uint8Array): string =>
  `0x${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;

import { fromHex } from "../hex.ts";

/** An answer of a tracer that is not what it should be; says where. Never leaves the readers of traces. */
export class MalformedTrace extends Error {}

/** Fields of an object that came from a node, read by hand: a block may have a hundred thousand calls. */
export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown, what: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new MalformedTrace(`${what} is not an object`);
  }
  return value as Fields;
}

const HEX = /^0x(?:[0-9a-fA-F]{2})*$/;
const QUANTITY = /^0x[0-9a-fA-F]{1,64}$/;
const NOTHING = new Uint8Array();

/** Bytes of 0x-hex; empty when absent. */
export function bytesOf(fields: Fields, key: string): Uint8Array {
  const value = fields[key];
  if (value === undefined || value === null || value === "0x") return NOTHING;
  if (typeof value !== "string" || !HEX.test(value)) throw new MalformedTrace(`${key} is not 0x-hex`);
  return fromHex(value);
}

/** Bytes of 0x-hex of one length; undefined when absent. */
export function fixedOf(fields: Fields, key: string, length: number): Uint8Array | undefined {
  const value = fields[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string" || value.length !== 2 + 2 * length || !HEX.test(value)) {
    throw new MalformedTrace(`${key} is not ${length} bytes`);
  }
  return fromHex(value);
}

export const addressOf = (fields: Fields, key: string): Uint8Array | undefined => fixedOf(fields, key, 20);

/** An unsigned integer as 0x-hex; 0 when absent. */
export function quantityOf(fields: Fields, key: string, bits: 64 | 256): bigint {
  const value = fields[key];
  if (value === undefined || value === null) return 0n;
  if (typeof value !== "string" || !QUANTITY.test(value)) throw new MalformedTrace(`${key} is not a hex quantity`);
  const quantity = BigInt(value);
  if (quantity >> BigInt(bits) !== 0n) throw new MalformedTrace(`${key} is above ${bits} bits`);
  return quantity;
}

/** Longest text kept of a node's words. */
const MAX_TEXT = 1000;

/** Text, cut where it is long; empty when absent. */
export function textOf(fields: Fields, key: string): string {
  const value = fields[key];
  return typeof value === "string" ? value.slice(0, MAX_TEXT) : "";
}

/** The fields that are not listed. */
export function otherFieldsOf(fields: Fields, known: ReadonlySet<string>): Fields {
  let other: Record<string, unknown> | undefined;
  for (const key in fields) {
    if (known.has(key)) continue;
    other ??= {};
    other[key] = fields[key];
  }
  return other ?? NO_FIELDS;
}

const NO_FIELDS: Fields = {};

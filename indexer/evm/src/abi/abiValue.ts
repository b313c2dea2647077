import type { ParamType } from "ethers/abi";
import { toHex } from "../hex.ts";

/** A decoded value that JSON can hold: integers in decimal, bytes and addresses in 0x-hex, tuples as lists. */
export type AbiValue = string | boolean | readonly AbiValue[];

/** The bytes are not what the types say. Never leaves the decoder. */
export class NotThisAbi extends Error {}

const WORD = 32;

/**
 * How often data may be read: encodings of a value read each byte once, some share a part. Bytes that point to
 * themselves over and over, so that little data gives endless values, are refused.
 */
const MAX_READINGS = 2;

/**
 * Values of those types (https://docs.soliditylang.org/en/latest/abi-spec.html), in time and size linear in the data.
 * @throws NotThisAbi
 */
export function decodeValues(types: readonly ParamType[], data: Uint8Array): { values: AbiValue[]; exact: boolean } {
  const reader = new Reader(data);
  const values = reader.tuple(types, 0);
  return { values, exact: reader.read === data.length };
}

class Reader {
  readonly #data: Buffer;
  /** Bytes read so far, padding included. */
  read = 0;

  constructor(data: Uint8Array) {
    this.#data = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  }

  tuple(types: readonly ParamType[], start: number): AbiValue[] {
    let head = start;
    return types.map((type) => {
      const at = head;
      head += headSize(type);
      return isDynamic(type) ? this.#dynamic(type, start + this.#length(at)) : this.#static(type, at);
    });
  }

  #dynamic(type: ParamType, at: number): AbiValue {
    if (type.baseType === "string" || type.baseType === "bytes") return this.#text(type.baseType, at);
    if (type.baseType === "tuple") return this.tuple(type.components ?? [], at);
    const item = itemOf(type);
    if (type.arrayLength !== -1) return this.#list(item, type.arrayLength ?? 0, at);
    const count = this.#length(at);
    return this.#list(item, count, at + WORD);
  }

  /** Items one after the other, as many as the type or the data say: neither is believed beyond the data. */
  #list(item: ParamType, count: number, at: number): AbiValue[] {
    const size = headSize(item);
    // Items without a size would cost nothing to claim.
    const fits = count === 0 || (size > 0 && count * size <= this.#data.length - at);
    if (!fits) throw new NotThisAbi("a list is longer than its data");
    return this.tuple(repeated(item, count), at);
  }

  #text(kind: "string" | "bytes", at: number): AbiValue {
    const length = this.#length(at);
    const bytes = this.#take(at + WORD, length);
    this.read += (WORD - (length % WORD)) % WORD;
    return kind === "string" ? bytes.toString("utf8") : toHex(bytes);
  }

  #static(type: ParamType, at: number): AbiValue {
    if (type.baseType === "tuple") return this.tuple(type.components ?? [], at);
    if (type.baseType === "array") return this.#list(itemOf(type), type.arrayLength ?? 0, at);
    return wordValue(type, this.#take(at, WORD));
  }

  /** A word that is a length or an offset: it must lie within the data. */
  #length(at: number): number {
    const word = this.#take(at, WORD);
    for (let index = 0; index < WORD - 4; index++) if (word[index] !== 0) throw new NotThisAbi("a length is too big");
    const length = word.readUInt32BE(WORD - 4);
    if (length > this.#data.length) throw new NotThisAbi("a length is beyond the data");
    return length;
  }

  #take(at: number, length: number): Buffer {
    if (at + length > this.#data.length) throw new NotThisAbi("the data ends too early");
    this.read += length;
    if (this.read > MAX_READINGS * this.#data.length + WORD) throw new NotThisAbi("parts lie on each other");
    return this.#data.subarray(at, at + length);
  }
}

/** The value of a type that fills one word. @throws NotThisAbi */
export function wordValue({ baseType }: ParamType, word: Buffer): AbiValue {
  const isZero = (from: number, to: number): boolean => word.subarray(from, to).every((byte) => byte === 0);
  if (baseType === "address") {
    if (!isZero(0, 12)) throw new NotThisAbi("an address is too long");
    return toHex(word.subarray(12));
  }
  if (baseType === "bool") {
    if (!isZero(0, WORD - 1) || (word[WORD - 1] as number) > 1)
      throw new NotThisAbi("a truth value is neither 0 nor 1");
    return word[WORD - 1] === 1;
  }
  const fixed = /^bytes(\d+)$/.exec(baseType);
  if (fixed) {
    const length = Number(fixed[1]);
    if (!isZero(length, WORD)) throw new NotThisAbi(`${baseType} is followed by bytes`);
    return toHex(word.subarray(0, length));
  }
  const integer = /^(u?)int(\d+)$/.exec(baseType);
  if (!integer) throw new NotThisAbi(`type ${baseType} is not known`);
  const bits = Number(integer[2]);
  const value = BigInt(toHex(word));
  if (integer[1] === "u") {
    if (value >> BigInt(bits) !== 0n) throw new NotThisAbi(`a number does not fit ${baseType}`);
    return String(value);
  }
  const signed = BigInt.asIntN(256, value);
  if (BigInt.asIntN(bits, signed) !== signed) throw new NotThisAbi(`a number does not fit ${baseType}`);
  return String(signed);
}

const itemOf = (type: ParamType): ParamType => {
  if (!type.arrayChildren) throw new NotThisAbi(`type ${type.type} is not known`);
  return type.arrayChildren;
};

const repeated = (type: ParamType, count: number): ParamType[] => Array.from({ length: count }, () => type);

export function isDynamic(type: ParamType): boolean {
  if (type.baseType === "string" || type.baseType === "bytes") return true;
  if (type.baseType === "tuple") return (type.components ?? []).some(isDynamic);
  return type.baseType === "array" && (type.arrayLength === -1 || isDynamic(itemOf(type)));
}

/** Bytes in the head of what holds it. */
function headSize(type: ParamType): number {
  if (isDynamic(type)) return WORD;
  if (type.baseType === "tuple")
    return (type.components ?? []).reduce((sum, component) => sum + headSize(component), 0);
  if (type.baseType === "array") return headSize(itemOf(type)) * (type.arrayLength ?? 0);
  return WORD;
}

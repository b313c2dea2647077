import { WireError, WireReader } from "@ledgerscope/proof";

/** A decoded message: JSON as `configtxlator proto_decode` prints it (fabric-config/protolator). */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
export type JsonObject = { readonly [name: string]: Json };

type Scalar = "bytes" | "string" | "bool" | "int32" | "uint32" | "int64" | "uint64" | "timestamp";

export interface Field {
  /** As the .proto file names it. */
  readonly name: string;
  /** A function where types refer to each other, or where what bytes hold depends on the fields before them. */
  readonly type: Scalar | Readonly<Record<number, string>> | MessageType | TypeOf;
  /** A `repeated` field, a `map<string, …>`, or one of a `oneof` (left out where it is not set). */
  readonly is?: "repeated" | "map" | "oneof";
}

/** What a message holds in an opaque field; undefined: bytes. */
export type TypeOf = (message: JsonObject, key: string) => MessageType | undefined;

/** A protobuf message type, by field number. */
export interface MessageType {
  readonly fields: Readonly<Record<number, Field>>;
}

export const message = (fields: Readonly<Record<number, Field>>): MessageType => ({ fields });

/** Messages nest about ten deep in Fabric. */
const MAX_DEPTH = 64;

/**
 * Decodes a message in full, for parts that are rare: configurations, lifecycle, policies. Absent fields have
 * their default, as in configtxlator's JSON: 64-bit integers are strings, bytes base64, absent messages and
 * empty bytes null. Fields that the type does not know stand in `unknown_fields` as bytes; maps are in order of keys.
 * @param key the name under which the message stands in a map, for types that depend on it.
 * @throws WireError
 */
export function decodeMessage(type: MessageType, bytes: Uint8Array, key = "", depth = 0): JsonObject {
  if (depth > MAX_DEPTH) throw new WireError("messages nest too deeply", 0);
  const values = new Map<number, Json[]>();
  const opaque: [Field, Uint8Array][] = [];
  const unknown: string[] = [];
  const reader = new WireReader(bytes);
  for (let start = reader.offset; reader.next(); start = reader.offset) {
    const field = type.fields[reader.field];
    if (!field) {
      reader.skip();
      unknown.push(base64(bytes.subarray(start, reader.offset)));
      continue;
    }
    if (typeof field.type === "function") {
      if (field.is !== "repeated" && field.is !== "map") {
        opaque.push([field, reader.bytes()]);
        continue;
      }
    }
    const known = values.get(reader.field) ?? [];
    values.set(reader.field, known);
    if (field.is === "map") known.push(decodeEntry(field, reader.bytes(), depth));
    else if (field.is === "repeated" && isPackable(field)) known.push(...decodePacked(field, reader, depth));
    else known.push(decodeField(field, reader, depth));
  }
  const result: Record<string, Json> = {};
  for (const [number, field] of Object.entries(type.fields)) {
    const found = values.get(Number(number));
    if (field.is === "repeated") result[field.name] = found ?? [];
    else if (field.is === "map") result[field.name] = mapOf((found ?? []) as [string, Json][]);
    else if (found) result[field.name] = found.at(-1) as Json;
    else if (field.is !== "oneof") result[field.name] = defaultOf(field);
  }
  for (const [field, held] of opaque) {
    const heldType = (field.type as TypeOf)(result, key);
    // Empty bytes are absent ones; an empty message of a known type, too, in configtxlator's JSON.
    result[field.name] =
      held.length === 0 && field.is !== "oneof"
        ? null
        : heldType
          ? decodeMessage(heldType, held, key, depth + 1)
          : base64(held);
  }
  if (unknown.length > 0) result["unknown_fields"] = unknown;
  return result;
}

function decodeField(field: Field, reader: WireReader, depth: number): Json {
  const { type } = field;
  if (typeof type === "function") {
    const bytes = reader.bytes();
    const held = type({}, "");
    return held ? decodeMessage(held, bytes, "", depth + 1) : base64(bytes);
  }
  if (typeof type === "object") {
    if ("fields" in type) return decodeMessage(type as MessageType, reader.bytes(), "", depth + 1);
    const value = reader.int32();
    return type[value] ?? value;
  }
  switch (type) {
    case "bytes": {
      const bytes = reader.bytes();
      return bytes.length === 0 && field.is !== "repeated" ? null : base64(bytes);
    }
    case "string":
      return reader.text();
    case "bool":
      return reader.bool();
    case "int32":
      return reader.int32();
    case "uint32":
      return Number(BigInt.asUintN(32, reader.int64()));
    case "int64":
      return String(reader.int64());
    case "uint64":
      return String(BigInt.asUintN(64, reader.int64()));
    case "timestamp":
      return timestampText(reader.message());
  }
}

const isPackable = ({ type }: Field): boolean =>
  type === "uint64" || type === "int64" || type === "int32" || type === "uint32";

/** Repeated numbers come one by one or packed into one field; Fabric writes the latter. */
function decodePacked(field: Field, reader: WireReader, depth: number): Json[] {
  let packed: Uint8Array;
  try {
    packed = reader.bytes();
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    return [decodeField(field, reader, depth)];
  }
  // Each value is read as a field of its own: a tag of field 1 in front of it.
  const items: Json[] = [];
  for (let at = 0; at < packed.length; ) {
    let end = at;
    while (end < packed.length && (packed[end] as number) >= 0x80) end++;
    const one = new WireReader(Uint8Array.of(0x08, ...packed.subarray(at, end + 1)));
    one.next();
    items.push(decodeField(field, one, depth));
    at = end + 1;
  }
  return items;
}

function decodeEntry(field: Field, bytes: Uint8Array, depth: number): [string, Json] {
  let key = "";
  let value: Uint8Array = new Uint8Array(0);
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) key = reader.text();
    else if (reader.field === 2) value = reader.bytes();
    else reader.skip();
  }
  const type = typeof field.type === "function" ? field.type({}, key) : field.type;
  if (typeof type === "object" && "fields" in type) {
    return [key, decodeMessage(type as MessageType, value, key, depth + 1)];
  }
  return [key, base64(value)];
}

function mapOf(entries: readonly [string, Json][]): JsonObject {
  // Through entries, as a key may be called `__proto__`.
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

function defaultOf({ type }: Field): Json {
  if (typeof type === "object" && !("fields" in type)) return type[0] ?? 0;
  switch (type) {
    case "string":
      return "";
    case "bool":
      return false;
    case "int32":
    case "uint32":
      return 0;
    case "int64":
    case "uint64":
      return "0";
    default:
      return null;
  }
}

/** RFC 3339 with as many digits of the second as it has, in threes (protobuf's JSON mapping). */
function timestampText(reader: WireReader): string {
  let seconds = 0n;
  let nanos = 0;
  while (reader.next()) {
    if (reader.field === 1) seconds = reader.int64();
    else if (reader.field === 2) nanos = reader.int32();
    else reader.skip();
  }
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime()) || nanos < 0 || nanos > 999_999_999) return `${seconds}s ${nanos}ns`;
  const digits = String(nanos)
    .padStart(9, "0")
    .replace(/(000)+$/, "");
  return `${date.toISOString().slice(0, 19)}${digits === "" ? "" : `.${digits}`}Z`;
}

const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");

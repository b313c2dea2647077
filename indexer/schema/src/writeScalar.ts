/** Methods that write a value of a type: of every writer of rows, whatever its format. */
const METHODS = {
  UInt8: "u8",
  UInt16: "u16",
  UInt32: "u32",
  UInt64: "u64",
  Int64: "i64",
  "DateTime64(3)": "i64",
  "DateTime64(9)": "i64",
  UInt256: "u256",
  Float64: "f64",
  Bool: "bool",
  String: "string",
  "LowCardinality(String)": "string",
} as const;

/** What a writer has for {@link writeScalar}. */
export type ScalarWriter = Readonly<Record<(typeof METHODS)[keyof typeof METHODS] | "fixed", unknown>>;

/** JavaScript that gives the value of an expression to a writer; undefined for a type that is not written as one value. */
export function writeScalar(type: string, value: string, writer: string): string | undefined {
  const fixed = /^FixedString\((\d+)\)$/.exec(type);
  if (fixed) return `${writer}.fixed(${value}, ${fixed[1]});`;
  const method = Object.hasOwn(METHODS, type) ? METHODS[type as keyof typeof METHODS] : undefined;
  return method && `${writer}.${method}(${value});`;
}

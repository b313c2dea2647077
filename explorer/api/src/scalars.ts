import { apiError } from "./errors.ts";

const outputOnly = (): never => {
  throw apiError("BAD_INPUT", "This scalar is only ever returned, never taken.");
};

/** Scalars of both schemas. Rows carry times as Unix milliseconds and big numbers as decimal text. */
export const dateTimeScalar = {
  description: "RFC 3339 time in UTC, such as 2026-11-21T11:04:05.123Z",
  serialize: (value: unknown): string => new Date(value as number).toISOString(),
  parseValue: outputOnly,
};

export const bigIntScalar = {
  description: "Integer of any size as decimal text",
  serialize: (value: unknown): string => String(value),
  parseValue: outputOnly,
};

export const hexScalar = {
  description: "Bytes in lower-case hex, with 0x for EVM and without for Fabric, as the chain's own tools print them",
  serialize: (value: unknown): string => String(value),
  parseValue: outputOnly,
};

export type ScalarTypes = {
  BigInt: { Input: never; Output: string | bigint | number };
  DateTime: { Input: never; Output: number };
  Hex: { Input: never; Output: string };
  ID: { Input: string; Output: string };
};

import { apiError } from "./errors.ts";

const outputOnly = (): never => {
  throw apiError("BAD_INPUT", "This scalar is only ever returned, never taken.");
};

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** @throws GraphQLError BAD_INPUT */
function unixMilliseconds(value: unknown): number {
  const ms = typeof value === "string" && RFC_3339.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isSafeInteger(ms)) return ms;
  throw apiError("BAD_INPUT", "A DateTime is RFC 3339 text with its zone, such as 2026-11-21T11:04:05.123Z.");
}

/** Scalars of both schemas. Rows carry times as Unix milliseconds and big numbers as decimal text. */
export const dateTimeScalar = {
  description: "RFC 3339 time in UTC, such as 2026-11-21T11:04:05.123Z",
  serialize: (value: unknown): string => new Date(value as number).toISOString(),
  parseValue: unixMilliseconds,
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
  DateTime: { Input: number; Output: number };
  Hex: { Input: never; Output: string };
  ID: { Input: string; Output: string };
};

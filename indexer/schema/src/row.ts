import type { ColumnType, ScalarType, Table } from "./table.ts";

type ScalarValue<T extends ScalarType> = T extends "UInt8" | "UInt16" | "UInt32" | "Float64"
  ? number
  : T extends "UInt64" | "Int64"
    ? number | bigint
    : T extends "UInt256"
      ? bigint
      : T extends "Bool"
        ? boolean
        : T extends "String"
          ? string | Uint8Array
          : T extends "LowCardinality(String)"
            ? string
            : T extends `FixedString(${number})`
              ? Uint8Array
              : T extends "DateTime64(3)"
                ? number
                : T extends "DateTime64(9)"
                  ? bigint
                  : never;

/**
 * What a column takes when a row is encoded: `DateTime64(3)` Unix milliseconds, `DateTime64(9)` Unix
 * nanoseconds, `FixedString(n)` exactly n bytes.
 */
export type ColumnValue<T extends ColumnType> = T extends `Nullable(${infer Inner extends ScalarType})`
  ? ScalarValue<Inner> | undefined
  : T extends `Array(${infer Inner extends ScalarType})`
    ? readonly ScalarValue<Inner>[]
    : T extends "Map(String, String)"
      ? Readonly<Record<string, string>>
      : T extends ScalarType
        ? ScalarValue<T>
        : never;

/** A row of the table, as families produce it. */
export type Row<T extends Table> = { readonly [Name in keyof T["columns"]]: ColumnValue<T["columns"][Name]["type"]> };

import type { Column, Table } from "@ledgerscope/schema";
import type { Warehouse } from "@ledgerscope/warehouse";

/** A block of a network, stored a second time under another name with one value changed. */
export interface MutatedCopy {
  readonly network: string;
  readonly table: string;
  readonly column: string;
}

export interface CopyOptions {
  readonly network: string;
  readonly height: number;
  /** Those that a block's proof needs: copied as they are, but for the change. */
  readonly tables: readonly Table[];
}

/**
 * For each column of each table that holds rows of the block: a copy in which one value of one row is another.
 * The columns `network` and, as the row would be another block's, `height` of the table of blocks are left alone.
 */
export async function mutatedCopies(
  warehouse: Warehouse,
  { network, height, tables }: CopyOptions,
): Promise<readonly MutatedCopy[]> {
  const place = { network, height };
  const where = "network = {network:String} AND height = {height:UInt64}";
  const copies: MutatedCopy[] = [];
  for (const table of tables) {
    const sql = `SELECT count() AS rows FROM store.${table.name} WHERE ${where}`;
    const [counted] = await warehouse.query<{ rows: string }>(sql, place);
    if (Number(counted?.rows) === 0) continue;
    for (const column of Object.keys(table.columns)) {
      if (column === "network" || (column === "height" && table.name === "evm_blocks")) continue;
      copies.push({ network: copyName(network, height, table.name, column), table: table.name, column });
    }
  }
  for (const table of tables) {
    const columns = Object.entries(table.columns);
    const values = columns.map(([name, column]) => {
      if (name === "network") return "copy AS network";
      const value = `t.\`${name}\``;
      const isPicked = `copy = '${copyName(network, height, table.name, name)}' AND \`row of ${name}\` = 1`;
      return `if(${isPicked}, ${changed(value, column)}, ${value}) AS \`${name}\``;
    });
    const key = table.orderBy.map((part) => `t.\`${part}\``).join(", ");
    const rowNumbers = columns.map(([name, column]) => {
      // A row with a value, where there is one: the changed value is to be like a real one.
      const order = isEmptyable(column) ? `empty(ifNull(toString(t.\`${name}\`), '')) ASC, ${key}` : key;
      return `row_number() OVER (ORDER BY ${order}) AS \`row of ${name}\``;
    });
    await warehouse.command(
      `INSERT INTO store.${table.name}_final (${columns.map(([name]) => `\`${name}\``).join(", ")})
SELECT ${values.join(", ")} FROM (
  SELECT *, ${rowNumbers.join(", ")} FROM store.${table.name} AS t WHERE ${where}
) AS t CROSS JOIN (SELECT arrayJoin({copies:Array(String)}) AS copy) AS c
SETTINGS max_partitions_per_insert_block = 0`,
      { ...place, copies: copies.map((copy) => copy.network) },
    );
  }
  return copies;
}

const copyName = (network: string, height: number, table: string, column: string): string =>
  `${network} ${height} ${table}.${column}`;

const isEmptyable = ({ type }: Column): boolean =>
  type.startsWith("Nullable(") || type.startsWith("Array(") || type === "String" || type === "LowCardinality(String)";

/** SQL of another value of that type: the last byte, digit or number is another. */
function changed(value: string, column: Column): string {
  const { type } = column;
  const nullable = /^Nullable\((.*)\)$/.exec(type)?.[1];
  if (nullable) {
    const inner = { ...column, type: nullable as Column["type"] };
    return `if(isNull(${value}), ${initial(inner)}, ${changed(`assumeNotNull(${value})`, inner)})`;
  }
  const item = /^Array\((.*)\)$/.exec(type)?.[1];
  if (item) {
    const inner = { ...column, type: item as Column["type"] };
    const last = `arrayElement(${value}, -1)`;
    return `if(empty(${value}), [${initial(inner)}], arrayConcat(arrayPopBack(${value}), [${changed(last, inner)}]))`;
  }
  const fixed = /^FixedString\((\d+)\)$/.exec(type)?.[1];
  if (fixed) {
    const head = `substring(toString(${value}), 1, ${Number(fixed) - 1})`;
    return `toFixedString(concat(${head}, ${otherByte(`substring(toString(${value}), ${fixed}, 1)`)}), ${fixed})`;
  }
  if (type === "String") {
    // Bytes: the last one; JSON: a digit before the closing brackets.
    const at =
      column.hex === undefined ? `length(${value}) - length(extract(${value}, '["}\\\\]]*$'))` : `length(${value})`;
    const other =
      column.hex === undefined
        ? `if(substring(${value}, ${at}, 1) = '1', '2', '1')`
        : otherByte(`substring(${value}, ${at}, 1)`);
    return `if(empty(${value}), 'x', concat(substring(${value}, 1, ${at} - 1), ${other}, substring(${value}, ${at} + 1)))`;
  }
  if (type === "LowCardinality(String)") return `concat(${value}, 'x')`;
  if (type === "Bool") return `NOT ${value}`;
  if (type === "DateTime64(3)") return `${value} + INTERVAL 1 SECOND`;
  return `${value} + 1`;
}

const otherByte = (byte: string): string => `char(bitXor(reinterpretAsUInt8(${byte}), 1))`;

function initial({ type }: Column): string {
  const fixed = /^FixedString\((\d+)\)$/.exec(type)?.[1];
  if (fixed) return `toFixedString(repeat(char(7), ${fixed}), ${fixed})`;
  return type.includes("String") ? "'x'" : `CAST(1 AS ${type})`;
}

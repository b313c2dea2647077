import { fabricSchema } from "@ledgerscope/fabric";
import { encodeRows, type Table } from "@ledgerscope/schema";
import type { Warehouse } from "@ledgerscope/warehouse";

type Version = readonly [height: number, index: number];

/** A transaction of a made-up channel: what it reads (undefined: absent) and writes, of one key or another. */
export interface HandWritten {
  readonly at: Version;
  readonly code: number;
  readonly reads?: Readonly<Record<string, Version | undefined>>;
  readonly puts?: readonly string[];
  readonly deletes?: readonly string[];
  readonly metadata?: readonly string[];
}

const TYPES: Readonly<Record<string, unknown>> = { Bool: false, "Array(String)": [] };

function blank(table: Table): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(table.columns).map(([name, { type }]) => {
      const fixed = /^FixedString\((\d+)\)$/.exec(type);
      const text = type.includes("String") ? "" : type.startsWith("DateTime64") ? 0n : 0;
      return [name, fixed ? new Uint8Array(Number(fixed[1])) : (TYPES[type] ?? text)];
    }),
  );
}

/** Writes rows of a network `network`, channel `c`, namespace `cc`; keys with a slash are `collection/key`. */
export class HandWrittenRows {
  readonly #warehouse: Warehouse;
  readonly #network: string;

  constructor(warehouse: Warehouse, network: string) {
    this.#warehouse = warehouse;
    this.#network = network;
  }

  async write(name: string, rows: readonly Record<string, unknown>[]): Promise<void> {
    if (rows.length === 0) return;
    const table = fabricSchema.tables.find((one) => one.name === name) as Table;
    const common = { ...blank(table), network: this.#network, channel: "c" };
    const { format, columns, bytes } = encodeRows(table, rows.map((row) => ({ ...common, ...row })) as never);
    await this.#warehouse.insert(
      { table: `store.${name}`, format, columns, bytes },
      { token: `${this.#network}:${name}` },
    );
  }

  /** Blocks from 0 up to `to`, with these transactions in them. */
  async ledger(to: number, transactions: readonly HandWritten[]): Promise<void> {
    const place = ({ at: [height, index], code }: HandWritten) => ({
      ...{ height, tx_index: index, tx_id: `${height}:${index}`, validation_code: code },
    });
    const keyed = (id: string) => {
      const [collection, key] = id.includes("/") ? (id.split("/") as [string, string]) : ["", id];
      return { namespace: "cc", collection, key };
    };
    await this.write(
      "fabric_blocks",
      Array.from({ length: to }, (_, height) => ({ height })),
    );
    await this.write("fabric_transactions", transactions.map(place));
    await this.write(
      "fabric_reads",
      transactions.flatMap((tx) =>
        Object.entries(tx.reads ?? {}).map(([id, version]) => ({
          ...place(tx),
          ...keyed(id),
          ...{ read_absent: !version, read_height: version?.[0] ?? 0, read_tx_index: version?.[1] ?? 0 },
        })),
      ),
    );
    await this.write(
      "fabric_writes",
      transactions.flatMap((tx) => [
        ...(tx.puts ?? []).map((id) => ({ ...place(tx), ...keyed(id), value: `v${tx.at[0]}` })),
        ...(tx.deletes ?? []).map((id) => ({ ...place(tx), ...keyed(id), is_delete: true })),
        ...(tx.metadata ?? []).map((id) => ({ ...place(tx), ...keyed(id), is_metadata: true, value: "entries" })),
      ]),
    );
  }
}

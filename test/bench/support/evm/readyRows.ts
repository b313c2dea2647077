import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { evm } from "@ledgerscope/evm";
import { asInserted } from "@ledgerscope/warehouse";
import type { Task } from "./contender.ts";

/** Rows of one table and batch, ready to be posted. */
export interface ReadyRows {
  readonly file: string;
  /** Of the request: the statement, and what the sink sets. */
  readonly settings: Readonly<Record<string, string>>;
}

/** File that lists all rows, batch by batch. */
export const READY = "ready.json";

/** Reads blocks and writes their rows into a folder as the sink would send them. */
export async function writeReadyRows(folder: string, options: object, { node, from, to }: Task): Promise<void> {
  const input = { family: "evm", rpc: node, from, verify: false, ...options };
  const config = evm.parseConfig(input, { network: "mainnet", baseDir: folder });
  const source = await evm.open(config);
  const batches: ReadyRows[][] = [];
  try {
    for await (const batch of source.stream({ from, to }, new AbortController().signal)) {
      const ready: ReadyRows[] = [];
      for (const payload of batch.payloads) {
        const table = evm.schema.tables.find(({ name }) => name === payload.table);
        if (table && payload.rows > 0) {
          const { format, columns, bytes, laterIndexes = [] } = asInserted(table, payload);
          const file = `${table.name}-${batch.from}.${format}`;
          await writeFile(join(folder, file), bytes instanceof Uint8Array ? bytes : Buffer.concat([...bytes]));
          const quoted = columns.map((column) => `\`${column}\``);
          ready.push({
            file,
            settings: {
              query: `INSERT INTO store.${table.name}_final (${quoted.join(", ")}) FORMAT ${format}`,
              ...(laterIndexes.length > 0
                ? { exclude_materialize_skip_indexes_on_insert: laterIndexes.join(",") }
                : {}),
            },
          });
        }
        payload.release?.();
      }
      batches.push(ready);
    }
  } finally {
    await source.close();
  }
  await writeFile(join(folder, READY), JSON.stringify(batches));
}

import { fabric } from "@ledgerscope/fabric";
import { tracerSchema } from "@ledgerscope/tracer-store";
import type { Warehouse } from "@ledgerscope/warehouse";
import { RECORDED } from "./recordedWarehouse.ts";

/** Each copy of the recording lies so much after the one before, in seconds: longer than it lasted. */
const APART_S = 1_800;

/** Ids of another copy: the first 8 digits, which some observers log alone, are others; the rest is kept. */
const otherId = (column: string): string =>
  `concat(lower(leftPad(hex(toUInt32(cityHash64(substring(${column}, 1, 8), copy))), 8, '0')), substring(${column}, 9))`;
const later = (column: string): string => `addSeconds(${column}, ${APART_S} * copy)`;
const higher = (column: string): string => `${column} + ${RECORDED.blocks} * copy`;

/** How a column of a ledger's table differs between copies. */
const LEDGER: Readonly<Record<string, string>> = {
  height: higher("height"),
  read_height: `if(read_absent, read_height, ${higher("read_height")})`,
  writer_height: higher("writer_height"),
  tx_id: `if(tx_id = '', '', ${otherId("tx_id")})`,
  writer_tx_id: otherId("writer_tx_id"),
  time: later("time"),
};

const FACTS: Readonly<Record<string, string>> = {
  id: `multiIf(subject = 'tx', ${otherId("id")},
  subject = 'block', toString(toUInt64OrZero(id) + ${RECORDED.blocks} * copy),
  toString(toUInt64OrZero(id) + ${APART_S} * copy))`,
  at: later("at"),
  start_at: later("start_at"),
  end_at: later("end_at"),
};

/** What is stored and which passes have been over it: the copies are stored, and the passes' rows are copied with them. */
const LOGS = ["_ranges", "_passes"];

/**
 * Makes a stored recording a longer one, in the engine: its rows again, under other ids, at later heights and times.
 * @param of.from first copy to add, from 1.
 * @param of.to one past the last one.
 */
export async function multiply(
  warehouse: Warehouse,
  of: { readonly from: number; readonly to: number },
): Promise<void> {
  const ledger = fabric.schema.tables.filter(({ columns }) => "height" in columns);
  const facts = tracerSchema.tables.filter(({ name }) => name === "stage_facts");
  const [first] = await warehouse.query<{ until: string }>(
    `SELECT toString(toUnixTimestamp64Nano(min(at)) + ${APART_S} * 1000000000) AS until FROM store.stage_facts`,
  );
  for (const { name, columns } of [...ledger, ...facts]) {
    const changes = Object.entries(facts.some((one) => one.name === name) ? FACTS : LEDGER).filter(
      ([column]) => column in columns && (column !== "read_height" || "read_absent" in columns),
    );
    const original =
      "height" in columns ? `height < ${RECORDED.blocks}` : "at < fromUnixTimestamp64Nano({until:Int64})";
    const select = Object.keys(columns).map((column) => {
      const change = changes.find(([changed]) => changed === column)?.[1];
      return change === undefined ? `\`${column}\`` : `${change} AS \`new_${column}\``;
    });
    const names = Object.keys(columns).map((column) => `\`${column}\``);
    await warehouse.command(
      `INSERT INTO store.${name} (${names.join(", ")})
SELECT ${select.join(", ")}
FROM (SELECT * FROM store.${name} WHERE ${original}) AS t
CROSS JOIN (SELECT arrayJoin(range({from:UInt64}, {to:UInt64})) AS copy) AS c
SETTINGS insert_deduplicate = 0`,
      { ...of, until: first?.until },
    );
  }
  for (const name of LOGS) {
    await warehouse.command(
      `INSERT INTO store.${name}
SELECT t.* REPLACE (from + ${RECORDED.blocks} * copy AS from, to + ${RECORDED.blocks} * copy AS to)
FROM (SELECT * FROM store.${name} WHERE to <= ${RECORDED.blocks}) AS t
CROSS JOIN (SELECT arrayJoin(range({from:UInt64}, {to:UInt64})) AS copy) AS c
SETTINGS insert_deduplicate = 0`,
      of,
    );
  }
}

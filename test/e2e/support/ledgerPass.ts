import { createHash } from "node:crypto";
import type { Check, Pass, PassStep } from "@ledgerscope/core";
import { fabricSchema } from "@ledgerscope/fabric";
import { defineTable, encodeRows } from "@ledgerscope/schema";

const key = {
  network: { type: "LowCardinality(String)", comment: "Network" },
  height: { type: "UInt64", comment: "Block number" },
} as const;

const envelopeDigests = defineTable({
  name: "test_envelope_digests",
  comment: "SHA-256 of each block's envelopes, joined; computed outside the engine",
  orderBy: ["network", "height"],
  columns: { ...key, digest: { type: "FixedString(32)", comment: "SHA-256", hex: "" } },
});
const lastWrites = defineTable({
  name: "test_last_writes",
  comment: "What a block's valid transactions wrote, counted by key in the engine",
  orderBy: ["network", "height", "key"],
  columns: { ...key, key: { type: "String", comment: "Key" }, writes: { type: "UInt64", comment: "Writes" } },
});

/** The Fabric tables, and those of the pass. */
export const passSchema = { ...fabricSchema, tables: [...fabricSchema.tables, envelopeDigests, lastWrites] };

const STEP_BLOCKS = 10;

/** Reads every stored envelope; fails the check of a block without a valid transaction. */
export const ledgerPass: Pass<undefined> = {
  name: "envelopes",
  version: 1,
  unit: "envelopes",
  tables: [envelopeDigests.name, lastWrites.name],
  async *run(_, { network, from, to, stored }): AsyncGenerator<PassStep> {
    for (let at = from; at < to; at += STEP_BLOCKS) {
      const end = Math.min(to, at + STEP_BLOCKS);
      const digests = new Map<number, { readonly hash: ReturnType<typeof createHash>; valid: number }>();
      let items = 0;
      const sql = `SELECT e.height AS height, hex(envelope) AS envelope, validation_code
        FROM store.fabric_envelopes AS e
        JOIN (SELECT height, tx_index, validation_code FROM store.fabric_transactions
          WHERE network = {network:String} AND height >= {from:UInt64} AND height < {to:UInt64}) AS t
        ON t.height = e.height AND t.tx_index = e.tx_index
        WHERE e.network = {network:String} AND e.height >= {from:UInt64} AND e.height < {to:UInt64}
        ORDER BY e.height, e.tx_index`;
      type StoredEnvelope = { height: string; envelope: string; validation_code: number };
      for await (const row of stored.rows<StoredEnvelope>(sql, { network, from: at, to: end })) {
        const height = Number(row.height);
        const block = digests.get(height) ?? { hash: createHash("sha256"), valid: 0 };
        digests.set(height, block);
        block.hash.update(Buffer.from(row.envelope, "hex"));
        if (row.validation_code === 0) block.valid++;
        items++;
      }
      yield {
        from: at,
        to: end,
        items,
        checks: [...digests].map(
          ([height, { valid }]): Check =>
            valid > 0
              ? { check: "some_valid", state: "verified", height }
              : { check: "some_valid", state: "failed", height, detail: "no transaction is valid" },
        ),
        payloads: [
          encodeRows(
            envelopeDigests,
            [...digests].map(([height, { hash }]) => ({ network, height, digest: hash.digest() })),
          ),
        ],
        derived: [
          {
            table: lastWrites.name,
            select: `SELECT network, height, key, count() AS writes FROM store.fabric_writes
              WHERE network = {network:String} AND height >= {from:UInt64} AND height < {to:UInt64}
              GROUP BY network, height, key`,
          },
        ],
      };
    }
  },
};

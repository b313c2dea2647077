import type { Batch, Payload } from "@ledgerscope/core";
import type { ReadBlock } from "./readBlock.ts";

/** Consecutive blocks from `from` on as one batch; each table's rows follow each other in the order of the blocks. */
export function makeBatch(from: number, reads: readonly ReadBlock[], final: boolean): Batch {
  const good = reads.flatMap((read) => read.good ?? []);
  return {
    from,
    to: from + reads.length,
    headers: good.map(({ header }) => header),
    payloads: joined(good.flatMap(({ payloads }) => payloads)),
    checks: reads.flatMap(({ checks }) => checks),
    quarantined: reads.flatMap(({ bad }) => bad ?? []),
    final,
  };
}

function joined(payloads: readonly Payload[]): Payload[] {
  const byTable = new Map<string, Payload[]>();
  for (const payload of payloads) {
    const same = byTable.get(payload.table);
    if (same) same.push(payload);
    else byTable.set(payload.table, [payload]);
  }
  return [...byTable.values()].map((same) => ({
    ...(same[0] as Payload),
    bytes: Buffer.concat(same.map(({ bytes }) => bytes)),
    rows: same.reduce((sum, { rows }) => sum + rows, 0),
  }));
}

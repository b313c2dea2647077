import type { FabricBlock } from "@ledgerscope/proof";
import { STORE } from "@ledgerscope/schema";
import { IN_SCOPE, type StoredScope, scopeParams } from "./storedScope.ts";

/** A block as it was read, from its stored header, metadata and envelopes alone. */
export interface RawBlock {
  readonly block: FabricBlock;
  /** Time given to it, Unix milliseconds. */
  readonly timeMs: number;
}

/** Size of the blocks that are asked for at a time, in bytes of their files. */
const MAX_BYTES = 8 << 20;
const MAX_BLOCKS = 512;

interface HeaderRow {
  readonly height: string;
  readonly previousHash: string;
  readonly dataHash: string;
  readonly metadata: readonly string[];
  readonly timeMs: string;
  readonly bytes: string;
}

/**
 * The stored blocks of [from, to), ascending, in groups of some megabytes. A height that is not stored, or
 * more than once, is left out.
 */
export async function* readRawBlocks(scope: StoredScope, from: number, to: number): AsyncIterable<readonly RawBlock[]> {
  for (let start = from; start < to; start += MAX_BLOCKS) {
    const headers = await readHeaders(scope, start, Math.min(to, start + MAX_BLOCKS));
    for (let at = 0; at < headers.length; ) {
      let bytes = 0;
      let end = at;
      while (end < headers.length && (end === at || bytes < MAX_BYTES)) bytes += Number(headers[end++]?.bytes);
      yield await readGroup(scope, headers.slice(at, end));
      at = end;
    }
  }
}

async function readHeaders(scope: StoredScope, from: number, to: number): Promise<HeaderRow[]> {
  const sql = `SELECT toString(t.height) AS height, base64Encode(t.previous_hash) AS previousHash,
  base64Encode(t.data_hash) AS dataHash, arrayMap(x -> base64Encode(x), t.metadata) AS metadata,
  toString(toUnixTimestamp64Milli(t.time)) AS timeMs, toString(t.bytes) AS bytes
FROM ${STORE}.fabric_blocks AS t
WHERE ${IN_SCOPE} AND t.height >= {from:UInt64} AND t.height < {to:UInt64} ORDER BY t.height`;
  const rows: HeaderRow[] = [];
  for await (const row of scope.stored.rows<HeaderRow>(sql, { ...scopeParams(scope), from, to })) rows.push(row);
  rows.sort((a, b) => Number(a.height) - Number(b.height));
  return rows.filter(({ height }, at) => height !== rows[at - 1]?.height && height !== rows[at + 1]?.height);
}

async function readGroup(scope: StoredScope, headers: readonly HeaderRow[]): Promise<readonly RawBlock[]> {
  const envelopes = new Map<number, Uint8Array[]>();
  const sql = `SELECT toString(t.height) AS height, base64Encode(t.envelope) AS envelope
FROM ${STORE}.fabric_envelopes AS t
WHERE ${IN_SCOPE} AND t.height >= {from:UInt64} AND t.height < {to:UInt64} ORDER BY t.height, t.tx_index`;
  const range = { from: Number(headers[0]?.height), to: Number(headers.at(-1)?.height) + 1 };
  const params = { ...scopeParams(scope), ...range };
  for await (const { height, envelope } of scope.stored.rows<{ height: string; envelope: string }>(sql, params)) {
    const at = Number(height);
    const list = envelopes.get(at) ?? [];
    envelopes.set(at, list);
    list.push(Buffer.from(envelope, "base64"));
  }
  return headers.map(({ height, previousHash, dataHash, metadata, timeMs }) => ({
    block: {
      number: Number(height),
      previousHash: Buffer.from(previousHash, "base64"),
      dataHash: Buffer.from(dataHash, "base64"),
      data: envelopes.get(Number(height)) ?? [],
      metadata: metadata.map((bytes) => Buffer.from(bytes, "base64")),
    },
    timeMs: Number(timeMs),
  }));
}

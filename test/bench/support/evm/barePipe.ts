import { Readable } from "node:stream";
import { Pool } from "undici";
import { LANDING } from "./landingTable.ts";

/**
 * Reads blocks and receipts from a node and posts the answers into the landing table as they are; nothing is
 * parsed. Arguments: URL of the node, URL of the warehouse, first height, end, blocks per insert, requests in
 * flight.
 */
const [node, warehouse, from, end, perInsert, inFlight] = process.argv.slice(2) as [string, string, ...string[]];
const rpc = new Pool(node, { connections: Number(inFlight) });
const engine = new Pool(warehouse, { connections: 4 });
const hex = (value: number): string => `0x${value.toString(16)}`;

async function call(method: string, params: readonly unknown[]): Promise<Buffer> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
  const answer = await rpc.request({ path: "/", method: "POST", body });
  return Buffer.from(await answer.body.arrayBuffer());
}

async function row(height: number): Promise<Buffer[]> {
  const [block, receipts] = await Promise.all([
    call("eth_getBlockByNumber", [hex(height), true]),
    call("eth_getBlockReceipts", [hex(height)]),
  ]);
  return [Buffer.from('{"block":'), block, Buffer.from(',"receipts":'), receipts, Buffer.from("}\n")];
}

/** Rows in order, as many requests ahead as may be in flight. */
async function* rows(first: number, last: number): AsyncGenerator<Buffer> {
  const ahead: Promise<Buffer[]>[] = [];
  let next = first;
  for (let height = first; height < last; height++) {
    while (next < last && ahead.length < Number(inFlight) / 2) ahead.push(row(next++));
    yield* (await ahead.shift()) as Buffer[];
  }
}

const settings = new URLSearchParams({ query: `INSERT INTO ${LANDING} FORMAT JSONEachRow`, async_insert: "0" });
let posted: Promise<void> = Promise.resolve();
for (let at = Number(from); at < Number(end); at += Number(perInsert)) {
  const parts: Buffer[] = [];
  for await (const part of rows(at, Math.min(at + Number(perInsert), Number(end)))) parts.push(part);
  await posted;
  posted = post(parts);
}
await posted;
await rpc.close();
await engine.close();

async function post(parts: readonly Buffer[]): Promise<void> {
  const { statusCode, body } = await engine.request({
    path: `/?${settings}`,
    method: "POST",
    body: Readable.from(parts),
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const text = await body.text();
  if (statusCode !== 200) throw new Error(text);
}

import { appendFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { tracerSchema } from "@ledgerscope/tracer-store";
import { openWarehouse, type Warehouse } from "@ledgerscope/warehouse";
import { afterAll, beforeAll, expect, test } from "vitest";
import { logParsers } from "../logParsers.ts";
import { collectLogs } from "./collectLogs.ts";

const folder = mkdtempSync(path.join(tmpdir(), "ledgerscope-collect-"));
const of = { network: "n", channel: "mychannel" } as const;
const NODES = ["peer1", "peer2", "peer3"];
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openWarehouse({ path: path.join(folder, "data") });
  await warehouse.migrate([tracerSchema]);
}, 60_000);
afterAll(async () => {
  await warehouse?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

const fileOf = (node: string): string => path.join(folder, `${node}.log`);

/** A line of a peer about a block, each node's in its own words. */
function line(node: string, height: number): string {
  const ts = 1_795_250_507 + height + Number(node.at(-1)) / 1_000;
  const [name, msg] =
    node === "peer2"
      ? ["committer.txvalidator", `[${of.channel}] Validated block [${height}] in 3ms`]
      : ["gossip.privdata", `Received block [${height}] from buffer`];
  return `${JSON.stringify({ level: "info", ts, name, caller: "x.go:1", msg, channel: of.channel })}\n`;
}

/** Reads the logs as they grow until the wanted number of facts is stored. */
async function followUntil(facts: number): Promise<void> {
  const ended = new AbortController();
  let read = 0;
  await collectLogs({
    ...{ warehouse, ...of, format: logParsers["fabric"] as (typeof logParsers)[string], follow: true },
    logs: NODES.map((node) => ({ node, paths: [fileOf(node)] })),
    signal: ended.signal,
    onRead: (_node, _path, news) => {
      read += news.facts;
      if (read >= facts) ended.abort();
    },
  });
}

test("what the logs of several nodes have new is stored together, each with its own place", async () => {
  for (const node of NODES) writeFileSync(fileOf(node), line(node, 7));
  await followUntil(3);
  for (const node of NODES) appendFileSync(fileOf(node), `${line(node, 8)}{"level":"bro`);
  await followUntil(3);
  expect(await warehouse.query("SELECT heights FROM store.fact_batches ORDER BY seq")).toEqual([
    { heights: ["7"] },
    { heights: ["8"] },
  ]);
  const positions = await warehouse.query(
    `SELECT node, offset, lines, facts, malformed, stages FROM store.log_positions FINAL ORDER BY node`,
  );
  expect(positions).toEqual(
    NODES.map((node) => ({
      node,
      offset: String(statSync(fileOf(node)).size - '{"level":"bro'.length),
      ...{ lines: "2", facts: "2", malformed: "0" },
      stages: [node === "peer2" ? "fabric.commit.vscc" : "fabric.commit"],
    })),
  );
});

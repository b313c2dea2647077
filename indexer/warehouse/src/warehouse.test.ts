import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ConfigError, RetryableError } from "@ledgerscope/core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readServerFile, writeServerFile } from "./embedded/serverFile.ts";
import { serveWarehouse } from "./serveWarehouse.ts";
import { openWarehouse, type Warehouse } from "./warehouse.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ledgerscope-warehouse-"));
});
afterEach(async () => {
  // Whatever a failed test has left.
  const left = readServerFile(folder)?.pid;
  if (left !== undefined && runs(left)) process.kill(left, "SIGKILL");
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const serverPid = (): number => {
  const pid = readServerFile(folder)?.pid;
  if (pid === undefined) throw new Error("no server runs");
  return pid;
};

const ends = (pid: number) => expect.poll(() => runs(pid), { timeout: 10_000, interval: 50 }).toBe(false);

test("ten users at once share one server, which ends after the last", async () => {
  const users = await Promise.all(Array.from({ length: 10 }, () => openWarehouse({ path: folder })));
  const pid = serverPid();
  expect(new Set(users.map((user) => user.url)).size).toBe(1);
  const answers = await Promise.all(users.map((user, index) => user.query("SELECT {i:UInt8} AS i", { i: index })));
  expect(answers).toEqual(users.map((_, index) => [{ i: index }]));
  const last = users.pop() as Warehouse;
  await Promise.all(users.map((user) => user.close()));
  await sleep(3500);
  expect(await last.query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
  await last.close();
  await ends(pid);
  expect(readServerFile(folder)).toBeUndefined();
});

test("what one run has stored, the next one finds", async () => {
  const first = await openWarehouse({ path: folder });
  await first.command("CREATE TABLE t (a UInt64) ENGINE = MergeTree ORDER BY a");
  await first.insert(
    { table: "default.t", format: "JSONEachRow", columns: ["a"], bytes: Buffer.from('{"a":1}') },
    { token: "1" },
  );
  const pid = serverPid();
  await first.close();
  await ends(pid);
  const second = await openWarehouse({ path: folder });
  expect(await second.query("SELECT a FROM t")).toEqual([{ a: "1" }]);
  await second.close();
});

/** Another process that opens the warehouse, says so, and does nothing more. */
async function startUser(): Promise<ChildProcess> {
  const door = new URL("./index.ts", import.meta.url).href;
  const script = `import { openWarehouse } from ${JSON.stringify(door)};
    await openWarehouse({ path: process.argv[1] }); console.log("open"); setInterval(() => {}, 1000);`;
  const args = ["--conditions=@ledgerscope/source", "--import", "tsx", "--input-type=module", "-e", script, folder];
  const user = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  await once(user.stdout as NodeJS.ReadableStream, "data");
  return user;
}

test("a user that is killed leaves no server behind", async () => {
  const user = await startUser();
  const pid = serverPid();
  user.kill("SIGKILL");
  await ends(pid);
});

test("a server that was killed, or whose port is another's now, is no obstacle", async () => {
  const first = await openWarehouse({ path: folder });
  process.kill(serverPid(), "SIGKILL");
  await expect.poll(() => first.query("SELECT 1").catch((error: Error) => error)).toBeInstanceOf(RetryableError);
  await first.close();
  const second = await openWarehouse({ path: folder });
  expect(await second.query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
  await second.close();
  await ends(serverPid());

  const stranger = createServer((_, response) => response.end("hello")).listen(0, "127.0.0.1");
  await once(stranger, "listening");
  const { port } = stranger.address() as AddressInfo;
  writeServerFile(folder, { pid: 1, url: `http://127.0.0.1:${port}`, instance: "gone", onDemand: true });
  const third = await openWarehouse({ path: folder });
  expect(third.url).not.toContain(String(port));
  await third.close();
  stranger.close();
});

test("a warehouse in use outlives its server: one call fails, the next finds the server that somebody started", async () => {
  const [one, two] = [await openWarehouse({ path: folder }), await openWarehouse({ path: folder })];
  await one.command("CREATE TABLE t (a UInt64) ENGINE = MergeTree ORDER BY a");
  for (let round = 0; round < 2; round++) {
    const pid = serverPid();
    const running = Promise.all([
      one.query("SELECT sleep(3)").catch((error: unknown) => error),
      two.command("SELECT sleep(3)").catch((error: unknown) => error),
    ]);
    await sleep(300);
    process.kill(pid, "SIGKILL");
    for (const error of await running) expect(error).toBeInstanceOf(RetryableError);
    // Many at once: they share one new connection.
    const rows = [one, two].flatMap((warehouse) =>
      Array.from({ length: 5 }, (_, a) =>
        warehouse.insert(
          { table: "default.t", format: "JSONEachRow", columns: ["a"], bytes: Buffer.from(JSON.stringify({ a })) },
          { token: String(a) },
        ),
      ),
    );
    await Promise.all(rows);
    expect(serverPid()).not.toBe(pid);
    expect(one.url).toBe(two.url);
    expect(await two.query("SELECT count() AS n FROM t")).toEqual([{ n: String(10 * (round + 1)) }]);
  }
  const pid = serverPid();
  await Promise.all([one.close(), two.close()]);
  await expect(one.query("SELECT 1")).rejects.toThrow("closed");
  await ends(pid);
});

test("a warehouse in use outlives a server that is stopped, and reads the stream it was left in anew", async () => {
  const warehouse = await openWarehouse({ path: folder });
  const pid = serverPid();
  const stream = warehouse.rows("SELECT number FROM numbers(1000000000)")[Symbol.asyncIterator]();
  await stream.next();
  process.kill(pid, "SIGKILL");
  const drain = async (): Promise<void> => {
    for (;;) if ((await stream.next()).done) return;
  };
  await expect(drain()).rejects.toBeInstanceOf(RetryableError);
  expect(await warehouse.query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
  process.kill(serverPid(), "SIGTERM");
  await expect
    .poll(() => warehouse.query("SELECT 1 AS one").catch((error: Error) => error.name), { timeout: 10_000 })
    .toEqual([{ one: 1 }]);
  await warehouse.close();
});

test("every acknowledged insert survives kill -9, and a repeated one counts once", async () => {
  let warehouse = await openWarehouse({ path: folder });
  await warehouse.command(
    "CREATE TABLE t (a UInt64) ENGINE = MergeTree ORDER BY a SETTINGS non_replicated_deduplication_window = 1000",
  );
  let next = 0;
  for (let round = 0; round < 3; round++) {
    const pid = serverPid();
    // Killed between the inserts under way, however fast the machine is.
    let left = 8 + Math.floor(Math.random() * 16);
    const insert = (a: number): Promise<void> =>
      warehouse.insert(
        { table: "default.t", format: "JSONEachRow", columns: ["a"], bytes: Buffer.from(JSON.stringify({ a })) },
        { token: `t:${a}` },
      );
    const failed: number[] = [];
    const work = async (): Promise<void> => {
      while (failed.length === 0) {
        const a = next++;
        await insert(a).catch(() => failed.push(a));
        if (--left === 0) setTimeout(() => process.kill(pid, "SIGKILL"), Math.random() * 5);
      }
    };
    await Promise.all([work(), work(), work()]);
    await warehouse.close();
    warehouse = await openWarehouse({ path: folder });
    for (const a of failed) await insert(a);
    const [stored] = await warehouse.query("SELECT count() AS rows, uniqExact(a) AS distinct, max(a) AS last FROM t");
    expect(stored).toEqual({ rows: String(next), distinct: String(next), last: String(next - 1) });
  }
  await warehouse.close();
  expect(next).toBeGreaterThan(20);
});

test("a folder that cannot be used is told in one sentence", async () => {
  const file = join(folder, "file");
  writeFileSync(file, "");
  await expect(openWarehouse({ path: file })).rejects.toThrow(/warehouse\.path .*file is not a folder: name a folder/);
  mkdirSync(join(folder, "run"));
  writeFileSync(join(folder, "engine"), "");
  await expect(openWarehouse({ path: folder })).rejects.toBeInstanceOf(ConfigError);
});

test("a served warehouse is joined, stays without users, and ends when it is closed", async () => {
  const served = await serveWarehouse({ path: folder });
  const pid = serverPid();
  const user = await openWarehouse({ path: folder });
  expect(user.url).toBe(served.url);
  await expect(serveWarehouse({ path: folder })).rejects.toThrow(`served already at ${served.url} (process ${pid})`);
  await user.close();
  await sleep(3500);
  expect((await fetch(`${served.url}/ping`)).status).toBe(200);
  await served.close();
  expect(runs(pid)).toBe(false);
});

test("a served warehouse that is killed and served again is joined again, at the same address", async () => {
  const first = await serveWarehouse({ path: folder });
  const port = Number(new URL(first.url).port);
  const user = await openWarehouse({ path: folder });
  process.kill(serverPid(), "SIGKILL");
  await first.ended;
  const retried = user
    .query("SELECT 1 AS one")
    .catch((error: Error) => error)
    .then((first) => (first instanceof RetryableError ? user.query("SELECT 1 AS one") : first));
  await sleep(1000);
  const second = await serveWarehouse({ path: folder, port });
  expect(await retried).toEqual([{ one: 1 }]);
  expect(user.url).toBe(second.url);
  await user.close();
  await second.close();
});

test("a warehouse by its URL is used as one by its folder: user in the options or in the URL, away and back", async () => {
  const served = await serveWarehouse({ path: folder });
  const port = Number(new URL(served.url).port);
  const plain = await openWarehouse({ url: served.url });
  await plain.command("CREATE DATABASE there");
  const named = await openWarehouse({ url: served.url, username: "default", password: "", database: "there" });
  expect(await named.query("SELECT currentDatabase() AS db")).toEqual([{ db: "there" }]);
  await named.command("CREATE TABLE t (a UInt64) ENGINE = MergeTree ORDER BY a");
  const insert = (a: number): Promise<void> =>
    named.insert(
      { table: "there.t", format: "JSONEachRow", columns: ["a"], bytes: Buffer.from(JSON.stringify({ a })) },
      { token: String(a) },
    );
  await insert(1);
  const inUrl = await openWarehouse({ url: served.url.replace("//", "//default@") });
  expect(await inUrl.query("SELECT a FROM there.t")).toEqual([{ a: "1" }]);
  for (const target of [
    { url: served.url, username: "nobody", password: "x" },
    { url: served.url.replace("//", "//nobody:x@") },
  ]) {
    const stranger = await openWarehouse(target);
    await expect(stranger.query("SELECT 1")).rejects.toMatchObject({ code: "516" });
    await stranger.close();
  }
  await served.close();
  await expect(insert(2)).rejects.toBeInstanceOf(RetryableError);
  const again = await serveWarehouse({ path: folder, port });
  await insert(2);
  expect(await plain.query("SELECT count() AS n FROM there.t")).toEqual([{ n: "2" }]);
  await Promise.all([plain, named, inUrl].map((warehouse) => warehouse.close()));
  await again.close();
});

test("a port that is taken is told in one sentence", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  await expect(serveWarehouse({ path: folder, port })).rejects.toThrow(`port ${port} is taken`);
  other.close();
});

test("rows stream, and can be left in the middle", async () => {
  const warehouse = await openWarehouse({ path: folder });
  let sum = 0;
  for await (const { n } of warehouse.rows<{ n: number }>("SELECT toUInt32(number) AS n FROM numbers({k:UInt32})", {
    k: 100_000,
  })) {
    sum += n;
  }
  expect(sum).toBe(4_999_950_000);
  for await (const _ of warehouse.rows("SELECT number FROM numbers(100000000)")) break;
  const running =
    "SELECT count() AS n FROM system.processes WHERE query LIKE '%numbers(1000000%' AND query NOT LIKE '%processes%'";
  await expect.poll(() => warehouse.query(running), { timeout: 10_000 }).toEqual([{ n: "0" }]);
  await warehouse.close();
});

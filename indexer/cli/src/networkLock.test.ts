import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { heldSink, holdNetwork } from "./holdNetwork.ts";
import { lockNetwork, type NetworkLock } from "./networkLock.ts";

const folder = mkdtempSync(path.join(tmpdir(), "ledgerscope-lock-"));
const warehouse = { path: folder };
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function take(network: string): Promise<NetworkLock> {
  const lock = await lockNetwork(warehouse, network, "writer", "run");
  if ("heldBy" in lock) throw new Error(`held by ${lock.heldBy.pid}`);
  return lock;
}

const filesOf = (network: string): string[] => readdirSync(path.join(folder, "locks", `writer.${network}`));

/** Another process that stays, and has the lock: as if it had written the file itself. */
async function holder(network: string): Promise<ChildProcess> {
  await take(network);
  const child = spawn(process.execPath, ["-e", "console.log(1); setInterval(() => {}, 1000)"]);
  await once(child.stdout, "data");
  const file = path.join(folder, "locks", `writer.${network}`, filesOf(network)[0] as string);
  const stat = readFileSync(`/proc/${child.pid}/stat`, "utf8");
  const note = JSON.parse(readFileSync(file, "utf8"));
  writeFileSync(file, JSON.stringify({ ...note, pid: child.pid, started: stat.split(") ")[1]?.split(" ")[19] }));
  return child;
}

test("one process does a network's work at a time; other work and other networks are free", async () => {
  const lock = await take("a");
  expect(await lockNetwork(warehouse, "a", "writer", "backfill")).toEqual({
    heldBy: expect.objectContaining({ pid: process.pid, command: "run" }),
  });
  const session = { config: { warehouse } } as Parameters<typeof holdNetwork>[0];
  await expect(holdNetwork(session, { name: "a" }, "rewind", ["passes", "writer"])).rejects.toThrow(
    `process ${process.pid} (ledgerscope run) is writing a: end it first`,
  );
  // What was taken before the refusal was let go.
  expect(await lockNetwork(warehouse, "a", "passes", "passes")).toHaveProperty("release");
  (await take("b")).release();
  lock.release();
  (await take("a")).release();
});

test("of many that come at once one gets it", async () => {
  const got = await Promise.all(Array.from({ length: 8 }, () => lockNetwork(warehouse, "c", "writer", "run")));
  expect(got.filter((lock) => "release" in lock).length).toBeLessThanOrEqual(1);
  for (const lock of got) if ("release" in lock) lock.release();
  (await take("c")).release();
  expect(filesOf("c")).toEqual([]);
});

test("a process that was killed holds nothing, one that is suspended holds it however long it is silent", async () => {
  const child = await holder("d");
  try {
    child.kill("SIGSTOP");
    for (const name of filesOf("d")) utimesSync(path.join(folder, "locks", "writer.d", name), 0, 0);
    await expect(take("d")).rejects.toThrow(`held by ${child.pid}`);
  } finally {
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  (await take("d")).release();
});

test("who lost the lock changes nothing any more, and does not let go of another's", async () => {
  const lost = await take("e");
  for (const name of filesOf("e")) rmSync(path.join(folder, "locks", "writer.e", name));
  const other = await take("e");
  const written: number[] = [];
  const sink = heldSink(
    { finalize: async (to: number) => void written.push(to) } as Parameters<typeof heldSink>[0],
    lost,
  );
  await expect(sink.finalize(3)).rejects.toThrow(/away too long/);
  expect(written).toEqual([]);
  lost.release();
  await expect(take("e")).rejects.toThrow(/held by/);
  other.release();
});

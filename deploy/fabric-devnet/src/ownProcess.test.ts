import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { endProcess, isRunning, residentBytes, signalProcess, startProcess } from "./ownProcess.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fabric-devnet-test-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const start = (name: string, script: string) =>
  startProcess({ command: [process.execPath, "-e", script], log: join(folder, `${name}.log`) });
const said = (name: string) => readFile(join(folder, `${name}.log`), "utf8");

test("a process is ended by its pid, and only while it is the one that we started", async () => {
  const ref = start("idle", "console.log('up'); setInterval(() => {}, 1000)");
  await vi.waitFor(async () => expect(await said("idle")).toBe("up\n"));
  expect(residentBytes(ref)).toBeGreaterThan(1e6);
  const stranger = { pid: ref.pid, started: `${ref.started}0` };
  expect(isRunning(stranger)).toBe(false);
  expect(signalProcess(stranger, "SIGKILL")).toBe(false);
  await endProcess(stranger);
  expect(isRunning(ref)).toBe(true);
  await endProcess(ref);
  expect(isRunning(ref)).toBe(false);
  expect(residentBytes(ref)).toBe(0);
});

test("a paused process ends, too", async () => {
  const ref = start("paused", "console.log('up'); setInterval(() => {}, 1000)");
  await vi.waitFor(async () => expect(await said("paused")).toBe("up\n"));
  signalProcess(ref, "SIGSTOP");
  await endProcess(ref);
  expect(isRunning(ref)).toBe(false);
});

test("settings of another Fabric network do not reach what we start", async () => {
  process.env["CORE_PEER_ADDRESS"] = "elsewhere:7051";
  try {
    start("settings", "console.log(process.env.CORE_PEER_ADDRESS ?? 'none', process.env.PATH !== undefined)");
    await vi.waitFor(async () => expect(await said("settings")).toBe("none true\n"));
  } finally {
    delete process.env["CORE_PEER_ADDRESS"];
  }
});

test("a program that is not there is said so", () => {
  expect(() => startProcess({ command: [join(folder, "nothing")], log: join(folder, "nothing.log") })).toThrow(
    "nothing cannot be started",
  );
});

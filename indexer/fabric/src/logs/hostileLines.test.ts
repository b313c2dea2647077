import { expect, test } from "vitest";
import { recordedLog } from "../test/recordedLog.ts";
import { fabricLogParser, type ParsedLogLine, parseFabricLog } from "./parseFabricLog.ts";

const context = { network: "n", channel: "mychannel", node: "peer1" };
const LAST_NS = (1n << 63n) - 1n;

/** The same numbers in every run. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** What must hold of anything that is stored. */
function expectStorable(parsed: ParsedLogLine, line: string): void {
  if (parsed.kind !== "facts") return;
  for (const { subject, id, startNs, endNs, remote, attributes } of parsed.facts) {
    const shape = subject === "tx" ? /^([0-9a-f]{64}|[0-9a-f]{8})$/ : /^\d{1,19}$/;
    expect(id, line).toMatch(shape);
    expect(startNs ?? endNs, line).toBeDefined();
    for (const ns of [startNs, endNs]) expect(ns === undefined || (ns >= 0n && ns <= LAST_NS), line).toBe(true);
    for (const text of [remote, ...Object.values(attributes)]) {
      expect(text.length, line).toBeLessThanOrEqual(2000);
      expect(text, line).not.toMatch(/[\p{Cc}\p{Cs}]/u);
    }
  }
}

/** Text that parsers stumble over. */
const POISON = [
  ...[
    "\u0000",
    "\u001b[2J",
    "\ud800",
    "\\ud800",
    '"',
    "\\",
    "}",
    "{",
    "[",
    "]",
    "=",
    " ",
    "\n",
    "é",
    "'; DROP TABLE x",
  ],
  ...["99999999999999999999999", "-1", "1e999", "0x", "ms", "NaN", "__proto__", "constructor", "x".repeat(3000)],
];

test("recorded lines with random damage never break the parser, nor give a fact that cannot be stored", () => {
  const random = randomFrom(7);
  const lines = [
    ...recordedLog("fabric-failures", "peer0.org1").slice(0, 20_000),
    ...recordedLog("fabric-failures", "orderer1"),
  ];
  const parse = fabricLogParser();
  let facts = 0;
  for (let i = 0; i < 20_000; i++) {
    let line = lines[random(lines.length)] as string;
    for (let edits = random(3) + 1; edits > 0; edits--) {
      const at = random(line.length + 1);
      const poison = POISON[random(POISON.length)] as string;
      line = line.slice(0, at) + poison + line.slice(at + random(12));
    }
    const parsed = parse(line, context);
    if (parsed.kind === "facts") facts++;
    expectStorable(parsed, line);
  }
  expect(facts).toBeGreaterThan(100);
});

test("values that would be stored as times, ids or heights and are none make a line malformed", () => {
  const entry = (name: string, msg: string, fields: object = {}) =>
    JSON.stringify({ level: "info", ts: 1795250507.5, name, caller: "x.go:1", msg, ...fields });
  for (const line of [
    entry("endorser", "finished chaincode: bench duration: 999999999999ms", { txID: "4d0a3c4f" }).replace(
      "1795250507.5",
      "1.5",
    ),
    entry("orderer.consensus.etcdraft", `Created block [${"9".repeat(30)}], there are 0 blocks in flight`),
    entry("gateway", "Sending transaction to orderer", { txID: "4D0A3C4F" }),
    entry("gateway", "Sending transaction to orderer", { txID: { toString: "x" } }),
    entry("gateway", "Sending transaction to orderer", { txID: "4d0a3c4f" }).replace("1795250507.5", "1e11"),
  ]) {
    expect(parseFabricLog(line, context), line).toMatchObject({ kind: "malformed" });
  }
});

test("what clients wrote into an error is stored without control characters and cut", () => {
  const line = JSON.stringify({
    ...{ level: "warn", ts: 1795250507.5, name: "gateway", msg: "Endorse call to endorser failed" },
    ...{ txID: "4d0a3c4f", endpoint: "p:1", error: `chaincode response 500, \u001b[31mred\r\n${"x".repeat(5000)}` },
  });
  const parsed = parseFabricLog(line, context);
  const error = parsed.kind === "facts" ? parsed.facts[0]?.attributes["error"] : undefined;
  expect(error).toMatch(/^chaincode response 500, {2}\[31mred x+$/);
  expect(error?.length).toBeLessThanOrEqual(2000);
});

test("a line of 100 MB is refused without being read", () => {
  const line = `{"level":"info","ts":1795250507.5,"name":"gateway","msg":"Sending transaction to orderer${"x".repeat(100_000_000)}`;
  const before = process.cpuUsage();
  expect(parseFabricLog(line, context)).toMatchObject({ kind: "malformed", reason: expect.stringMatching(/^longer/) });
  const { user, system } = process.cpuUsage(before);
  expect(user + system).toBeLessThan(1_000_000);
});

test("console lines made to be slow are read in time that grows with their length alone", () => {
  const head = "2026-11-21 08:40:21.419 UTC 0001 WARN [gateway] f -> ";
  for (const body of [
    " error=".repeat(200_000),
    ' error="\\'.repeat(200_000),
    "=".repeat(1_000_000),
    "\u001b[".repeat(500_000),
  ]) {
    const before = process.cpuUsage();
    parseFabricLog(head + body, context);
    parseFabricLog(body, context);
    const { user, system } = process.cpuUsage(before);
    expect(user + system, body.slice(0, 10)).toBeLessThan(2_000_000);
  }
});

test("a million loggers with names of their own leave nothing behind", () => {
  const parse = fabricLogParser();
  global.gc?.();
  const before = process.memoryUsage().heapUsed;
  for (let i = 0; i < 1_000_000; i++) {
    const parsed = parse(`{"level":"info","ts":1795250507.5,"name":"logger${i}","caller":"x","msg":"y"}`, context);
    if (parsed.kind !== "ignored") throw new Error(`logger${i}: ${parsed.kind}`);
  }
  global.gc?.();
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(64 << 20);
});

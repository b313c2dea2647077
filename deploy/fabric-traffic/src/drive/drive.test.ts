import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Client } from "../clients/client.ts";
import type { Planned } from "../plan/submission.ts";
import { parseFaults } from "./faults.ts";
import { progressLine } from "./progress.ts";
import { runPlan } from "./runPlan.ts";
import type { Seen } from "./seen.ts";

test("faults are read as they are written; what is no fault is refused with the form", () => {
  expect(parseFaults("kill:leader@20+8, pause:peer0.org2@35,config@55")).toEqual([
    { kind: "kill", target: "leader", atMs: 20_000, forMs: 8_000 },
    { kind: "pause", target: "peer0.org2", atMs: 35_000, forMs: 5_000 },
    { kind: "config", target: "", atMs: 55_000, forMs: 5_000 },
  ]);
  for (const bad of ["kill@20", "config:x@20", "explode:peer0.org1@3", "kill:leader"])
    expect(() => parseFaults(bad)).toThrow(/write kill\|pause/);
});

test("progress tells rate, time left and what failed", () => {
  const recent = Array.from({ length: 50 }, (_, n) => 95_000 + n * 100);
  const outcomes = new Map([
    ["VALID", 70],
    ["MVCC_READ_CONFLICT", 20],
    ["failed to endorse", 10],
  ]);
  const line = progressLine({ planned: 400, begun: 130, ended: 100, recent, outcomes }, 0, 100_000);
  expect(line).toMatch(/^\[#{6}\.{18}\] 100\/400 {2}10\.0 tx\/s {2}30 under way {2}ETA 30 s/);
  expect(line).toMatch(/VALID 70 {2}MVCC_READ_CONFLICT 20 {2}failed to endorse 10$/);
});

const planned = (n: number, more: Partial<Planned> = {}): Planned => ({
  n,
  atMs: 0,
  client: "fabric-gateway",
  group: "g",
  as: { mspId: "Org1MSP", user: "User1" },
  chaincode: "bench",
  function: "put",
  args: [`k${n}`, "x"],
  intends: "put",
  ...more,
});

/** A client whose ledger is a list; endorsing takes 5 ms, ordering 5 ms. */
function listClient(ledger: string[]): Client {
  return {
    kind: "fabric-gateway",
    propose: async ({ args }) => ({
      txId: `tx-${args[0]}`,
      endorse: async () => {
        await sleep(5);
        if (args[0] === "bad") throw new Error("refused");
        return {
          endorsers: ["Org1MSP"],
          submit: async () => void ledger.push(args[0] ?? ""),
          outcome: async () => {
            await sleep(5);
            return { code: 0, block: ledger.indexOf(args[0] ?? "") };
          },
        };
      },
    }),
    close: () => undefined,
  };
}

test("what waits is proposed after what it waits for has ended; a held envelope is submitted after another's outcome", async () => {
  const ledger: string[] = [];
  const seen: Seen[] = [];
  const client = listClient(ledger);
  await runPlan(
    [
      planned(0),
      planned(1, { after: [0], submitAfter: [2] }),
      planned(2, { after: [0], afterMs: 20 }),
      planned(3, { args: ["bad"] }),
      planned(4, { after: [3], resubmit: "after commit" }),
    ],
    { client: async () => client, onSeen: (one) => seen.push(one), signal: new AbortController().signal },
  );
  const of = (n: number) => seen.find((one) => one.n === n);
  expect(ledger.filter((key) => ["k0", "k1", "k2"].includes(key))).toEqual(["k0", "k2", "k1"]);
  expect(of(1)?.endorsedUs).toBeLessThan(of(2)?.committedUs ?? 0);
  expect(of(1)?.sentUs).toBeGreaterThanOrEqual(of(2)?.committedUs ?? Number.POSITIVE_INFINITY);
  // One that fails is told with its stage, and does not hold up those that wait for it.
  expect(of(3)?.failed).toMatchObject({ stage: "endorse", message: "refused" });
  expect(of(3)?.code).toBeUndefined();
  expect(of(4)?.status).toBe("VALID");
  expect(of(4)?.resubmitted?.acceptedUs).toBeGreaterThan(of(4)?.committedUs ?? Number.POSITIVE_INFINITY);
  expect(ledger.filter((key) => key === "k4").length).toBe(2);
});

test("an aborted run proposes nothing more, and ends", async () => {
  const seen: Seen[] = [];
  const stopping = new AbortController();
  const client = listClient([]);
  const plan = [planned(0), planned(1, { atMs: 60_000 }), planned(2, { after: [1] })];
  const run = runPlan(plan, { client: async () => client, onSeen: (one) => seen.push(one), signal: stopping.signal });
  await sleep(50);
  stopping.abort();
  await run;
  expect(seen.map(({ n }) => n)).toEqual([0]);
});

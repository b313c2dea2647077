import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import {
  type Bill,
  permissions,
  type ReliefStep,
  type ReliefStory,
  reliefFundRoles,
  reliefFundStories,
} from "@ledgerscope/fabric-chaincodes";
import { type Devnet, findFabricBinaries, startDevnet } from "@ledgerscope/fabric-devnet";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "./support/cli.ts";
import { describeGiven } from "./support/describeGiven.ts";
import { connectFabric, type FabricClient, type Outcome } from "./support/fabricClient.ts";

const CHANNEL = "relief";
const LIFETIME_MS = 86_400_000;
const ATTEMPTS = 5;
const BETWEEN_ATTEMPTS_MS = 400;
const VALID = 0;
const MVCC_READ_CONFLICT = 11;
const ENDORSEMENT_POLICY_FAILURE = 10;
const secrets = {
  name: "secrets",
  policy: "OR('Org1MSP.member','Org2MSP.member','Org3MSP.member')",
  requiredPeerCount: 0,
  maxPeerCount: 3,
  blockToLive: 0,
  memberOnlyRead: true,
};

let absent = "";
const binaries = await findFabricBinaries().catch((error: Error) => {
  absent = error.message;
  return undefined;
});

describeGiven(binaries, absent, "the chaincodes on real Fabric peers", () => {
  let folder = "";
  let devnet: Devnet;
  const clients = new Map<string, FabricClient>();
  const called = new Set<string>();
  const stories = reliefFundStories({ seed: 7, bills: 29, timeMs: Date.now(), paceMs: 700, abreast: 29 });
  const outcomes = new Map<ReliefStep, Outcome>();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "fabric-chaincodes-e2e-"));
    devnet = await startDevnet({ folder, organisations: 3, channel: CHANNEL, basePort: 21_300, batchTimeoutMs: 200 });
    const server = (name: string) => [process.execPath, join(root, `deploy/fabric-chaincodes/dist/${name}/server.js`)];
    await devnet.deployChaincode({ name: "relief-fund", command: server("reliefFund") });
    for (const name of ["bench", "bench2"]) {
      await devnet.deployChaincode({ name, command: server("bench"), collections: [secrets] });
    }
    for (const { name, mspId } of reliefFundRoles) {
      const { msp } = await devnet.issueIdentity({ mspId, name, lifetimeMs: LIFETIME_MS });
      const peer = devnet.description.peers.find((node) => node.mspId === mspId);
      if (!peer) throw new Error(`no peer of ${mspId}`);
      clients.set(name, await connectFabric(peer, { mspId, msp }, CHANNEL));
    }
  });

  afterAll(async () => {
    for (const client of clients.values()) client.close();
    await devnet?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const clientOf = (role: string): FabricClient => {
    const client = clients.get(role);
    if (!client) throw new Error(`no client of ${role}`);
    return client;
  };

  const once = async (step: ReliefStep): Promise<Outcome> => {
    called.add(step.function);
    const outcome = await clientOf(step.as).submit("relief-fund", step);
    outcomes.set(step, outcome);
    return outcome;
  };

  /**
   * Organisations' peers commit a block at slightly different moments: a step may meet one that has not seen the step
   * before, and is submitted again then, as an application would.
   */
  const submit = async (step: ReliefStep): Promise<void> => {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const { code, refusal } = await once(step);
      if (step.expects === "refused" ? refusal.includes(`${step.error}: `) : code === VALID) return;
      await setTimeout(BETWEEN_ATTEMPTS_MS);
    }
  };

  /** Each step after the one before has been committed; one that belongs together with the next goes with it. */
  const tell = async (story: ReliefStory): Promise<void> => {
    for (const [i, step] of story.steps.entries()) {
      if (step.together) continue;
      const next = story.steps[i + 1];
      if (next?.together) {
        await setTimeout(BETWEEN_ATTEMPTS_MS); // every peer has what came before: no second attempt is possible here
        await Promise.all([once(step), once(next)]);
      } else await submit(step);
    }
  };

  const ask = async <T>(name: string, ...args: string[]): Promise<T> => {
    called.add(name);
    return JSON.parse(await clientOf("supervisor").evaluate("relief-fund", name, ...args)) as T;
  };

  test("relief-fund: a round of stories goes as each step is meant to", async () => {
    const [setup, ...told] = stories as [ReliefStory, ...ReliefStory[]];
    const [appoint, ...rest] = setup.steps as [ReliefStep, ...ReliefStep[]];
    await submit(appoint);
    await Promise.all(rest.map(submit));
    await Promise.all(told.map(tell));

    for (const { name, steps } of stories) {
      for (const [i, step] of steps.entries()) {
        const { code, refusal } = outcomes.get(step) as Outcome;
        const what = `${name} ${step.function} ${step.args[0]?.slice(0, 60)}: ${refusal}`;
        if (step.expects === "refused") {
          expect(code, what).toBeUndefined();
          expect(refusal).toContain(`${step.error}: `);
        } else if (step.expects === "conflict") {
          const both = [code, outcomes.get(steps[i - 1] as ReliefStep)?.code];
          expect(both.filter((one) => one === VALID)).toHaveLength(1);
          const other = both.find((one) => one !== VALID);
          expect([MVCC_READ_CONFLICT, undefined]).toContain(other);
        } else if (!steps[i + 1]?.together) expect(code, what).toBe(VALID);
      }
    }
  });

  test("relief-fund: bills stand where their stories led them, on every organisation's peer", async () => {
    const statuses = {
      "planned-path": "redeemed",
      late: "redeemed",
      corrected: "redeemed",
      "double-submission": "redeemed",
      "stage-skipped": "redeemed",
      "off-path": "refunded",
      refund: "refunded",
      "amount-mismatch": "circulating",
    };
    for (const [intent, status] of Object.entries(statuses)) {
      const story = stories.find(({ name }) => name.endsWith(`-${intent}`)) as ReliefStory;
      const id = `HP-7-${story.name.slice(0, 5)}-1`;
      for (const role of ["province-fund", "township", "bank"]) {
        const bill = JSON.parse(await clientOf(role).evaluate("relief-fund", "bills:get", id)) as Bill;
        expect([intent, bill.Status]).toEqual([intent, status]);
      }
    }
  });

  test("relief-fund: every function of the table of permissions was called", async () => {
    const done = await ask<string[]>("projects:byStatus", "completed");
    const project = await ask<{ Steps: { Evidence: { Sha256: string }[] }[] }>("projects:get", done[0] ?? "");
    const evidence = project.Steps[0]?.Evidence[0]?.Sha256 ?? "";
    expect(await ask("projects:byEvidence", evidence)).toEqual([done[0]]);
    const [id = ""] = await ask<string[]>("bills:byStatus", "redeemed");
    const bill = await ask<Bill>("bills:get", id);
    expect(await ask("bills:byProject", bill.ProjectID)).toContain(id);
    expect(await ask("bills:byHolder", bill.Holder)).toContain(id);
    const history = await ask<{ TxID: string; Record: Bill }[]>("bills:history", id);
    expect(history[0]?.Record).toEqual(bill);
    expect(await ask("remittances:get", id, "1")).toMatchObject({ Status: "matched" });
    expect((await ask<unknown[]>("remittances:openItems")).length).toBeGreaterThan(0);
    expect(await ask("units:get", bill.Holder)).toMatchObject({ Role: "payee" });
    expect((await ask<unknown[]>("units:list")).length).toBeGreaterThan(30);
    expect((await ask<unknown[]>("oversight:reports")).length).toBeGreaterThan(0);
    expect(await ask<unknown[]>("oversight:nodes")).toHaveLength(3);
    expect(await ask("oversight:appointment")).toMatchObject({ bank: ["Org3MSP"] });
    expect([...called].sort()).toEqual(Object.keys(permissions).sort());
  });

  const bench = async (name: string, args: string[], more: object = {}): Promise<Outcome> =>
    clientOf("bank").submit("bench", { function: name, args, ...more });
  const get = async (key: string): Promise<string> => clientOf("bank").evaluate("bench", "get", key);
  const benchAsk = async (name: string, ...args: string[]) => clientOf("bank").evaluate("bench", name, ...args);

  test("bench: writes, reads, ranges, composite keys, deletes, history, large values, events", async () => {
    expect(await bench("put", ["r1", "值"])).toMatchObject({ code: VALID, result: "值" });
    expect(await get("r1")).toBe("值");
    expect(await bench("put", ["r2", "2"])).toMatchObject({ code: VALID });
    expect(await bench("increment", ["r2"])).toMatchObject({ code: VALID, result: "3" });
    expect(await bench("transfer", ["a", "b", "5"])).toMatchObject({ code: VALID, result: '{"a":-5,"b":5}' });
    expect(await bench("rangeCount", ["r0", "r9", "n"])).toMatchObject({ code: VALID, result: "2" });
    expect(await bench("putComposite", ["colour", "red", "1", "x"])).toMatchObject({ code: VALID });
    expect(await benchAsk("countComposite", "colour", "red")).toBe("1");
    expect(await bench("remove", ["r1"])).toMatchObject({ code: VALID });
    const versions = JSON.parse(await benchAsk("history", "r1")) as { isDelete: boolean; value: string }[];
    expect(versions).toMatchObject([{ isDelete: true }, { isDelete: false, value: "值" }]);
    expect(await bench("large", ["big", "2000000"])).toMatchObject({ code: VALID });
    expect(await get("big")).toHaveLength(2_000_000);
    expect(await bench("event", ["Something", "{}"])).toMatchObject({ code: VALID });
  });

  test("bench: two increments at once conflict, two puts do not", async () => {
    const increments = await Promise.all([0, 1, 2, 3].map(() => bench("increment", ["hot"])));
    const codes = increments.map(({ code }) => code);
    expect(codes).toContain(VALID);
    expect(codes).toContain(MVCC_READ_CONFLICT);
    const puts = await Promise.all([0, 1, 2, 3].map((i) => bench("put", ["blind", String(i)])));
    expect(puts.map(({ code }) => code)).toEqual([VALID, VALID, VALID, VALID]);
  });

  test("bench: private data is read by members, and purged", async () => {
    const everybody = ["Org1MSP", "Org2MSP", "Org3MSP"];
    const put = await bench("putPrivate", ["secrets", "p"], { transient: { value: "hidden" }, endorsers: everybody });
    expect(put).toMatchObject({ code: VALID });
    expect(await benchAsk("getPrivate", "secrets", "p")).toBe("hidden");
    expect(await bench("purgePrivate", ["secrets", "p"])).toMatchObject({ code: VALID });
    expect(await benchAsk("getPrivate", "secrets", "p")).toBe("");
  });

  test("bench: a key with a policy of its own is written only with those endorsements", async () => {
    expect(await bench("setKeyPolicy", ["guarded", "Org1MSP,Org2MSP,Org3MSP"])).toMatchObject({ code: VALID });
    const two = { endorsers: ["Org2MSP", "Org3MSP"] };
    expect(await bench("put", ["guarded", "x"], two)).toMatchObject({ code: ENDORSEMENT_POLICY_FAILURE });
    const three = { endorsers: ["Org1MSP", "Org2MSP", "Org3MSP"] };
    expect(await bench("put", ["guarded", "y"], three)).toMatchObject({ code: VALID });
    expect(await get("guarded")).toBe("y");
  });

  test("bench: a nested call writes in the other chaincode; errors are told; endorsers that differ are refused", async () => {
    expect(await bench("nested", ["bench2", "put", '["n","from bench"]'])).toMatchObject({ code: VALID });
    expect(await clientOf("bank").evaluate("bench2", "get", "n")).toBe("from bench");
    expect((await bench("fail", ["as asked"])).refusal).toContain("as asked");
    expect((await bench("nondeterministic", ["k"])).refusal).toMatch(/do not match/);
    expect(await bench("differsByProcess", ["k"])).toMatchObject({ code: VALID });
    const begin = Date.now();
    expect(await bench("sleep", ["slow", "1500"])).toMatchObject({ code: VALID });
    expect(Date.now() - begin).toBeGreaterThan(1_500);
    expect((await bench("burn", [])).refusal).toContain("does not exist");
  });
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { canonicalJson } from "../canonicalJson.ts";
import { reliefFundRoles, reliefFundStories } from "../scenario/reliefFundStories.ts";
import type { ReliefStep } from "../scenario/reliefStory.ts";
import { accountOf, units } from "../scenario/world.ts";
import { makeProposal } from "../test/proposal.ts";
import { ProtocolPeer, type Simulation } from "../test/protocolPeer.ts";
import { type ServedChaincode, serveForTest } from "../test/serveForTest.ts";
import { testIdentity } from "../test/testIdentity.ts";
import { contracts } from "./contracts.ts";
import type { Bill, Project, Remittance } from "./records.ts";
import { permissions } from "./rules/permissions.ts";
import type { ReliefRole } from "./rules/roles.ts";

const START = Date.UTC(2026, 2, 2, 1);
const stories = reliefFundStories({ seed: 1, bills: 29, timeMs: START });
const [setup, ...told] = stories;

const creators = new Map<ReliefRole, Uint8Array>();
let served: ServedChaincode;
let one: ProtocolPeer;
let two: ProtocolPeer;
let clock = START;

beforeAll(async () => {
  for (const { name, mspId } of reliefFundRoles) {
    creators.set(name, await testIdentity(mspId, `O=${mspId}, OU=client, OU=${name}, CN=${name}@${mspId}`));
  }
  served = await serveForTest("reliefFund", "relief-fund_1.0:test");
  one = new ProtocolPeer(served.address, "relief");
  two = new ProtocolPeer(served.address, "relief");
  for (const step of setup?.steps ?? []) expect(await submit(step)).toMatchObject({ status: 200 });
});

afterAll(() => {
  one.close();
  two.close();
  served.stop();
});

function callOf(step: Pick<ReliefStep, "as" | "function" | "args" | "transient">) {
  clock += 1_000;
  const creator = creators.get(step.as) ?? new Uint8Array();
  const { function: name, args, transient } = step;
  return { function: name, args, creator, timeMs: clock, ...(transient && { transient }) };
}

/** Two peers simulate the same proposal; what they come to must be the same, or they could not endorse it. */
async function simulate(step: ReliefStep): Promise<Simulation> {
  const call = callOf(step);
  const proposal = makeProposal(one.channel, call);
  const [first, second] = await Promise.all([one.simulate(call, proposal), two.simulate(call, proposal)]);
  expect(second).toEqual(first);
  return first;
}

function commit(simulation: Simulation): void {
  one.commit(simulation);
  two.commit(simulation);
}

async function submit(step: ReliefStep): Promise<Simulation> {
  const simulation = await simulate(step);
  if (simulation.status === 200) commit(simulation);
  return simulation;
}

async function ask<T>(name: string, ...args: string[]): Promise<T> {
  const answer = await one.simulate(callOf({ as: "supervisor", function: name, args }));
  expect(answer).toMatchObject({ status: 200 });
  expect(answer.writes).toEqual([]);
  expect(canonicalJson(JSON.parse(answer.payload))).toBe(answer.payload);
  return JSON.parse(answer.payload) as T;
}

async function refusal(as: ReliefRole, name: string, ...args: string[]): Promise<string> {
  const answer = await one.simulate(callOf({ as, function: name, args }));
  expect(answer.status).toBe(500);
  return answer.message;
}

test("every story goes as it is meant to: committed, or refused with the code that it names", async () => {
  for (const { name, steps } of told) {
    for (const step of steps) {
      // A double click: at the same height both are endorsed, which is what makes one of them a conflict on a ledger.
      if (step.expects === "conflict") continue;
      const { status, message, event } = await submit(step);
      const what = `${name} ${step.function} ${step.args[0]?.slice(0, 60)}: ${message}`;
      expect(status, what).toBe(step.expects === "refused" ? 500 : 200);
      if (step.error) expect(message).toMatch(new RegExp(`^${step.error}: .+ / .+`));
      if (status === 200) expect(JSON.parse(event?.payload ?? "")).toMatchObject({ By: { Role: step.as } });
    }
  }
});

async function billOf(intent: string): Promise<Bill> {
  const story = told.find(({ name }) => name.endsWith(`-${intent}`));
  return ask("bills:get", `HP-1-${story?.name.slice(0, 5)}-1`);
}

test("a bill on its planned path is redeemed once each hop's money has arrived, with all ten fields of Table 6.1", async () => {
  const bill = await billOf("planned-path");
  expect(bill).toMatchObject({ Status: "redeemed", Holder: bill.PlanPath[2]?.To });
  expect(bill.ActualPath.map(({ From, To, Deviation, Remittance }) => ({ From, To, Deviation, Remittance }))).toEqual(
    bill.PlanPath.map(({ From, To }) => ({ From, To, Deviation: null, Remittance: "matched" })),
  );
  for (const field of ["DraftID", "ProjectID", "InstructionID", "InstructionSign", "Status", "CreateAt", "Amount"]) {
    expect(bill).toHaveProperty(field, expect.stringMatching(/./));
  }
  expect(bill.SpecialRule.RedeemableBy).toEqual([bill.Holder]);
});

test("a bill that leaves its path carries the deviation, and goes back to its issuer", async () => {
  const bill = await billOf("off-path");
  expect(bill).toMatchObject({ Status: "refunded", Holder: "YL-FUND", RefundReason: "LEFT_PATH" });
  expect(bill.ActualPath.map(({ Deviation }) => Deviation)).toEqual([null, "OFF_PATH", null]);
  expect((await billOf("stage-skipped")).ActualPath.map(({ Deviation }) => Deviation)).toEqual([null, "STAGE_SKIPPED"]);
});

test.each([
  ["late", 2, "late", ["DEADLINE_EXCEEDED"]],
  ["amount-mismatch", 1, "mismatched", ["AMOUNT_MISMATCH"]],
  ["payer-mismatch", 1, "mismatched", ["PAYER_ACCOUNT_MISMATCH"]],
  ["payee-mismatch", 1, "mismatched", ["PAYEE_ACCOUNT_MISMATCH"]],
  ["corrected", 1, "matched", []],
] as const)(
  "a bank flow that is %s is recorded so, on the remittance and in the actual path",
  async (intent, seq, status, codes) => {
    const bill = await billOf(intent);
    const remittance = await ask<Remittance>("remittances:get", bill.DraftID, String(seq));
    expect(remittance).toMatchObject({ Status: status, ReasonCodes: codes, Amount: bill.Amount });
    expect(bill.ActualPath[seq - 1]).toMatchObject({ Remittance: status, ReasonCodes: codes });
    const open = await ask<{ DraftID: string }[]>("remittances:openItems");
    expect(open.some(({ DraftID }) => DraftID === bill.DraftID)).toBe(status === "mismatched");
  },
);

test("queries find bills by project, status and holder, and projects by status and by evidence", async () => {
  const bill = await billOf("refund");
  expect(await ask("bills:byProject", bill.ProjectID)).toContain(bill.DraftID);
  expect(await ask("bills:byStatus", "refunded")).toContain(bill.DraftID);
  expect(await ask("bills:byStatus", "accepted")).not.toContain(bill.DraftID);
  expect(await ask("bills:byHolder", "YL-FUND")).toContain(bill.DraftID);
  const done = await ask<string[]>("projects:byStatus", "completed");
  const project = await ask<Project>("projects:get", done[0] ?? "");
  expect(project.Steps.map(({ Step }) => Step).slice(0, 4)).toEqual(["apply", "approve", "approve", "approve"]);
  const evidence = project.Steps.findLast(({ Step }) => Step === "progress")?.Evidence[0]?.Sha256 ?? "";
  expect(await ask("projects:byEvidence", evidence)).toEqual([project.ProjectID]);
  const history = await ask<{ Record: Bill }[]>("bills:history", bill.DraftID);
  expect(history.map(({ Record }) => Record.Status).at(-1)).toBe("issued");
  expect(history[0]?.Record).toEqual(bill);
  expect(await ask<unknown[]>("oversight:reports")).not.toHaveLength(0);
  expect(await ask<unknown[]>("oversight:nodes")).toHaveLength(3);
});

test("no account, serial number or salt of a transient map reaches a write, an event or an answer", async () => {
  const accounts = units.filter(({ bank }) => bank).map(accountOf);
  const secrets = [
    ...accounts.flatMap(({ value, salt }) => [value, salt]),
    ...told.flatMap(({ steps }) => steps.flatMap(({ transient }) => Object.values(transient ?? {}))),
  ];
  expect(secrets.length).toBeGreaterThan(300);
  const everything = one.state.range("", "", "").map(({ value }) => Buffer.from(value).toString());
  const text = everything.join("\n");
  expect(text.length).toBeGreaterThan(100_000);
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
});

test("every function refuses every role that its permission does not name", async () => {
  for (const [name, allowed] of Object.entries(permissions)) {
    if (allowed === "anybody") continue;
    for (const role of creators.keys()) {
      const answer = await one.simulate(callOf({ as: role, function: name, args: argumentsOf(name) }));
      expect(answer.status).toBe(500);
      expect(answer.message.startsWith("ROLE_NOT_ALLOWED: "), `${name} as ${role}: ${answer.message}`).toBe(
        !allowed.includes(role),
      );
    }
  }
});

/** As many arguments as the function takes, none of them of use. */
function argumentsOf(name: string): string[] {
  const [namespace, method = ""] = name.split(":");
  const contract = contracts.map((Class) => new Class()).find((item) => item.getName() === namespace);
  const own = contract?.[method as keyof typeof contract] as unknown as (...args: never[]) => unknown;
  return Array<string>(own.length - 1).fill("?");
}

test("the table of permissions names exactly the functions that there are", () => {
  const names = contracts.flatMap((Class) => {
    const namespace = new Class().getName();
    const methods = Object.getOwnPropertyNames(Class.prototype).filter((name) => name !== "constructor");
    return methods.map((name) => `${namespace}:${name}`);
  });
  expect(Object.keys(permissions).sort()).toEqual(names.sort());
});

test("a role counts only out of the organisation of the unit that it acts for", async () => {
  const bill = await billOf("amount-mismatch"); // waits at the county
  const stranger = await testIdentity("Org2MSP", "O=Org2MSP, OU=client, CN=x", { role: "county-fund" });
  const call = {
    ...callOf({ as: "county-fund", function: "bills:refund", args: [bill.DraftID, "SURPLUS"] }),
    creator: stranger,
  };
  expect((await one.simulate(call)).message).toMatch(/^NOT_HOLDER: /);
  expect(await refusal("township", "bills:transfer", bill.DraftID, "YL-FUND")).toMatch(/^NOT_HOLDER: /);
});

test("a serial number of the bank can stand for one remittance only", async () => {
  const paid = told
    .find(({ name }) => name.endsWith("-payer-mismatch"))
    ?.steps.find((step) => step.function === "remittances:register");
  const bill = await billOf("stage-skipped");
  const again = {
    as: "province-fund",
    function: "remittances:register",
    args: [bill.DraftID, "1"],
    transient: paid?.transient ?? {},
  } as const;
  expect((await one.simulate(callOf(again))).message).toMatch(/^(SERIAL_USED|ALREADY_EXISTS): /);
});

test("arguments are read strictly: an unknown field, a missing one, a wrong one", async () => {
  const node = { NodeID: "N", Name: { zh: "节点", en: "node" }, Kind: "peer", MspID: "Org1MSP", Version: "3.1.5" };
  const refused = (value: unknown) => refusal("platform", "oversight:recordNode", JSON.stringify(value));
  expect(await refused({ ...node, Colour: "red" })).toMatch(/^INPUT_INVALID: .*unknown fields: Colour/);
  expect(await refused({ ...node, Kind: "toaster" })).toMatch(/^INPUT_INVALID: .*node\.Kind must be one of/);
  expect(await refused({ ...node, Name: undefined })).toMatch(/^INPUT_INVALID: .*node\.Name must be an object/);
  expect(await refusal("platform", "oversight:recordNode", "{")).toMatch(/^INPUT_INVALID: .*node must be JSON/);
  expect(await refusal("platform", "bills:burn")).toMatch(/does not exist/);
});

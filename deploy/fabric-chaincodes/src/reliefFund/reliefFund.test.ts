import { afterAll, beforeAll, expect, test } from "vitest";
import { canonicalJson } from "../canonicalJson.ts";
import { type ProjectTheme, projectThemes } from "../scenario/projectThemes.ts";
import { Random } from "../scenario/random.ts";
import { reliefFundRoles, reliefFundStories } from "../scenario/reliefFundStories.ts";
import type { ReliefStep } from "../scenario/reliefStory.ts";
import { StoryWriter } from "../scenario/storyWriter.ts";
import {
  accountOf,
  type County,
  counties,
  type DemoUnit,
  provinceFund,
  type Township,
  units,
} from "../scenario/world.ts";
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
/** All that the stories brought out of the chaincode. */
const said: string[] = [];

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
  const { writes, event, payload, message } = simulation;
  said.push(
    payload,
    message,
    event?.payload ?? "",
    ...writes.map(({ key, value }) => `${key} ${Buffer.from(value ?? [])}`),
  );
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

test("no account, serial number or salt of a transient map reaches a write, an event or an answer", () => {
  const accounts = units.filter(({ bank }) => bank).map(accountOf);
  const secrets = [
    ...accounts.flatMap(({ value, salt }) => [value, salt]),
    ...told.flatMap(({ steps }) => steps.flatMap(({ transient }) => Object.values(transient ?? {}))),
  ];
  expect(secrets.length).toBeGreaterThan(300);
  const text = said.join("\n");
  expect(text.length).toBeGreaterThan(1_000_000);
  expect(text).toContain(accountOf(units[0] as DemoUnit).value.slice(-4)); // what is masked is there
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

test("a role counts only out of an organisation that was appointed to it, for units of that organisation", async () => {
  const bill = await billOf("amount-mismatch"); // waits at the county
  const as = async (mspId: string, role: ReliefRole, name: string, ...args: string[]) => {
    const creator = await testIdentity(mspId, `O=${mspId}, OU=client, CN=x`, { role });
    return (await one.simulate({ ...callOf({ as: role, function: name, args }), creator })).message;
  };
  expect(await as("Org2MSP", "county-fund", "bills:refund", bill.DraftID, "SURPLUS")).toMatch(/^ROLE_ELSEWHERE: /);
  expect(await as("Org2MSP", "bank", "remittances:push", bill.DraftID, "1", "{}")).toMatch(/^ROLE_ELSEWHERE: /);
  expect(await as("Org1MSP", "county-fund", "bills:refund", bill.DraftID, "SURPLUS")).toBe("");
  expect(await refusal("township", "bills:transfer", bill.DraftID, "YL-FUND")).toMatch(/^NOT_HOLDER: /);
  const again = JSON.stringify(await ask("oversight:appointment"));
  expect(await refusal("platform", "oversight:appoint", again)).toMatch(/^ALREADY_EXISTS: /);
});

/** A new project, approved, whose budget is one bill of 50,000 yuan and a little; nothing is issued yet. */
async function newStory(
  projectId: string,
): Promise<{ story: StoryWriter; county: County; run: () => Promise<Simulation> }> {
  const [county] = counties as readonly [County];
  const [township] = county.townships as readonly [Township];
  const [payee] = township.payees as readonly [DemoUnit];
  const [theme] = projectThemes as readonly [ProjectTheme];
  const setting = { projectId, county, township, payee, theme };
  const story = new StoryWriter(setting, new Random(projectId), { startMs: clock, paceMs: 1_000 });
  let done = 0;
  let last: Simulation;
  const run = async () => {
    while (done < story.steps.length) last = await submit(story.steps[done++] as ReliefStep);
    return last;
  };
  story.apply("60000.00");
  story.approve();
  expect(await run()).toMatchObject({ status: 200 });
  return { story, county, run };
}

test("a refunded bill's amount is free again once its money is back, and at once where none had moved", async () => {
  const { story, county, run } = await newStory("XM-T-1");
  const create = (id: string) => story.create(story.instruction(id, "50000.00"));
  create("HP-T-1");
  story.transfer("HP-T-1", provinceFund, county.fund);
  story.refund("HP-T-1", county.fund, "PROJECT_CANCELLED");
  create("HP-T-2");
  expect(await run()).toMatchObject({ status: 200 });
  story.pay("HP-T-1", 2, county.fund, provinceFund, "50000.00");
  expect((await run()).message).toMatch(/^STATUS_FORBIDS: .*before any money moved/);

  story.transfer("HP-T-2", provinceFund, county.fund);
  story.pay("HP-T-2", 1, provinceFund, county.fund, "50000.00");
  story.refund("HP-T-2", county.fund, "PROJECT_CANCELLED");
  create("HP-T-3");
  expect((await run()).message).toMatch(/^OVER_BUDGET: /);
  story.pay("HP-T-2", 2, county.fund, provinceFund, "50000.00");
  create("HP-T-4");
  expect(await run()).toMatchObject({ status: 200 });
  expect(await ask("projects:get", "XM-T-1")).toMatchObject({ Issued: "50000.00" });
});

test("an instruction becomes one bill, and a bill goes to units that can hold it, before it expires", async () => {
  const { story, county, run } = await newStory("XM-T-2");
  const instruction = story.instruction("HP-T-5", "20000.00");
  story.create(instruction);
  expect(await run()).toMatchObject({ status: 200 });
  const refused = async (changes: object) => {
    const changed = { ...instruction, DraftID: "HP-T-6", InstructionID: "ZL-T-6", ...changes };
    return refusal("province-fund", "bills:create", story.signed(changed));
  };
  expect(await refused({ InstructionID: instruction.InstructionID })).toMatch(/^ALREADY_EXISTS: .*instruction ZL-T-5/);
  expect(await refused({ SpecialRule: { ...instruction.SpecialRule, RedeemableBy: [] } })).toMatch(/^INPUT_INVALID: /);
  expect(await refused({ PlanPath: instruction.PlanPath.slice(1) })).toMatch(/^INPUT_INVALID: .*begin at the issuer/);
  const transfer = (to: string) => refusal("province-fund", "bills:transfer", "HP-T-5", to);
  expect(await transfer(county.authority.id)).toMatch(/^UNIT_CANNOT_HOLD: /);
  expect(await transfer(provinceFund.id)).toMatch(/^INPUT_INVALID: .*already/);
  const late = { ...callOf({ as: "province-fund", function: "bills:transfer", args: ["HP-T-5", county.fund.id] }) };
  const afterExpiry = Date.parse(instruction.SpecialRule.ExpiresAt) + 1;
  expect((await one.simulate({ ...late, timeMs: afterExpiry })).message).toMatch(/^EXPIRED: /);
});

test("a serial number of the bank stands for one remittance only, whatever salt it comes with", async () => {
  const { story, county, run } = await newStory("XM-T-3");
  for (const id of ["HP-T-7", "HP-T-8"]) {
    story.create(story.instruction(id, "20000.00"));
    story.transfer(id, provinceFund, county.fund);
  }
  story.pay("HP-T-7", 1, provinceFund, county.fund, "20000.00");
  expect(await run()).toMatchObject({ status: 200 });
  const transient = story.steps.find((step) => step.function === "remittances:register")?.transient ?? {};
  const again = async (changes: object) => {
    const step = { as: "province-fund", function: "remittances:register", args: ["HP-T-8", "1"] } as const;
    return (await one.simulate(callOf({ ...step, transient: { ...transient, ...changes } }))).message;
  };
  expect(await again({})).toMatch(/^SERIAL_USED: .*hop 1 of HP-T-7/);
  expect(await again({ serialNumberSalt: "0".repeat(32) })).toMatch(/^INPUT_INVALID: .*not the salt of YL-FUND/);
  expect(await again({ serialNumber: "YL0000000000000001" })).toBe("");
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

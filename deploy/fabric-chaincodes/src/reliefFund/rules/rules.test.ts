import { generateKeyPairSync, sign } from "node:crypto";
import { expect, test } from "vitest";
import type { ActualHop, Instruction, PlannedHop, Remittance } from "../records.ts";
import { amountOf, fenOf } from "./amount.ts";
import { Fields } from "./fields.ts";
import { instructionBytes, verifyInstruction } from "./instruction.ts";
import { maskTransient, saltedDigest } from "./maskAccount.ts";
import { judgeHop, planProblem } from "./path.ts";
import { afterClose, afterProgress, afterReview } from "./projectStatus.ts";
import { reconcile } from "./reconcile.ts";
import { roleOf } from "./roles.ts";

test("amounts are yuan with two decimals, exact as fen", () => {
  expect(fenOf("1234567890123.45")).toBe(123456789012345n);
  expect([amountOf(5n), amountOf(0n), amountOf(123456n)]).toEqual(["0.05", "0.00", "1234.56"]);
  for (const wrong of ["1", "1.5", "01.00", "-1.00", "1e3.00", " 1.00", "１.00"])
    expect(() => fenOf(wrong)).toThrow(/INPUT_INVALID/);
});

test("a certificate's role is its attribute, else the one unit that names one, else its common name", () => {
  expect(roleOf("bank", "OU=client\nCN=x")).toBe("bank");
  expect(roleOf("director", "OU=bank\nCN=bank")).toBeUndefined();
  expect(roleOf(null, "O=Org3MSP\nOU=client\nOU=bank\nCN=x")).toBe("bank");
  expect(roleOf(null, "OU=client + OU=bank\nCN=x")).toBe("bank");
  expect(roleOf(null, "OU=client+OU=bank\nCN=x")).toBe("bank");
  expect(roleOf(null, "OU=bank\nOU=platform\nCN=x")).toBeUndefined();
  expect(roleOf(null, "OU=client\nCN=supervisor@org3.example.com")).toBe("supervisor");
  expect(roleOf(null, "OU=client\nCN=toString")).toBeUndefined();
  // What belongs to a value does not become a unit.
  expect(roleOf(null, "CN=auditor\\+OU=bank")).toBeUndefined();
});

const plan: readonly PlannedHop[] = [
  { From: "P", To: "C", DeadLine: "2026-03-05T09:00:00.000Z" },
  { From: "C", To: "T", DeadLine: "2026-03-09T09:00:00.000Z" },
  { From: "T", To: "F", DeadLine: "2026-03-14T09:00:00.000Z" },
];
const went = (From: string, To: string, Deviation: ActualHop["Deviation"] = null) =>
  ({ From, To, Deviation }) as ActualHop;

test("the next hop is planned, skips a stage, or is off the path; a bill that came back is judged by the plan again", () => {
  expect(judgeHop(plan, [], "P", "C")).toEqual({ deviation: null, deadLine: plan[0]?.DeadLine });
  expect(judgeHop(plan, [], "P", "T")).toEqual({ deviation: "STAGE_SKIPPED", deadLine: plan[2]?.DeadLine });
  expect(judgeHop(plan, [went("P", "C")], "C", "X").deviation).toBe("OFF_PATH");
  const stray = [went("P", "C"), went("C", "X", "OFF_PATH")];
  expect(judgeHop(plan, stray, "X", "C").deviation).toBe("OFF_PATH");
  expect(judgeHop(plan, [...stray, went("X", "C", "OFF_PATH")], "C", "T").deviation).toBeNull();
  // The same hop a second time is not planned a second time.
  expect(judgeHop(plan, [went("P", "C"), went("C", "P", "OFF_PATH")], "P", "C").deviation).toBe("OFF_PATH");
});

test("a plan is one chain from the issuer, without loops, with deadlines that do not fall", () => {
  expect(planProblem(plan, "P")).toBeUndefined();
  expect(planProblem([], "P")).toMatch(/no hop/);
  expect(planProblem(plan, "Q")).toMatch(/begin at the issuer/);
  expect(planProblem([plan[0], plan[2]] as PlannedHop[], "P")).toMatch(/must begin at C/);
  expect(planProblem([{ ...plan[0], To: "P" } as PlannedHop], "P")).toMatch(/twice/);
  expect(planProblem([{ ...plan[0], DeadLine: "2026-03-10T00:00:00.000Z" }, plan[1]] as PlannedHop[], "P")).toMatch(
    /before/,
  );
});

const flow = {
  Amount: "100.00",
  ActualAmount: "100.00",
  DeadLine: "2026-03-05T09:00:00.000Z",
  ActualTimeOfRemit: "2026-03-05T09:00:00.000Z",
  AccountDigest: "payer",
  PayeeAccountDigest: "payee",
  UnitSerialDigest: "serial",
  BankSerialDigest: "serial",
  RegisteredAt: "2026-03-05T09:00:01.000Z",
} as Remittance;
const expected = { payerDigest: "payer", payeeDigest: "payee" };

test.each<[Partial<Remittance>, string, string[]]>([
  [{}, "matched", []],
  [{ DeadLine: null }, "matched", []],
  [{ ActualAmount: "99.99" }, "mismatched", ["AMOUNT_MISMATCH"]],
  [{ AccountDigest: "x" }, "mismatched", ["PAYER_ACCOUNT_MISMATCH"]],
  [{ PayeeAccountDigest: "x" }, "mismatched", ["PAYEE_ACCOUNT_MISMATCH"]],
  [{ BankSerialDigest: "x" }, "mismatched", ["SERIAL_MISMATCH"]],
  [{ ActualTimeOfRemit: "2026-03-05T09:00:00.001Z" }, "late", ["DEADLINE_EXCEEDED"]],
  [
    { ActualAmount: "1.00", ActualTimeOfRemit: "2026-03-06T00:00:00.000Z" },
    "mismatched",
    ["AMOUNT_MISMATCH", "DEADLINE_EXCEEDED"],
  ],
])("a remittance with %o is %s", (changes, status, reasons) => {
  expect(reconcile({ ...flow, ...changes }, expected)).toMatchObject({ status, reasons });
});

test("nothing is judged before both sides have spoken, and an account that nobody registered never matches", () => {
  expect(reconcile({ ...flow, RegisteredAt: null }, expected)).toEqual({ checks: null, status: "pushed", reasons: [] });
  expect(reconcile({ ...flow, ActualAmount: null }, expected)).toMatchObject({ checks: null, status: "registered" });
  const unknown = reconcile({ ...flow, AccountDigest: null }, { ...expected, payerDigest: null });
  expect(unknown.reasons).toEqual(["PAYER_ACCOUNT_MISMATCH"]);
});

test("a project is approved by three roles in their order, and closed when it is done", () => {
  expect(afterReview("applied", "industry-authority", "approve")).toBe("reviewed");
  expect(afterReview("reviewed", "county-fund", "approve")).toBe("endorsed");
  expect(afterReview("endorsed", "province-fund", "approve")).toBe("approved");
  expect(afterReview("endorsed", "province-fund", "reject")).toBe("rejected");
  expect(() => afterReview("applied", "province-fund", "approve")).toThrow(/ROLE_NOT_ALLOWED/);
  expect(() => afterReview("approved", "province-fund", "approve")).toThrow(/STATUS_FORBIDS/);
  expect(afterProgress("approved", 0, 30)).toBe("underway");
  expect(() => afterProgress("underway", 30, 29)).toThrow(/STATUS_FORBIDS/);
  expect(() => afterProgress("applied", 0, 1)).toThrow(/STATUS_FORBIDS/);
  expect(afterClose("underway", 100)).toBe("completed");
  expect(() => afterClose("underway", 99)).toThrow(/STATUS_FORBIDS/);
});

test("a secret leaves the transient map as its last four digits and a digest that only its salt repeats", () => {
  const salt = "00112233445566778899aabbccddeeff";
  const transient = new Map([
    ["account", Buffer.from("6212345678901234567")],
    ["accountSalt", Buffer.from(salt)],
  ]);
  const { masked, digest } = maskTransient(transient, "account");
  expect(masked).toBe("****4567");
  expect(digest).toBe(saltedDigest(salt, "6212345678901234567"));
  expect(digest).not.toBe(saltedDigest(salt.replace("0", "1"), "6212345678901234567"));
  transient.set("account", Buffer.from("not-an-account-9"));
  expect(() => maskTransient(transient, "account")).toThrow(/^(?!.*not-an-account).*INPUT_INVALID/);
});

test("an instruction's signature covers every field of it, and nothing but it", () => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const key = publicKey.export({ format: "der", type: "spki" }).toString("base64");
  const instruction: Instruction = {
    ...{ DraftID: "HP-1", ProjectID: "XM-1", InstructionID: "ZL-1", Issuer: "P", Amount: "100.00", PlanPath: plan },
    SpecialRule: { Purpose: { zh: "茶苗", en: "seedlings" }, RedeemableBy: ["F"], StrictPath: true, ExpiresAt: "x" },
  };
  const signature = sign(null, instructionBytes(instruction), privateKey).toString("base64");
  expect(verifyInstruction(instruction, key, signature)).toBe(true);
  for (const field of Object.keys(instruction) as (keyof Instruction)[]) {
    expect(verifyInstruction({ ...instruction, [field]: "other" }, key, signature), field).toBe(false);
  }
});

test("fields are read strictly: times in one form only, own properties only, nothing left over", () => {
  const fields = Fields.parse('{"at":"2026-03-05T17:00:00+08:00","n":1.5}', "x");
  expect(() => fields.time("at")).toThrow(/x\.at must be a time like/);
  expect(() => fields.integer("n", 0, 9)).toThrow(/integer/);
  expect(() => fields.text("toString")).toThrow(/INPUT_INVALID/);
  expect(() => Fields.parse('{"a":"b"}', "x").end()).toThrow(/unknown fields: a/);
  expect(() => Fields.parse("[1]", "x")).toThrow(/must be an object/);
});

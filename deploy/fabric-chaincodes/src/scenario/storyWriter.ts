import { createHash, sign } from "node:crypto";
import { canonicalJson } from "../canonicalJson.ts";
import type { Evidence, Instruction } from "../reliefFund/records.ts";
import { instructionBytes } from "../reliefFund/rules/instruction.ts";
import type { Label } from "../reliefFund/rules/label.ts";
import type { RefundReason } from "../reliefFund/rules/reasonCodes.ts";
import type { ErrorCode } from "../reliefFund/rules/reliefError.ts";
import type { ProjectTheme } from "./projectThemes.ts";
import type { Random } from "./random.ts";
import type { ReliefIntent, ReliefStep } from "./reliefStory.ts";
import {
  accountOf,
  type County,
  type DemoUnit,
  provinceFund,
  type Secret,
  signingKeyOf,
  type Township,
} from "./world.ts";

const DAY_MS = 86_400_000;

/** Where a story plays and what it is about. */
export interface Setting {
  readonly projectId: string;
  readonly county: County;
  readonly township: Township;
  readonly payee: DemoUnit;
  readonly theme: ProjectTheme;
}

/** How a bank flow differs from what is due. */
export interface Distortion {
  readonly actualAmount?: string;
  readonly payer?: DemoUnit;
  readonly payee?: DemoUnit;
  readonly remittedMs?: number;
}

/** Writes the steps of one story. Its clock goes on by `paceMs` with every step. */
export class StoryWriter {
  readonly steps: ReliefStep[] = [];
  readonly setting: Setting;
  readonly #random: Random;
  readonly #paceMs: number;
  #nowMs: number;
  #intends: ReliefIntent = "planned-path";

  constructor(setting: Setting, random: Random, clock: { readonly startMs: number; readonly paceMs: number }) {
    this.setting = setting;
    this.#random = random;
    this.#nowMs = clock.startMs;
    this.#paceMs = clock.paceMs;
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  /** What `write` writes is meant to show `intends`; the rest of a story goes as planned. */
  meaning(intends: ReliefIntent, write: () => void): void {
    const before = this.#intends;
    this.#intends = intends;
    write();
    this.#intends = before;
  }

  add(as: ReliefStep["as"], name: string, args: readonly string[], more: Partial<ReliefStep> = {}): void {
    this.steps.push({ as, function: name, args, intends: this.#intends, expects: "committed", ...more });
    this.#nowMs += this.#paceMs;
  }

  /** What the chaincode must refuse. */
  addRefused(error: ErrorCode, as: ReliefStep["as"], name: string, args: readonly string[]): void {
    this.add(as, name, args, { expects: "refused", error });
  }

  apply(budget: string): void {
    const { projectId, county, township, theme } = this.setting;
    const { region } = township.unit;
    const project = {
      ProjectID: projectId,
      Name: { zh: `${region.zh}${theme.name.zh}项目`, en: `${theme.name.en}, ${region.en}` },
      Category: theme.category,
      Region: region,
      Applicant: township.unit.id,
      Implementer: county.implementer.id,
      Households: this.#random.integer(40, 600),
      Budget: budget,
      PlannedEnd: iso(dayEnd(this.#nowMs + 120 * DAY_MS)),
      Note: { zh: "村民代表会议通过,现申请立项", en: "Agreed by the villagers' assembly; approval is asked for" },
      Evidence: [this.#evidence({ zh: "村民代表会议纪要(不含姓名)", en: "Minutes of the assembly (no names)" })],
    };
    this.add("township", "projects:apply", [canonicalJson(project)]);
  }

  review(
    as: "industry-authority" | "county-fund" | "province-fund",
    decision: "approve" | "reject",
    note: Label,
  ): void {
    this.add(as, "projects:review", [this.setting.projectId, canonicalJson({ Decision: decision, Note: note })]);
  }

  approve(): void {
    this.review("industry-authority", "approve", { zh: "符合产业规划,同意", en: "In line with the plan: agreed" });
    this.review("county-fund", "approve", { zh: "资金安排可行,同意上报", en: "Funds can be arranged: passed on" });
    this.review("province-fund", "approve", { zh: "批准立项", en: "Project approved" });
  }

  progress(percent: number): void {
    const { projectId, theme } = this.setting;
    const note = { zh: `工程进度 ${percent}%`, en: `Work at ${percent} percent` };
    const evidence = [this.#evidence(this.#random.pick(theme.evidence))];
    this.add("implementer", "projects:progress", [
      projectId,
      canonicalJson({ Percent: percent, Note: note, Evidence: evidence }),
    ]);
  }

  close(): void {
    const note = { zh: "实地查验合格,同意竣工", en: "Inspected on site: accepted as complete" };
    this.add("supervisor", "projects:close", [this.setting.projectId, canonicalJson({ Note: note })]);
  }

  /** Province → county → township → payee, a deadline for each hop. */
  instruction(
    draftId: string,
    amount: string,
    more: { strict?: boolean; deadlinesMs?: readonly number[] } = {},
  ): Instruction {
    const { projectId, county, township, payee, theme } = this.setting;
    const path = [provinceFund, county.fund, township.unit, payee];
    const deadlines = more.deadlinesMs ?? [3, 7, 12].map((days) => dayEnd(this.#nowMs + days * DAY_MS));
    return {
      DraftID: draftId,
      ProjectID: projectId,
      InstructionID: draftId.replace(/^HP/, "ZL"),
      Issuer: provinceFund.id,
      Amount: amount,
      PlanPath: deadlines.map((deadline, i) => ({
        From: path[i]?.id ?? "",
        To: path[i + 1]?.id ?? "",
        DeadLine: iso(deadline),
      })),
      SpecialRule: {
        Purpose: theme.purpose,
        RedeemableBy: [payee.id],
        StrictPath: more.strict ?? false,
        ExpiresAt: iso(dayEnd(this.#nowMs + 60 * DAY_MS)),
      },
    };
  }

  /** @returns the argument of `bills:create` */
  signed(instruction: Instruction): string {
    const signature = sign(null, instructionBytes(instruction), signingKeyOf(provinceFund));
    return canonicalJson({ ...instruction, InstructionSign: signature.toString("base64") });
  }

  create(instruction: Instruction): void {
    this.add("province-fund", "bills:create", [this.signed(instruction)]);
  }

  transfer(draftId: string, from: DemoUnit, to: DemoUnit, more: Partial<ReliefStep> = {}): void {
    this.add(from.role, "bills:transfer", [draftId, to.id], more);
  }

  accept(draftId: string, by: DemoUnit): void {
    this.add(by.role, "bills:accept", [draftId]);
  }

  refund(draftId: string, by: DemoUnit, reason: RefundReason): void {
    this.add(by.role, "bills:refund", [draftId, reason]);
  }

  /**
   * The money of a hop: the unit registers its remittance, the bank pushes it, in either order.
   */
  pay(draftId: string, seq: number, from: DemoUnit, to: DemoUnit, amount: string, distortion: Distortion = {}): void {
    const serial: Secret = { value: `YL${this.#random.digits(16)}`, salt: accountOf(from).salt };
    const remitted = distortion.remittedMs ?? this.#nowMs - this.#random.integer(1, 900);
    const register = () =>
      this.add(from.role, "remittances:register", [draftId, String(seq)], {
        transient: secret("serialNumber", serial),
      });
    const push = () => {
      const flow = { ActualAmount: distortion.actualAmount ?? amount, ActualTimeOfRemit: iso(remitted) };
      this.add("bank", "remittances:push", [draftId, String(seq), canonicalJson(flow)], {
        transient: {
          ...secret("payerAccount", accountOf(distortion.payer ?? from)),
          ...secret("payeeAccount", accountOf(distortion.payee ?? to)),
          ...secret("serialNumber", serial),
        },
      });
    };
    for (const write of this.#random.integer(0, 3) === 0 ? [push, register] : [register, push]) write();
  }

  reverse(draftId: string, seq: number): void {
    const note = { zh: "汇款信息有误,银行退汇", en: "Wrong details: remittance returned by the bank" };
    this.add("bank", "remittances:reverse", [draftId, String(seq), canonicalJson({ Note: note })]);
  }

  report(reportId: string, subject: string, text: Label): void {
    const report = { ReportID: reportId, Subject: subject, Text: text };
    this.add("supervisor", "oversight:report", [canonicalJson(report)]);
  }

  #evidence(name: Label): Evidence {
    const sha256 = createHash("sha256").update(this.#random.bytes(32)).digest("hex");
    const bytes = this.#random.integer(180_000, 6_400_000);
    return { Name: name, MediaType: "application/pdf", Bytes: bytes, Sha256: sha256 };
  }
}

function secret(name: string, { value, salt }: Secret): Record<string, string> {
  return { [name]: value, [`${name}Salt`]: salt };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

/** 17:00 in China on the day of that moment, when counters close. */
function dayEnd(ms: number): number {
  return Math.floor(ms / DAY_MS) * DAY_MS + 9 * 3_600_000;
}

import { canonicalJson } from "../canonicalJson.ts";
import type { ActualHop, Bill, Instruction } from "./records.ts";
import type { ReliefContext } from "./reliefContext.ts";
import { ReliefContract } from "./reliefContract.ts";
import { amountOf, fenOf } from "./rules/amount.ts";
import { assertAllowed, noMoneyMoved, statusWithPayments } from "./rules/billStatus.ts";
import { Fields, readId } from "./rules/fields.ts";
import { verifyInstruction } from "./rules/instruction.ts";
import { judgeHop, planProblem } from "./rules/path.ts";
import { holders } from "./rules/permissions.ts";
import { type RefundReason, refundReasons } from "./rules/reasonCodes.ts";
import { ReliefError } from "./rules/reliefError.ts";
import { releaseBudget, saveBill } from "./saveBill.ts";

/** 64 bytes. */
const SIGNATURE = /^[A-Za-z0-9+/]{86}==$/;

/** Digital bills of exchange (数字汇票): issued for a project, handed on along a planned path, accepted, refunded. */
export class BillContract extends ReliefContract {
  constructor() {
    super("bills");
  }

  /** Issues a bill: instruction and the issuer's signature over it, within the budget of an approved project. */
  async create(ctx: ReliefContext, bill: string): Promise<string> {
    const fields = Fields.parse(bill, "bill");
    const instruction = readInstruction(fields);
    const signature = fields.matching("InstructionSign", SIGNATURE);
    fields.end();
    const { DraftID, ProjectID, Issuer, Amount, PlanPath } = instruction;

    await ctx.store.assertNew("bill", DraftID);
    await ctx.store.assertNew("instruction", instruction.InstructionID);
    const issuer = await ctx.ownUnit(Issuer);
    if (!issuer.PublicKey || !verifyInstruction(instruction, issuer.PublicKey, signature)) {
      throw new ReliefError("SIGNATURE_INVALID", `${DraftID} by ${Issuer}`);
    }
    const problem = planProblem(PlanPath, Issuer);
    if (problem) throw new ReliefError("INPUT_INVALID", problem);
    for (const { To } of PlanPath) await assertCanHold(ctx, To);
    for (const unitId of instruction.SpecialRule.RedeemableBy) await assertCanHold(ctx, unitId);

    const project = await ctx.store.get("project", ProjectID);
    if (project.Status !== "approved" && project.Status !== "underway") {
      throw new ReliefError("STATUS_FORBIDS", `bills need an approved project, ${ProjectID} is ${project.Status}`);
    }
    const issued = fenOf(project.Issued) + fenOf(Amount);
    if (issued > fenOf(project.Budget)) {
      throw new ReliefError(
        "OVER_BUDGET",
        `${ProjectID}: ${project.Issued} of ${project.Budget} issued, ${Amount} asked for`,
      );
    }

    const record: Bill = {
      ...instruction,
      InstructionSign: signature,
      Status: "issued",
      CreateAt: ctx.now,
      ActualPath: [],
      Holder: Issuer,
      RefundReason: null,
    };
    await ctx.store.put("bill", DraftID, record);
    await ctx.store.put("instruction", record.InstructionID, { DraftID });
    await ctx.store.addTo("bill~project", ProjectID, DraftID);
    await ctx.store.addTo("bill~status", "issued", DraftID);
    await ctx.store.addTo("bill~holder", Issuer, DraftID);
    await ctx.store.put("project", ProjectID, { ...project, Issued: amountOf(issued) });
    ctx.tell("BillCreated", { DraftID, ProjectID, Amount, Status: record.Status, Holder: Issuer });
    return canonicalJson(record);
  }

  /** Hands a bill on. Off its plan it is refused where the path is strict, and recorded as a deviation where not. */
  async transfer(ctx: ReliefContext, draftId: string, to: string): Promise<string> {
    const bill = await ctx.store.get("bill", readId(draftId, "DraftID"));
    await assertHolder(ctx, bill);
    assertAllowed(bill, "transfer");
    await assertCanHold(ctx, readId(to, "To"));
    if (to === bill.Holder) throw new ReliefError("INPUT_INVALID", `${bill.DraftID} is held by ${to} already`);
    assertNotExpired(ctx, bill);
    const { deviation, deadLine } = judgeHop(bill.PlanPath, bill.ActualPath, bill.Holder, to);
    if (deviation && bill.SpecialRule.StrictPath) {
      throw new ReliefError("PATH_NOT_PLANNED", `${bill.DraftID} from ${bill.Holder} to ${to}: ${deviation}`);
    }
    const hop = newHop(ctx, bill, { Kind: "transfer", To: to, Deviation: deviation, DeadLine: deadLine });
    const after = await saveBill(ctx, bill, {
      Status: "circulating",
      Holder: to,
      ActualPath: [...bill.ActualPath, hop],
    });
    ctx.tell(deviation ? "BillLeftPath" : "BillTransferred", {
      ...{ DraftID: bill.DraftID, ProjectID: bill.ProjectID, Amount: bill.Amount, Status: after.Status },
      ...{ From: hop.From, To: to, Seq: hop.Seq, Deviation: deviation },
    });
    return canonicalJson(after);
  }

  /** The holder accepts the bill for redemption; once the money of every hop has arrived it is redeemed. */
  async accept(ctx: ReliefContext, draftId: string): Promise<string> {
    const bill = await ctx.store.get("bill", readId(draftId, "DraftID"));
    await assertHolder(ctx, bill);
    assertAllowed(bill, "accept");
    const { RedeemableBy } = bill.SpecialRule;
    if (!RedeemableBy.includes(bill.Holder)) {
      throw new ReliefError("NOT_REDEEMABLE", `${bill.DraftID} by ${bill.Holder}, only by ${RedeemableBy.join(", ")}`);
    }
    assertNotExpired(ctx, bill);
    const after = await saveBill(ctx, bill, { Status: statusWithPayments("accepted", bill.ActualPath) });
    const { DraftID, ProjectID, Amount, Status, Holder } = after;
    ctx.tell(Status === "redeemed" ? "BillRedeemed" : "BillAccepted", { DraftID, ProjectID, Amount, Status, Holder });
    return canonicalJson(after);
  }

  /**
   * The holder gives a bill back to its issuer. Its amount can be issued anew: at once where no money had moved for
   * it, else when the money of the way back has arrived.
   */
  async refund(ctx: ReliefContext, draftId: string, reason: string): Promise<string> {
    if (!Object.hasOwn(refundReasons, reason)) {
      throw new ReliefError("INPUT_INVALID", `reason must be one of ${Object.keys(refundReasons).join(", ")}`);
    }
    const bill = await ctx.store.get("bill", readId(draftId, "DraftID"));
    await assertHolder(ctx, bill);
    assertAllowed(bill, "refund");
    const hop = newHop(ctx, bill, { Kind: "refund", To: bill.Issuer, Deviation: null, DeadLine: null });
    const after = await saveBill(ctx, bill, {
      Status: "refunded",
      Holder: bill.Issuer,
      RefundReason: reason as RefundReason,
      ActualPath: [...bill.ActualPath, hop],
    });
    if (noMoneyMoved(after)) await releaseBudget(ctx, bill);
    ctx.tell("BillRefunded", {
      ...{ DraftID: bill.DraftID, ProjectID: bill.ProjectID, Amount: bill.Amount, Status: after.Status },
      ...{ From: hop.From, To: hop.To, Seq: hop.Seq, Reason: reason },
    });
    return canonicalJson(after);
  }

  async get(ctx: ReliefContext, draftId: string): Promise<string> {
    return canonicalJson(await ctx.store.get("bill", readId(draftId, "DraftID")));
  }

  /** @returns every version of a bill with its transaction, newest first */
  async history(ctx: ReliefContext, draftId: string): Promise<string> {
    return canonicalJson(await ctx.store.history("bill", readId(draftId, "DraftID")));
  }

  /** @returns ids */
  async byProject(ctx: ReliefContext, projectId: string): Promise<string> {
    return canonicalJson(await ctx.store.idsIn("bill~project", readId(projectId, "ProjectID")));
  }

  /** @returns ids */
  async byStatus(ctx: ReliefContext, status: string): Promise<string> {
    return canonicalJson(await ctx.store.idsIn("bill~status", readId(status, "status")));
  }

  /** @returns ids */
  async byHolder(ctx: ReliefContext, unitId: string): Promise<string> {
    return canonicalJson(await ctx.store.idsIn("bill~holder", readId(unitId, "UnitID")));
  }
}

function readInstruction(fields: Fields): Instruction {
  const instruction = {
    DraftID: fields.id("DraftID"),
    ProjectID: fields.id("ProjectID"),
    InstructionID: fields.id("InstructionID"),
    Issuer: fields.id("Issuer"),
    Amount: fields.amount("Amount"),
    PlanPath: fields.objects("PlanPath", (hop) => ({
      From: hop.id("From"),
      To: hop.id("To"),
      DeadLine: hop.time("DeadLine"),
    })),
  };
  const rule = fields.object("SpecialRule");
  const SpecialRule = {
    Purpose: rule.label("Purpose"),
    RedeemableBy: rule.ids("RedeemableBy"),
    StrictPath: rule.yesOrNo("StrictPath"),
    ExpiresAt: rule.time("ExpiresAt"),
  };
  rule.end();
  if (SpecialRule.RedeemableBy.length === 0) throw new ReliefError("INPUT_INVALID", "RedeemableBy must name a unit");
  return { ...instruction, SpecialRule };
}

/** @throws ReliefError NOT_HOLDER */
async function assertHolder(ctx: ReliefContext, bill: Bill): Promise<void> {
  const holder = await ctx.store.get("unit", bill.Holder);
  const { Role, MspID } = ctx.caller;
  if (holder.Role === Role && holder.MspID === MspID) return;
  throw new ReliefError("NOT_HOLDER", `${bill.DraftID} is held by ${bill.Holder}, ${holder.Role} in ${holder.MspID}`);
}

/** @throws ReliefError NOT_FOUND, UNIT_CANNOT_HOLD */
async function assertCanHold(ctx: ReliefContext, unitId: string): Promise<void> {
  const { Role } = await ctx.store.get("unit", unitId);
  if (!holders.includes(Role)) throw new ReliefError("UNIT_CANNOT_HOLD", `${unitId} is of ${Role}`);
}

/** @throws ReliefError EXPIRED */
function assertNotExpired(ctx: ReliefContext, { DraftID, SpecialRule }: Bill): void {
  if (ctx.now > SpecialRule.ExpiresAt) throw new ReliefError("EXPIRED", `${DraftID} at ${SpecialRule.ExpiresAt}`);
}

function newHop(
  ctx: ReliefContext,
  bill: Bill,
  hop: Pick<ActualHop, "Kind" | "To" | "Deviation" | "DeadLine">,
): ActualHop {
  return {
    ...hop,
    Seq: bill.ActualPath.length + 1,
    From: bill.Holder,
    At: ctx.now,
    TxID: ctx.stub.getTxID(),
    Remittance: null,
    ReasonCodes: [],
    SerialNumber: null,
  };
}

import { canonicalJson } from "../canonicalJson.ts";
import type { ActualHop, Bill, Remittance } from "./records.ts";
import type { ReliefContext } from "./reliefContext.ts";
import { ReliefContract } from "./reliefContract.ts";
import { isSettled, noMoneyMoved, statusWithPayments } from "./rules/billStatus.ts";
import { Fields, readId } from "./rules/fields.ts";
import { type Masked, maskTransient } from "./rules/maskAccount.ts";
import { reconcile } from "./rules/reconcile.ts";
import { ReliefError } from "./rules/reliefError.ts";
import { releaseBudget, saveBill } from "./saveBill.ts";
import { remittanceId } from "./store.ts";

/** Events by what a remittance has become. */
const events = {
  registered: "RemittanceRegistered",
  pushed: "RemittancePushed",
  matched: "RemittanceMatched",
  late: "RemittanceLate",
  mismatched: "RemittanceMismatched",
  reversed: "RemittanceReversed",
} as const;

/**
 * Reconciliation with the bank. The paying unit registers the serial number of its remittance, the bank pushes
 * the flow; whichever comes second sets off the checks, and the result goes into the bill's actual path.
 */
export class RemittanceContract extends ReliefContract {
  constructor() {
    super("remittances");
  }

  /** The paying unit of a hop names its remittance; transient: `serialNumber`, `serialNumberSalt`. */
  async register(ctx: ReliefContext, draftId: string, seq: string): Promise<string> {
    const { bill, hop } = await hopOf(ctx, draftId, seq);
    await ctx.ownUnit(hop.From);
    const serial = await serialOf(ctx, hop);
    const before = await current(ctx, bill, hop);
    if (before?.RegisteredAt)
      throw new ReliefError("ALREADY_EXISTS", `registration of hop ${hop.Seq} of ${bill.DraftID}`);
    await claimSerial(ctx, serial.digest, bill, hop);
    return settle(ctx, bill, hop, {
      ...(before ?? blank(bill, hop)),
      SerialNumber: serial.masked,
      UnitSerialDigest: serial.digest,
      RegisteredAt: ctx.now,
    });
  }

  /**
   * The bank reports what it remitted; transient: `payerAccount`, `payeeAccount`, `serialNumber`, each with its salt
   * (`payerAccountSalt`…).
   */
  async push(ctx: ReliefContext, draftId: string, seq: string, flow: string): Promise<string> {
    const fields = Fields.parse(flow, "flow");
    const given = { ActualAmount: fields.amount("ActualAmount"), ActualTimeOfRemit: fields.time("ActualTimeOfRemit") };
    fields.end();
    const { bill, hop } = await hopOf(ctx, draftId, seq);
    const transient = ctx.stub.getTransient();
    const payer = maskTransient(transient, "payerAccount");
    const payee = maskTransient(transient, "payeeAccount");
    const serial = await serialOf(ctx, hop);
    const before = await current(ctx, bill, hop);
    if (before?.PushedAt) throw new ReliefError("ALREADY_EXISTS", `bank flow of hop ${hop.Seq} of ${bill.DraftID}`);
    await claimSerial(ctx, serial.digest, bill, hop);
    return settle(ctx, bill, hop, {
      ...(before ?? blank(bill, hop)),
      ...given,
      SerialNumber: before?.SerialNumber || serial.masked,
      BankSerialDigest: serial.digest,
      Account: payer.masked,
      AccountDigest: payer.digest,
      PayeeAccount: payee.masked,
      PayeeAccountDigest: payee.digest,
      PushedAt: ctx.now,
    });
  }

  /** The bank takes back a remittance that did not match; the hop can then be registered and pushed anew. */
  async reverse(ctx: ReliefContext, draftId: string, seq: string, reversal: string): Promise<string> {
    const fields = Fields.parse(reversal, "reversal");
    const note = fields.label("Note");
    fields.end();
    const { bill, hop } = await hopOf(ctx, draftId, seq);
    const before = await ctx.store.get("remittance", remittanceId(bill.DraftID, hop.Seq));
    if (before.Status !== "mismatched") {
      throw new ReliefError(
        "STATUS_FORBIDS",
        `reversing needs a mismatch, hop ${hop.Seq} of ${bill.DraftID} is ${before.Status}`,
      );
    }
    return save(ctx, bill, hop, { ...before, Status: "reversed", ReversalNote: note });
  }

  async get(ctx: ReliefContext, draftId: string, seq: string): Promise<string> {
    return canonicalJson(await ctx.store.get("remittance", remittanceId(readId(draftId, "DraftID"), readSeq(seq))));
  }

  /** @returns what does not balance: `[{ DraftID, Seq, Status }]` */
  async openItems(ctx: ReliefContext): Promise<string> {
    return canonicalJson(await ctx.store.list("open"));
  }
}

async function hopOf(ctx: ReliefContext, draftId: string, seq: string): Promise<{ bill: Bill; hop: ActualHop }> {
  const bill = await ctx.store.get("bill", readId(draftId, "DraftID"));
  const hop = bill.ActualPath[readSeq(seq) - 1];
  if (!hop) throw new ReliefError("NOT_FOUND", `hop ${seq} of ${draftId}`);
  // Its budget was released when it went back: what is paid for it now would be paid twice.
  if (bill.Status === "refunded" && noMoneyMoved(bill)) {
    throw new ReliefError("STATUS_FORBIDS", `${draftId} was refunded before any money moved`);
  }
  return { bill, hop };
}

/** The remittance that stands; one that the bank took back does not. */
async function current(ctx: ReliefContext, bill: Bill, hop: ActualHop): Promise<Remittance | undefined> {
  const found = await ctx.store.find("remittance", remittanceId(bill.DraftID, hop.Seq));
  return found?.Status === "reversed" ? undefined : found;
}

/** The serial number in the transient map, digested with the salt of the paying unit, so that it has one digest. */
async function serialOf(ctx: ReliefContext, hop: ActualHop): Promise<Masked> {
  const serial = maskTransient(ctx.stub.getTransient(), "serialNumber");
  const payer = await ctx.store.get("unit", hop.From);
  if (serial.saltDigest === payer.SaltDigest) return serial;
  throw new ReliefError("INPUT_INVALID", `transient field serialNumberSalt is not the salt of ${hop.From}`);
}

/** A serial number belongs to one hop of one bill for ever. */
async function claimSerial(ctx: ReliefContext, digest: string, bill: Bill, hop: ActualHop): Promise<void> {
  const owner = await ctx.store.find("serial", digest);
  if (owner && (owner.DraftID !== bill.DraftID || owner.Seq !== hop.Seq)) {
    throw new ReliefError("SERIAL_USED", `hop ${owner.Seq} of ${owner.DraftID}`);
  }
  if (!owner) await ctx.store.put("serial", digest, { DraftID: bill.DraftID, Seq: hop.Seq });
}

function blank(bill: Bill, hop: ActualHop): Remittance {
  return {
    DraftID: bill.DraftID,
    Seq: hop.Seq,
    Account: null,
    AccountDigest: null,
    PayeeAccount: null,
    PayeeAccountDigest: null,
    Amount: bill.Amount,
    ActualAmount: null,
    DeadLine: hop.DeadLine,
    ActualTimeOfRemit: null,
    SerialNumber: "",
    UnitSerialDigest: null,
    BankSerialDigest: null,
    RegisteredAt: null,
    PushedAt: null,
    Checks: null,
    Status: "registered",
    ReasonCodes: [],
    ReversalNote: null,
  };
}

async function settle(ctx: ReliefContext, bill: Bill, hop: ActualHop, remittance: Remittance): Promise<string> {
  const payer = await ctx.store.get("unit", hop.From);
  const payee = await ctx.store.get("unit", hop.To);
  const verdict = reconcile(remittance, { payerDigest: payer.AccountDigest, payeeDigest: payee.AccountDigest });
  const { checks, status, reasons } = verdict;
  return save(ctx, bill, hop, { ...remittance, Checks: checks, Status: status, ReasonCodes: reasons });
}

async function save(ctx: ReliefContext, bill: Bill, hop: ActualHop, remittance: Remittance): Promise<string> {
  const { DraftID, Seq, Status, ReasonCodes, SerialNumber } = remittance;
  const id = remittanceId(DraftID, Seq);
  await ctx.store.put("remittance", id, remittance);
  const isOpen = Status === "registered" || Status === "pushed" || Status === "mismatched";
  if (isOpen) await ctx.store.put("open", id, { DraftID, Seq, Status });
  else await ctx.store.delete("open", id);

  const done: ActualHop = { ...hop, Remittance: Status, ReasonCodes, SerialNumber };
  const path = bill.ActualPath.map((other) => (other.Seq === Seq ? done : other));
  const after = await saveBill(ctx, bill, { ActualPath: path, Status: statusWithPayments(bill.Status, path) });
  const moneyIsBack = hop.Kind === "refund" && !isSettled(hop) && isSettled(done);
  if (moneyIsBack) await releaseBudget(ctx, bill);
  const { ProjectID, Amount } = bill;
  ctx.tell(events[Status], { DraftID, Seq, ProjectID, Amount, Status, ReasonCodes, BillStatus: after.Status });
  return canonicalJson(remittance);
}

function readSeq(seq: string): number {
  if (!/^[1-9]\d{0,2}$/.test(seq)) throw new ReliefError("INPUT_INVALID", "Seq must be a number from 1");
  return Number(seq);
}

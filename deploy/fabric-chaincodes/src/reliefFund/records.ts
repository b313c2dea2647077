import type { Label } from "./rules/label.ts";
import type { ReasonCode, RefundReason } from "./rules/reasonCodes.ts";
import type { ReliefRole } from "./rules/roles.ts";

/*
 * What the ledger holds, one JSON object per key. Names of Tables 6.1 and 6.3 of the platform's design are kept
 * as they are there; amounts are yuan with two decimals as text; times are ISO 8601 in UTC.
 */

/** Who did something: role and organisation, never a person. */
export interface Actor {
  readonly Role: ReliefRole;
  readonly MspID: string;
}

export interface Unit {
  readonly UnitID: string;
  readonly Name: Label;
  readonly Level: "province" | "county" | "township" | "village" | "enterprise";
  /** Which role acts for this unit, out of which organisation. */
  readonly Role: ReliefRole;
  readonly MspID: string;
  readonly Region: Label;
  readonly Parent: string | null;
  readonly Bank: Label | null;
  /** Masked: the last four digits. */
  readonly Account: string | null;
  /** HMAC-SHA-256 of the account under a salt that only the parties know, hex. */
  readonly AccountDigest: string | null;
  /** SHA-256 of that salt (its 32 hex digits): serial numbers of the unit's remittances are digested with the same one. */
  readonly SaltDigest: string | null;
  /** Ed25519, SubjectPublicKeyInfo as base64: what the unit signs instructions with. */
  readonly PublicKey: string | null;
  readonly RegisteredAt: string;
}

export interface Evidence {
  readonly Name: Label;
  readonly MediaType: string;
  readonly Bytes: number;
  /** Of the file, hex. The file itself stays outside the ledger. */
  readonly Sha256: string;
}

export type ProjectStatus = "applied" | "reviewed" | "endorsed" | "approved" | "underway" | "completed" | "rejected";

export interface ProjectStep extends Actor {
  readonly Step: "apply" | "approve" | "reject" | "progress" | "close";
  readonly Status: ProjectStatus;
  readonly Note: Label;
  readonly Percent: number;
  readonly Evidence: readonly Evidence[];
  readonly At: string;
  readonly TxID: string;
}

export interface Project {
  readonly ProjectID: string;
  readonly Name: Label;
  readonly Category: Label;
  readonly Region: Label;
  readonly Applicant: string;
  readonly Implementer: string;
  readonly Households: number;
  readonly Budget: string;
  /** Sum of the bills issued and not refunded. */
  readonly Issued: string;
  readonly PlannedEnd: string;
  readonly Status: ProjectStatus;
  readonly Percent: number;
  readonly Steps: readonly ProjectStep[];
}

export interface PlannedHop {
  readonly From: string;
  readonly To: string;
  /** Until when the hop's money must have been remitted. */
  readonly DeadLine: string;
}

export interface SpecialRule {
  readonly Purpose: Label;
  /** Units that may accept the bill. */
  readonly RedeemableBy: readonly string[];
  /** True: a transfer that leaves the planned path is refused. False: it is done and recorded as a deviation. */
  readonly StrictPath: boolean;
  readonly ExpiresAt: string;
}

/** What an issuer signs. */
export interface Instruction {
  readonly DraftID: string;
  readonly ProjectID: string;
  readonly InstructionID: string;
  readonly Issuer: string;
  readonly Amount: string;
  readonly PlanPath: readonly PlannedHop[];
  readonly SpecialRule: SpecialRule;
}

export type BillStatus = "issued" | "circulating" | "accepted" | "redeemed" | "refunded";

export type RemittanceStatus = "registered" | "pushed" | "matched" | "late" | "mismatched" | "reversed";

export interface ActualHop {
  /** From 1. */
  readonly Seq: number;
  readonly Kind: "transfer" | "refund";
  readonly From: string;
  readonly To: string;
  readonly At: string;
  readonly TxID: string;
  readonly Deviation: ReasonCode | null;
  readonly DeadLine: string | null;
  readonly Remittance: RemittanceStatus | null;
  readonly ReasonCodes: readonly ReasonCode[];
  readonly SerialNumber: string | null;
}

/** The digital bill of exchange: the ten fields of Table 6.1, and who issued it, who holds it, why it went back. */
export interface Bill extends Instruction {
  readonly InstructionSign: string;
  readonly Status: BillStatus;
  readonly CreateAt: string;
  readonly ActualPath: readonly ActualHop[];
  readonly Holder: string;
  readonly RefundReason: RefundReason | null;
}

/** One remittance of a hop: what Table 6.3 asks for, the checks, and when each side spoke. */
export interface Remittance {
  readonly DraftID: string;
  readonly Seq: number;
  /** Paying account as the bank reports it, masked; nothing before the bank spoke. */
  readonly Account: string | null;
  readonly AccountDigest: string | null;
  readonly PayeeAccount: string | null;
  readonly PayeeAccountDigest: string | null;
  /** Due. */
  readonly Amount: string;
  readonly ActualAmount: string | null;
  readonly DeadLine: string | null;
  readonly ActualTimeOfRemit: string | null;
  /** As the unit registered it (or, before that, as the bank reports it), masked. */
  readonly SerialNumber: string;
  readonly UnitSerialDigest: string | null;
  readonly BankSerialDigest: string | null;
  readonly RegisteredAt: string | null;
  readonly PushedAt: string | null;
  readonly Checks: RemittanceChecks | null;
  readonly Status: RemittanceStatus;
  readonly ReasonCodes: readonly ReasonCode[];
  /** Why the bank took it back. */
  readonly ReversalNote: Label | null;
}

export interface RemittanceChecks {
  readonly SerialNumber: boolean;
  readonly Amount: boolean;
  readonly PayerAccount: boolean;
  readonly PayeeAccount: boolean;
  readonly DeadLine: boolean;
}

/** Which organisations may act in which role; appointed once. */
export type Appointment = Readonly<Record<ReliefRole, readonly string[]>>;

/** A problem that somebody found and no warning named (申报). */
export interface Report {
  readonly ReportID: string;
  readonly Subject: string;
  readonly Text: Label;
  readonly By: Actor;
  readonly At: string;
}

/** Where a node of the network runs and for whom. */
export interface NodeRecord {
  readonly NodeID: string;
  readonly Name: Label;
  readonly Kind: "peer" | "orderer" | "ca" | "explorer";
  readonly MspID: string;
  readonly Version: string;
  readonly At: string;
}

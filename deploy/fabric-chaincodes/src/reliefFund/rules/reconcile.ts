import type { Remittance, RemittanceChecks, RemittanceStatus } from "../records.ts";
import { fenOf } from "./amount.ts";
import type { ReasonCode } from "./reasonCodes.ts";

/** What the ledger knows of the two accounts. */
export interface ExpectedAccounts {
  readonly payerDigest: string | null;
  readonly payeeDigest: string | null;
}

export interface Verdict {
  readonly checks: RemittanceChecks | null;
  readonly status: RemittanceStatus;
  readonly reasons: readonly ReasonCode[];
}

const reasonOf: Readonly<Record<keyof RemittanceChecks, ReasonCode>> = {
  SerialNumber: "SERIAL_MISMATCH",
  Amount: "AMOUNT_MISMATCH",
  PayerAccount: "PAYER_ACCOUNT_MISMATCH",
  PayeeAccount: "PAYEE_ACCOUNT_MISMATCH",
  DeadLine: "DEADLINE_EXCEEDED",
};

/**
 * Holds what the bank reports against what is due, once both the unit and the bank have spoken, whichever came
 * first. A remittance that is late and right in all else is settled and marked `late`.
 */
export function reconcile(remittance: Remittance, expected: ExpectedAccounts): Verdict {
  const { ActualAmount, ActualTimeOfRemit, DeadLine } = remittance;
  if (remittance.RegisteredAt === null) return { checks: null, status: "pushed", reasons: [] };
  if (ActualAmount === null || ActualTimeOfRemit === null) return { checks: null, status: "registered", reasons: [] };
  const checks: RemittanceChecks = {
    SerialNumber: remittance.UnitSerialDigest === remittance.BankSerialDigest,
    Amount: fenOf(ActualAmount) === fenOf(remittance.Amount),
    PayerAccount: expected.payerDigest !== null && remittance.AccountDigest === expected.payerDigest,
    PayeeAccount: expected.payeeDigest !== null && remittance.PayeeAccountDigest === expected.payeeDigest,
    DeadLine: DeadLine === null || ActualTimeOfRemit <= DeadLine,
  };
  const failed = (Object.keys(reasonOf) as (keyof RemittanceChecks)[]).filter((check) => !checks[check]);
  const onlyLate = failed.length === 1 && failed[0] === "DeadLine";
  const status = failed.length === 0 ? "matched" : onlyLate ? "late" : "mismatched";
  return { checks, status, reasons: failed.map((check) => reasonOf[check]) };
}

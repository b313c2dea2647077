import type { ActualHop, Bill, BillStatus } from "../records.ts";
import { ReliefError } from "./reliefError.ts";

export type BillAction = "transfer" | "accept" | "refund";

const allowed: Readonly<Record<BillAction, readonly BillStatus[]>> = {
  transfer: ["issued", "circulating"],
  accept: ["circulating"],
  refund: ["circulating", "accepted"],
};

/** @throws ReliefError STATUS_FORBIDS */
export function assertAllowed(bill: Bill, action: BillAction): void {
  if (allowed[action].includes(bill.Status)) return;
  throw new ReliefError(
    "STATUS_FORBIDS",
    `${action} needs ${allowed[action].join(" or ")}, ${bill.DraftID} is ${bill.Status}`,
  );
}

/** Paid, be it late. */
export function isSettled(hop: ActualHop): boolean {
  return hop.Remittance === "matched" || hop.Remittance === "late";
}

/** True where neither a unit nor the bank ever spoke of a remittance on the way out. */
export function noMoneyMoved(bill: Bill): boolean {
  return bill.ActualPath.every((hop) => hop.Kind === "refund" || hop.Remittance === null);
}

/** An accepted bill is redeemed once the money of every hop has arrived. */
export function statusWithPayments(status: BillStatus, path: readonly ActualHop[]): BillStatus {
  return status === "accepted" && path.every(isSettled) ? "redeemed" : status;
}

import type { Bill } from "./records.ts";
import type { ReliefContext } from "./reliefContext.ts";
import { amountOf, fenOf } from "./rules/amount.ts";

/** Writes a bill with changes, and moves it in the indexes by status and holder. */
export async function saveBill(ctx: ReliefContext, before: Bill, changes: Partial<Bill>): Promise<Bill> {
  const after: Bill = { ...before, ...changes };
  await ctx.store.put("bill", after.DraftID, after);
  await ctx.store.move("bill~status", before.Status, after.Status, after.DraftID);
  await ctx.store.move("bill~holder", before.Holder, after.Holder, after.DraftID);
  return after;
}

/** The amount of a refunded bill no longer counts against its project's budget. */
export async function releaseBudget(ctx: ReliefContext, bill: Bill): Promise<void> {
  const project = await ctx.store.get("project", bill.ProjectID);
  const issued = amountOf(fenOf(project.Issued) - fenOf(bill.Amount));
  await ctx.store.put("project", project.ProjectID, { ...project, Issued: issued });
}

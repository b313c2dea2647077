import type { Bill } from "./records.ts";
import type { ReliefContext } from "./reliefContext.ts";

/** Writes a bill with changes, and moves it in the indexes by status and holder. */
export async function saveBill(ctx: ReliefContext, before: Bill, changes: Partial<Bill>): Promise<Bill> {
  const after: Bill = { ...before, ...changes };
  await ctx.store.put("bill", after.DraftID, after);
  await ctx.store.move("bill~status", before.Status, after.Status, after.DraftID);
  await ctx.store.move("bill~holder", before.Holder, after.Holder, after.DraftID);
  return after;
}

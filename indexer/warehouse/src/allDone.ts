/**
 * Waits for all, then throws the first error, if there is one: nothing is at work any more when what failed is done
 * again.
 */
export async function allDone(work: readonly Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find((one) => one.status === "rejected");
  if (failed) throw failed.reason;
}

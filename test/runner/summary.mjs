/** Adds counts up. */
export function sum(tallies) {
  return {
    passed: tallies.reduce((total, { passed }) => total + passed, 0),
    failed: tallies.reduce((total, { failed }) => total + failed, 0),
    skipped: tallies.flatMap(({ skipped }) => skipped),
  };
}

/** What was skipped and why, and as the last line `N passed, N failed` (and `, N skipped`). */
export function summary({ passed, failed, skipped }) {
  const notes = skipped.map(({ name, reason }) => `Skipped: ${name}: ${reason ?? "no reason given"}`);
  return [
    ...notes,
    `${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ""}`,
  ].join("\n");
}

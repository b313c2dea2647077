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
  const counts = new Map();
  for (const { file, reason = "no reason given" } of skipped) {
    const note = `${file}: ${reason}`;
    counts.set(note, (counts.get(note) ?? 0) + 1);
  }
  const notes = [...counts].map(([note, count]) => `Skipped ${count} in ${note}`);
  const last = `${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ""}`;
  return [...notes, last].join("\n");
}

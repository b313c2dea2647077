import { writeFileSync } from "node:fs";

/** How many of the slowest files are named at the end. */
const SLOWEST = 15;

/** What took longest, so that it is seen before it is too long. */
function printSlowest(modules) {
  const timed = modules.map((module) => {
    const { collectDuration, setupDuration, duration } = module.diagnostic();
    return { file: module.relativeModuleId, ms: collectDuration + setupDuration + duration };
  });
  const slowest = timed.sort((a, b) => b.ms - a.ms).slice(0, SLOWEST);
  const lines = slowest.map(({ file, ms }) => `${(ms / 1000).toFixed(1).padStart(8)} s  ${file}`);
  process.stdout.write(`\nSlowest files:\n${lines.join("\n")}\n`);
}

/** Vitest reporter: names the slowest files, and writes what passed, what failed and what was skipped (with its reason) to `LEDGERSCOPE_TALLY`. */
export default class TallyReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const tally = { passed: 0, failed: unhandledErrors.length, skipped: [] };
    for (const module of modules) {
      if (module.errors().length > 0) tally.failed++;
      for (const suite of module.children.allSuites()) if (suite.errors().length > 0) tally.failed++;
      for (const test of module.children.allTests()) {
        const { state, note } = test.result();
        if (state === "passed") tally.passed++;
        else if (state === "failed") tally.failed++;
        else tally.skipped.push({ file: module.relativeModuleId, reason: note });
      }
    }
    printSlowest(modules);
    writeFileSync(process.env.LEDGERSCOPE_TALLY, JSON.stringify(tally));
  }
}

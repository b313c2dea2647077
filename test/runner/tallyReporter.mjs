import { writeFileSync } from "node:fs";

/** Vitest reporter: writes what passed, what failed and what was skipped (with its reason) to `LEDGERSCOPE_TALLY`. */
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
    writeFileSync(process.env.LEDGERSCOPE_TALLY, JSON.stringify(tally));
  }
}

import { quiet } from "../../deploy/local/bootstrap/build.mjs";
import { root } from "../../deploy/local/bootstrap/root.mjs";
import { run } from "../../deploy/local/bootstrap/run.mjs";
import { print, step } from "../../deploy/local/bootstrap/steps.mjs";

/** What is checked without running anything of ours. Each counts as one test. */
const checks = [
  { title: "Format and lint (Biome)", command: ["biome", "ci", "--max-diagnostics=30"] },
  { title: "Types (tsc -b)", command: ["tsc", "-b"] },
  { title: "Unused files, exports and dependencies (knip)", command: ["knip"] },
  { title: "Package boundaries (turbo)", command: ["turbo", "boundaries"] },
];

/** Runs every check, shows what failed, and counts. */
export async function runChecks() {
  const tally = { passed: 0, failed: 0, skipped: [] };
  for (const { title, command } of checks) {
    const shown = step(title);
    const [name, ...args] = command;
    const { code, lines } = await run([`${root}/node_modules/.bin/${name}`, ...args], {
      env: { ...quiet, ...(process.stdout.isTTY ? { FORCE_COLOR: "1" } : {}) },
    });
    if (code === 0) {
      shown.done();
      tally.passed++;
      continue;
    }
    shown.fail();
    for (const line of lines) print(`  ${line}`);
    tally.failed++;
  }
  return tally;
}

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { quiet } from "../../deploy/local/bootstrap/build.mjs";
import { root } from "../../deploy/local/bootstrap/root.mjs";
import { run } from "../../deploy/local/bootstrap/run.mjs";

/**
 * Runs projects of vitest.config.ts in view of the user, and counts.
 *
 * @param {"unit" | "e2e*"} project
 * @param {readonly string[]} paths only test files whose path contains one of these.
 */
export async function runVitest(project, paths = []) {
  const folder = await mkdtemp(join(tmpdir(), "ledgerscope-tally-"));
  const file = join(folder, "tally.json");
  try {
    const reporters = ["--reporter=default", `--reporter=${root}/test/runner/tallyReporter.mjs`];
    const { code } = await run(
      [`${root}/node_modules/.bin/vitest`, "run", "--project", project, "--passWithNoTests", ...reporters, ...paths],
      { env: { ...quiet, LEDGERSCOPE_TALLY: file }, show: true },
    );
    const tally = await readFile(file, "utf8").then(JSON.parse, () => ({ passed: 0, failed: 0, skipped: [] }));
    // It ended badly without naming a test: a crash is a failure too.
    if (code !== 0 && tally.failed === 0) tally.failed = 1;
    return tally;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

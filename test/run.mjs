// Plain JavaScript without dependencies: in a clean clone nothing is installed yet.
import { requireNode } from "../deploy/local/bootstrap/requireNode.mjs";

requireNode();
const { readdir } = await import("node:fs/promises");
const { parseArgs } = await import("node:util");
const { build } = await import("../deploy/local/bootstrap/build.mjs");
const { install } = await import("../deploy/local/bootstrap/install.mjs");
const { stopOnSignals } = await import("../deploy/local/bootstrap/run.mjs");
const { runChecks } = await import("./runner/checks.mjs");
const { sum, summary } = await import("./runner/summary.mjs");
const { runVitest } = await import("./runner/vitest.mjs");

const help = `Usage: npm test -- [options] [path…]

Installs what is missing, then runs everything: checks, build, unit tests, end-to-end tests.

Options:
  --check   only the checks: Biome, types, knip, package boundaries
  --unit    only the unit tests, from source
  --e2e     only the end-to-end tests, against a fresh build
  --help    print this text

A path runs the test files whose path contains it, without the checks.

Examples:
  npm test -- --unit
  npm test -- indexer/evm
`;

let values;
let paths;
try {
  const option = { type: "boolean" };
  ({ values, positionals: paths } = parseArgs({
    options: { check: option, unit: option, e2e: option, help: { ...option, short: "h" } },
    allowPositionals: true,
  }));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
if (values.help) {
  process.stdout.write(help);
  process.exit(0);
}

const everything = !values.check && !values.unit && !values.e2e;
/** A path leaves out the checks, and the build too when it names no end-to-end test. */
const usual = {
  check: paths.length === 0,
  unit: true,
  e2e: paths.length === 0 || (await endToEnd()).some((file) => paths.some((path) => file.includes(path))),
};
const wants = (part) => values[part] ?? (everything && usual[part]);

async function endToEnd() {
  const files = await readdir(new URL("e2e", import.meta.url), { recursive: true });
  return files.map((file) => `test/e2e/${file}`);
}

stopOnSignals();
const tallies = [];
if (!(await install())) tallies.push({ passed: 0, failed: 1, skipped: [] });
else {
  if (wants("check")) tallies.push(await runChecks());
  if (wants("unit")) tallies.push(await runVitest("unit", paths));
  if (wants("e2e")) {
    const built = await build();
    tallies.push({ passed: built ? 1 : 0, failed: built ? 0 : 1, skipped: [] });
    if (built) tallies.push(await runVitest("e2e*", paths));
  }
}
const total = sum(tallies);
process.stdout.write(`\n${summary(total)}\n`);
process.exit(total.failed > 0 ? 1 : 0);

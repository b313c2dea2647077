// Plain JavaScript without dependencies: in a clean clone nothing is installed yet.
import { requireNode } from "./bootstrap/requireNode.mjs";

requireNode();
const { help, parseOptions } = await import("./bootstrap/options.mjs");
const { takenPorts } = await import("./bootstrap/takenPorts.mjs");
const { stopOnSignals } = await import("./bootstrap/run.mjs");
const { install } = await import("./bootstrap/install.mjs");
const { build } = await import("./bootstrap/build.mjs");
const { print, step } = await import("./bootstrap/steps.mjs");

let options;
try {
  options = parseOptions(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
if (options.help) {
  process.stdout.write(help);
  process.exit(0);
}

const taken = await takenPorts(options.ports);
if (taken) {
  process.stderr.write(`${taken}\n`);
  process.exit(1);
}

const release = stopOnSignals();
if (!(await install()) || !(await build(["!./test/*", "!./dashboards"]))) process.exit(1);
release();
const { runLocal } = await import("./dist/runLocal.js");
process.exit(await runLocal({ ...options, step, print }));

// `npm run check`: everything that can be said without running the product.
import { requireNode } from "../deploy/local/bootstrap/requireNode.mjs";

requireNode();
const { install } = await import("../deploy/local/bootstrap/install.mjs");
const { stopOnSignals } = await import("../deploy/local/bootstrap/run.mjs");
const { runChecks } = await import("./runner/checks.mjs");
const { sum, summary } = await import("./runner/summary.mjs");
const { runVitest } = await import("./runner/vitest.mjs");

stopOnSignals();
if (!(await install())) process.exit(1);
const total = sum([await runChecks(), await runVitest("unit", ["test/architecture"])]);
process.stdout.write(`\n${summary(total)}\n`);
process.exit(total.failed > 0 ? 1 : 0);

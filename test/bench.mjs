// `npm run bench`: lists the benches; `npm run bench -- <name>…` runs those.
import { readdir } from "node:fs/promises";
import { requireNode } from "../deploy/local/bootstrap/requireNode.mjs";

requireNode();
const { build } = await import("../deploy/local/bootstrap/build.mjs");
const { install } = await import("../deploy/local/bootstrap/install.mjs");
const { root } = await import("../deploy/local/bootstrap/root.mjs");
const { run, stopOnSignals } = await import("../deploy/local/bootstrap/run.mjs");

const ending = ".bench.ts";
const names = (await readdir(`${import.meta.dirname}/bench`))
  .filter((file) => file.endsWith(ending))
  .map((file) => file.slice(0, -ending.length))
  .sort();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !names.includes(name));

stopOnSignals();
if (wanted.length === 0 || unknown.length > 0) {
  if (unknown.length > 0) process.stderr.write(`There is no bench ${unknown.join(", ")}.\n`);
  process.stdout.write(`Usage: npm run bench -- <name>…\n\nBenches:\n${names.map((name) => `  ${name}\n`).join("")}`);
  process.exit(unknown.length > 0 ? 1 : 0);
}
if (!(await install()) || !(await build())) process.exit(1);
for (const name of wanted) {
  process.stdout.write(`\n${name}\n`);
  const { code } = await run([process.execPath, "--import=tsx", `${root}/test/bench/${name}${ending}`], { show: true });
  if (code !== 0) process.exit(1);
}

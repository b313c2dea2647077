#!/usr/bin/env node
// A committed file: npm links no bin whose target is missing at install time.
import { existsSync } from "node:fs";
import module from "node:module";

const main = new URL("../dist/main.js", import.meta.url);
if (!existsSync(main)) {
  process.stderr.write("ledgerscope is not built yet: run `npm ci && npm run build` in its folder first\n");
  process.exit(1);
}
// Node 22 and later keep what they compiled.
module.enableCompileCache?.();
await import(main.href);

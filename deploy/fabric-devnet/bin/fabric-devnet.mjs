#!/usr/bin/env node
// A committed file: npm links no bin whose target is missing at install time.
import { existsSync } from "node:fs";

const main = new URL("../dist/main.js", import.meta.url);
if (!existsSync(main)) {
  process.stderr.write("fabric-devnet is not built yet: run `npm ci && npm run build` in its folder first\n");
  process.exit(1);
}
await import(main.href);

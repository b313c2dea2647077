import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { drawGraph } from "./drawGraph.ts";
import { readGraph } from "./readGraph.ts";
import { rules } from "./rules.ts";
import { turboBoundaries } from "./turboBoundaries.ts";

const root = resolve(import.meta.dirname, "../../..");
const turbo = JSON.parse(await readFile(`${root}/turbo.json`, "utf8")) as object;
await writeFile(`${root}/turbo.json`, `${JSON.stringify({ ...turbo, boundaries: turboBoundaries(rules) }, null, 2)}\n`);
await writeFile(`${root}/test/architecture/import-graph.svg`, drawGraph(await readGraph(root)));

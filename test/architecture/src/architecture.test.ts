import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterEach, expect, test } from "vitest";
import { drawGraph } from "./drawGraph.ts";
import { findViolations } from "./findViolations.ts";
import { readGraph } from "./readGraph.ts";
import { rules } from "./rules.ts";
import { turboBoundaries } from "./turboBoundaries.ts";

const root = resolve(import.meta.dirname, "../../..");
const graph = await readGraph(root);

test("no arrow against the rules, no circle, no undeclared dependency", () => {
  expect(graph.packages.length).toBe(Object.keys(rules).length);
  expect(graph.packages.flatMap((item) => item.files).length).toBeGreaterThan(50);
  expect(findViolations(graph, rules)).toEqual([]);
});

test("the rules themselves have no circle and reach only packages that have a rule", () => {
  const empty = { root, packages: [] };
  const asPackages = Object.entries(rules).map(([name, targets]) => ({
    name,
    path: name,
    dependencies: new Set<string>(targets),
    allDependencies: new Set<string>(targets),
    files: [{ path: `${name}/index.ts`, test: false, files: new Set<string>(), packages: new Set<string>(targets) }],
  }));
  expect(findViolations({ ...empty, packages: asPackages }, rules)).toEqual([]);
});

test("every package is built after the packages that it depends on", async () => {
  for (const item of graph.packages) {
    const config = await readFile(join(root, item.path, "tsconfig.json"), "utf8").catch(() => undefined);
    if (config === undefined) continue;
    const { references = [] } = JSON.parse(config) as { references?: { path: string }[] };
    if (item.path.startsWith("explorer/") && references.length === 0) continue; // built by Next.js
    const paths = new Map(graph.packages.map((other) => [join(root, other.path), other.name]));
    const referenced = references.map(({ path }) => paths.get(resolve(root, item.path, path)) ?? path);
    expect(new Set(referenced), `references in ${item.path}/tsconfig.json`).toEqual(item.allDependencies);
  }
});

test("the rules in turbo.json are those of the table: npm run generate", async () => {
  const turbo = JSON.parse(await readFile(join(root, "turbo.json"), "utf8"));
  expect(turbo.boundaries).toEqual(turboBoundaries(rules));
  for (const item of graph.packages) {
    const { tags } = JSON.parse(await readFile(join(root, item.path, "turbo.json"), "utf8"));
    expect(tags, `${item.path}/turbo.json`).toEqual([item.name]);
  }
});

test("the picture shows the sources as they are: npm run generate", async () => {
  const committed = await readFile(join(root, "test/architecture/import-graph.svg"), "utf8");
  expect(committed === drawGraph(graph), "import-graph.svg is stale: npm run generate").toBe(true);
});

const folders: string[] = [];
afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
});

/** A copy of two families and the vocabulary, with `files` planted in it. */
async function copyWith(files: Readonly<Record<string, string>>): Promise<string[]> {
  const copy = await mkdtemp(join(tmpdir(), "ledgerscope-architecture-"));
  folders.push(copy);
  const packages = ["indexer/core", "indexer/schema", "indexer/proof", "indexer/evm", "indexer/fabric"];
  await writeFile(join(copy, "package.json"), JSON.stringify({ workspaces: packages }));
  for (const path of packages) {
    await cp(join(root, path, "src"), join(copy, path, "src"), { recursive: true });
    await cp(join(root, path, "package.json"), join(copy, path, "package.json"));
  }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(copy, path)), { recursive: true });
    await writeFile(join(copy, path), text);
  }
  const { core, schema, proof, evm, fabric } = rules;
  return findViolations(await readGraph(copy), { core, schema, proof, evm, fabric });
}

test("an untouched copy breaks no rule", async () => {
  expect(await copyWith({})).toEqual([]);
});

test("a planted import from family to family is found, even when it is only of a type", async () => {
  const found = await copyWith({
    "indexer/evm/src/planted.ts": 'export type Planted = import("@ledgerscope/fabric").FabricConfig;\n',
  });
  expect(found).toContain("indexer/evm/src/planted.ts imports fabric: evm may import core, schema, proof");
  expect(found).toContain("indexer/evm/src/planted.ts imports fabric, which indexer/evm/package.json does not declare");
});

test("a planted relative path into another package is found", async () => {
  const found = await copyWith({
    "indexer/core/src/planted.ts": 'export * from "../../schema/src/index.ts";\n',
  });
  expect(found).toContain("indexer/core/src/planted.ts imports schema: core may import nothing of ours");
});

test("planted circles are found, between packages and between files", async () => {
  const found = await copyWith({
    "indexer/core/src/planted.ts": 'await import("@ledgerscope/evm");\n',
    "indexer/core/src/ping.ts": 'export { pong } from "./pong.ts";\n',
    "indexer/core/src/pong.ts": 'import { ping } from "./ping.ts";\nexport const pong = () => ping;\n',
  });
  expect(found).toContain("packages in a circle: core, evm");
  expect(found).toContain("files in a circle: indexer/core/src/ping.ts, indexer/core/src/pong.ts");
});

test("a dependency that nothing imports is found", async () => {
  const manifest = JSON.parse(await readFile(join(root, "indexer/core/package.json"), "utf8"));
  const found = await copyWith({
    "indexer/core/package.json": JSON.stringify({ ...manifest, dependencies: { "@ledgerscope/proof": "*" } }),
  });
  expect(found).toContain("indexer/core/package.json declares proof, which no file of the package imports");
});

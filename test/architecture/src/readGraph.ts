import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { parseImports } from "./parseImports.ts";

interface SourceFile {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  readonly test: boolean;
  /** Files of ours that it imports, by path. */
  readonly files: ReadonlySet<string>;
  /** Packages of ours that it imports, by short name; its own package never. */
  readonly packages: ReadonlySet<string>;
}

export interface Package {
  /** Without `@ledgerscope/`. */
  readonly name: string;
  /** From the root of the repository. */
  readonly path: string;
  readonly files: readonly SourceFile[];
  /** Packages of ours in `dependencies`, and in any of the dependency lists. */
  readonly dependencies: ReadonlySet<string>;
  readonly allDependencies: ReadonlySet<string>;
}

export interface Graph {
  readonly root: string;
  readonly packages: readonly Package[];
}

const scope = "@ledgerscope/";
/** Tests, what only tests use (`src/test/`), and configuration files. */
const isTest = /\.(test|bench)\.[cm]?[jt]sx?$|\/src\/test\/|\.config\.[cm]?[jt]s$/;

const skipped = new Set(["node_modules", "dist", ".next", ".turbo", "coverage", "fixtures"]);

/** Reads the real import graph of the repository at `root` from its sources and package.json files. */
export async function readGraph(root: string): Promise<Graph> {
  const { workspaces } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { workspaces: string[] };
  const folders = (await Promise.all(workspaces.map((pattern) => expand(root, pattern)))).flat();
  const packages = await Promise.all(folders.map((folder) => readPackage(root, folder)));
  const owner = new Map(packages.map(({ path, name }) => [path, name]));
  for (const item of packages) for (const file of item.files) addPackagesOfFiles(file, item.name, owner);
  return { root, packages: packages.sort((a, b) => a.name.localeCompare(b.name)) };
}

/** A file that reaches into another package by a relative path imports that package. */
function addPackagesOfFiles(file: SourceFile, own: string, owner: ReadonlyMap<string, string>): void {
  for (const target of file.files) {
    const parts = target.split("/");
    const name = owner.get(parts.slice(0, 2).join("/")) ?? owner.get(parts.slice(0, 1).join("/"));
    if (name !== undefined && name !== own) (file.packages as Set<string>).add(name);
  }
}

/** The folders with a package.json that a workspace pattern (`indexer/*` or a plain folder) stands for. */
async function expand(root: string, pattern: string): Promise<string[]> {
  const parent = pattern.replace(/\/\*$/, "");
  const candidates =
    parent === pattern
      ? [pattern]
      : (await readdir(join(root, parent), { withFileTypes: true }))
          .filter((entry) => entry.isDirectory())
          .map((entry) => `${parent}/${entry.name}`);
  const found = await Promise.all(
    candidates.map(async (path) => ((await readdir(join(root, path))).includes("package.json") ? [path] : [])),
  );
  return found.flat();
}

async function readPackage(root: string, path: string): Promise<Package> {
  const manifest = JSON.parse(await readFile(join(root, path, "package.json"), "utf8")) as Manifest;
  const name = shortName(manifest.name) ?? manifest.name;
  const files: SourceFile[] = [];
  for await (const file of sources(join(root, path))) files.push(await readSource(root, file, name));
  return {
    name,
    path,
    files,
    dependencies: ours(manifest.dependencies),
    allDependencies: ours(manifest.dependencies, manifest.devDependencies, manifest.peerDependencies),
  };
}

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

function ours(...lists: readonly (Readonly<Record<string, string>> | undefined)[]): Set<string> {
  return new Set(lists.flatMap((list) => Object.keys(list ?? {}).flatMap((name) => shortName(name) ?? [])));
}

/** `@ledgerscope/core/foo` → `core`; undefined for what is not ours. */
function shortName(specifier: string): string | undefined {
  return specifier.startsWith(scope) ? specifier.slice(scope.length).split("/")[0] : undefined;
}

async function* sources(folder: string): AsyncIterable<string> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !skipped.has(entry.name)) yield* sources(path);
    else if (entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name)) yield path;
  }
}

async function readSource(root: string, file: string, own: string): Promise<SourceFile> {
  const path = relative(root, file).split(sep).join("/");
  const files = new Set<string>();
  const packages = new Set<string>();
  for (const { specifier } of parseImports(path, await readFile(file, "utf8"))) {
    const name = shortName(specifier);
    if (name !== undefined && name !== own) packages.add(name);
    if (specifier.startsWith(".")) {
      files.add(
        relative(root, resolve(dirname(file), specifier))
          .split(sep)
          .join("/"),
      );
    }
  }
  return { path, test: isTest.test(path), files, packages };
}

import { findCircles } from "./findCircles.ts";
import type { Graph, Package } from "./readGraph.ts";
import type { Rules } from "./rules.ts";

/** What in the import graph breaks the rules, one sentence each; empty when nothing does. */
export function findViolations(graph: Graph, rules: Rules): string[] {
  return [
    ...missingRules(graph, rules),
    ...graph.packages.flatMap((item) => forbiddenArrows(item, rules[item.name] ?? [])),
    ...graph.packages.flatMap(undeclaredArrows),
    ...packageCircles(graph),
    ...graph.packages.flatMap(fileCircles),
  ];
}

/** Package → the packages that its sources import; tests and configuration files are left out on request. */
export function packageArrows(graph: Graph, { tests }: { tests: boolean }): Map<string, Set<string>> {
  return new Map(
    graph.packages.map((item) => [
      item.name,
      new Set(item.files.filter((file) => tests || !file.test).flatMap((file) => [...file.packages])),
    ]),
  );
}

function missingRules(graph: Graph, rules: Rules): string[] {
  const names = new Set(graph.packages.map((item) => item.name));
  return [
    ...[...names].filter((name) => !(name in rules)).map((name) => `package ${name} has no row in the rules`),
    ...Object.keys(rules)
      .filter((name) => !names.has(name))
      .map((name) => `the rules have a row for ${name}, but there is no such package`),
  ];
}

function forbiddenArrows(item: Package, allowed: readonly string[]): string[] {
  return item.files.flatMap((file) =>
    [...file.packages]
      .filter((target) => !allowed.includes(target))
      .map(
        (target) =>
          `${file.path} imports ${target}: ${item.name} may import ${allowed.join(", ") || "nothing of ours"}`,
      ),
  );
}

/** What the sources import is declared in package.json, and what is declared is imported. */
function undeclaredArrows(item: Package): string[] {
  const imported = new Set(item.files.flatMap((file) => [...file.packages]));
  return [
    ...item.files.flatMap((file) =>
      [...file.packages]
        .filter((target) => !(file.test ? item.allDependencies : item.dependencies).has(target))
        .filter((target) => !(item.path.startsWith("test/") && item.allDependencies.has(target)))
        .map((target) => `${file.path} imports ${target}, which ${item.path}/package.json does not declare`),
    ),
    ...[...item.allDependencies]
      .filter((target) => !imported.has(target))
      .map((target) => `${item.path}/package.json declares ${target}, which no file of the package imports`),
  ];
}

function packageCircles(graph: Graph): string[] {
  return findCircles(packageArrows(graph, { tests: true })).map((names) => `packages in a circle: ${names.join(", ")}`);
}

function fileCircles(item: Package): string[] {
  const arrows = new Map(item.files.map((file) => [file.path, file.files]));
  return findCircles(arrows).map((paths) => `files in a circle: ${paths.join(", ")}`);
}

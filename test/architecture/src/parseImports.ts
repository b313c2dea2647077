import { parseSync, Visitor } from "oxc-parser";

export interface Import {
  /** As written: `./block.ts`, `@ledgerscope/core`, `node:fs`. */
  readonly specifier: string;
  /** Vanishes when compiled: `import type`, `export type`, `import("…").T`. */
  readonly typeOnly: boolean;
}

/**
 * Every module that a source file names: static and dynamic imports, re-exports and type imports.
 * Dynamic imports of computed names are not seen.
 *
 * @param path decides the dialect by its extension.
 * @throws SyntaxError naming the file.
 */
export function parseImports(path: string, source: string): Import[] {
  const { program, errors } = parseSync(path, source);
  const fatal = errors.find((error) => error.severity === "Error");
  if (fatal) throw new SyntaxError(`${path}: ${fatal.message}`);
  const found: Import[] = [];
  const add = (specifier: unknown, kind: "type" | "value" | undefined) => {
    if (typeof specifier === "string") found.push({ specifier, typeOnly: kind === "type" });
  };
  new Visitor({
    ImportDeclaration: (node) => {
      const onlyTypes =
        node.specifiers.length > 0 &&
        node.specifiers.every((item) => item.type === "ImportSpecifier" && item.importKind === "type");
      add(node.source.value, onlyTypes ? "type" : node.importKind);
    },
    ExportNamedDeclaration: (node) => add(node.source?.value, node.exportKind),
    ExportAllDeclaration: (node) => add(node.source.value, node.exportKind),
    ImportExpression: (node) => add(node.source.type === "Literal" ? node.source.value : undefined, "value"),
    TSImportType: (node) => add(node.source.value, "type"),
  }).visit(program);
  return found;
}

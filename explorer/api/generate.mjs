// Writes the typed client operations of the web apps: every `src/**/*.graphql` of an app becomes
// `TypedDocumentNode`s in its `src/generated/graphql.ts`, checked against the schema it talks to.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { codegen } from "@graphql-codegen/core";
import * as typedDocumentNode from "@graphql-codegen/typed-document-node";
import * as typescriptOperations from "@graphql-codegen/typescript-operations";
import { buildSchema, parse, validate } from "graphql";

const explorer = fileURLToPath(new URL("..", import.meta.url));
const apps = [
  { app: "web", sdl: "schema.graphql" },
  { app: "disclosure", sdl: "schema.public.graphql" },
];

/** Scalars as they stand in JSON; 64-bit and larger numbers are decimal text. */
const config = {
  scalars: { BigInt: "string", DateTime: "string", Hex: "string", ID: "string" },
  strictScalars: true,
  enumType: "string-literal",
  enumsAsTypes: true,
  useTypeImports: true,
  skipTypename: true,
  dedupeFragments: true,
};

async function operationFiles(app) {
  const root = join(explorer, app, "src");
  const names = await readdir(root, { recursive: true }).catch(() => []);
  return names
    .filter((name) => name.endsWith(".graphql"))
    .sort()
    .map((name) => ({ name: join(app, "src", name), path: join(root, name) }));
}

async function generate({ app, sdl }) {
  const files = await operationFiles(app);
  if (files.length === 0) return console.log(`explorer/${app}: no operations yet`);
  const schema = buildSchema(await readFile(join(explorer, "api", sdl), "utf8"));
  const documents = [];
  for (const { name, path } of files) {
    documents.push({ location: name, document: parse(await readFile(path, "utf8")) });
  }
  const whole = { kind: "Document", definitions: documents.flatMap(({ document }) => document.definitions) };
  const errors = validate(schema, whole);
  if (errors.length > 0) throw new Error(`explorer/${app}: ${errors.map((error) => error.toString()).join("\n\n")}`);
  const output = await codegen({
    filename: "graphql.ts",
    schema: parse(await readFile(join(explorer, "api", sdl), "utf8")),
    documents,
    config,
    plugins: [{ operations: {} }, { typedDocumentNode: {} }],
    pluginMap: { operations: typescriptOperations, typedDocumentNode },
  });
  const target = join(explorer, app, "src", "generated");
  await mkdir(target, { recursive: true });
  await writeFile(
    join(target, "graphql.ts"),
    `/* Generated from the .graphql files by \`npm run generate\`. */\n${output}`,
  );
  console.log(`explorer/${app}: ${files.length} file(s) of operations`);
}

for (const app of apps) await generate(app);

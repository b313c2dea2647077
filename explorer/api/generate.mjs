// Writes the typed client operations of the web apps: every `src/**/*.graphql` of an app becomes
// `TypedDocumentNode`s in its `src/generated/graphql.ts`, checked against the schema it talks to. The explorer's are
// written for the API as well, by the hashes that its pages ask for them with.
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { codegen } from "@graphql-codegen/core";
import * as typedDocumentNode from "@graphql-codegen/typed-document-node";
import * as typescriptOperations from "@graphql-codegen/typescript-operations";
import { buildSchema, NoUnusedFragmentsRule, parse, print, specifiedRules, validate, visit } from "graphql";

const explorer = fileURLToPath(new URL("..", import.meta.url));
const apps = [
  { app: "web", sdl: "schema.graphql", known: "operations.json" },
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

/** Names of the fragments that a definition spreads, also those within them. */
function spreads(definition, fragments, found = new Set()) {
  visit(definition, {
    FragmentSpread({ name }) {
      if (found.has(name.value)) return;
      found.add(name.value);
      spreads(fragments.get(name.value), fragments, found);
    },
  });
  return found;
}

/** Each operation as it is asked for: itself, then its fragments by name (`web/src/graphql/persisted.ts`). */
function persisted(definitions) {
  const fragments = new Map(
    definitions.filter(({ kind }) => kind === "FragmentDefinition").map((fragment) => [fragment.name.value, fragment]),
  );
  const operations = definitions
    .filter(({ kind }) => kind === "OperationDefinition")
    .map((operation) => {
      const used = [...spreads(operation, fragments)].sort().map((name) => fragments.get(name));
      const text = print({ kind: "Document", definitions: [operation, ...used] });
      return [createHash("sha256").update(text).digest("hex"), { name: operation.name.value, text }];
    });
  return Object.fromEntries(operations.sort(([, a], [, b]) => (a.name < b.name ? -1 : 1)));
}

async function generate({ app, sdl, known }) {
  const files = await operationFiles(app);
  if (files.length === 0) return console.log(`explorer/${app}: no operations yet`);
  const schema = buildSchema(await readFile(join(explorer, "api", sdl), "utf8"));
  const documents = [];
  for (const { name, path } of files) {
    documents.push({ location: name, document: parse(await readFile(path, "utf8")) });
  }
  const { valid, errors } = validFiles(schema, documents);
  const output = await codegen({
    filename: "graphql.ts",
    schema: parse(await readFile(join(explorer, "api", sdl), "utf8")),
    documents: valid,
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
  if (known !== undefined) {
    const operations = persisted(valid.flatMap(({ document }) => document.definitions));
    await writeFile(join(explorer, "api", known), `${JSON.stringify(operations, null, 2)}\n`);
  }
  console.log(`explorer/${app}: ${valid.length} file(s) of operations`);
  for (const error of errors) console.error(`explorer/${app}: ${error}\n`);
  if (errors.length > 0) process.exitCode = 1;
}

/**
 * The files whose operations the schema has, each seen with the fragments of all that are right; what is wrong with the
 * others. One that is wrong holds up those that use its fragments, not the rest, and fails the run.
 */
function validFiles(schema, documents) {
  const rules = specifiedRules.filter((rule) => rule !== NoUnusedFragmentsRule);
  const errors = [];
  let valid = documents;
  for (let before; before !== valid.length; ) {
    before = valid.length;
    const fragments = valid.flatMap(({ document }) =>
      document.definitions.filter(({ kind }) => kind === "FragmentDefinition"),
    );
    valid = valid.filter(({ location, document }) => {
      const others = fragments.filter((fragment) => !document.definitions.includes(fragment));
      const found = validate(schema, { kind: "Document", definitions: [...document.definitions, ...others] }, rules);
      const own = found.filter(({ nodes }) => nodes?.some((node) => within(document, node)) ?? true);
      errors.push(...own.map((error) => `${location}: ${error.message}`));
      return own.length === 0;
    });
  }
  return { valid, errors };
}

const within = (document, { loc }) =>
  loc === undefined || document.loc === undefined || loc.source === document.loc.source;

for (const app of apps) await generate(app);

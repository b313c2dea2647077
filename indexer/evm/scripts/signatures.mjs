/**
 * Writes src/abi/knownSignatures.gen.ts: declarations of functions, events and errors out of the JSON ABIs that npm
 * packages ship. The packages are no dependencies: unpack them (`npm pack`) each into a folder, best known first, and
 * run `npm run signatures -w @ledgerscope/evm -- FOLDER…`. Declarations are facts about interfaces; what each package
 * is called and its version stand beside them.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Fragment, Interface } from "ethers";

const KINDS = new Set(["function", "event", "error"]);
/** Longer ones are of struct arguments nested deep. */
const MAX_LENGTH = 600;

function* filesIn(folder) {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* filesIn(path);
    else if (name.endsWith(".json") && name !== "package.json") yield path;
  }
}

/** Everything in a JSON file that is a list of ABI items. */
function* itemsIn(value) {
  if (typeof value !== "object" || value === null) return;
  if (KINDS.has(value.type) && typeof value.name === "string" && Array.isArray(value.inputs)) yield value;
  else for (const inner of Object.values(value)) yield* itemsIn(inner);
}

function parse(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined; // Not every .json file of a package is JSON.
  }
}

/** With names of arguments, or without where one of them is a word of the language. */
function readable(fragment) {
  const text = fragment.format("full");
  try {
    Fragment.from(text);
    return text;
  } catch {
    return fragment.format("minimal");
  }
}

const told = new Set();
const sections = process.argv.slice(2).map((folder) => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const lines = [];
  for (const path of filesIn(folder)) {
    for (const item of itemsIn(parse(path))) {
      const [fragment] = new Interface([item]).fragments;
      if (!fragment) continue;
      const indexed = fragment.type === "event" ? fragment.inputs.map((input) => (input.indexed ? 1 : 0)).join("") : "";
      const key = `${fragment.type} ${fragment.format("sighash")} ${indexed}`;
      const text = readable(fragment)
        .replace(/ (view|pure|payable|nonpayable|constant)(?= returns|$)/, "")
        .replaceAll(", ", ",");
      if (told.has(key) || text.length > MAX_LENGTH) continue;
      told.add(key);
      lines.push(text);
    }
  }
  return { title: `${name} ${version} (${license})`, lines: lines.sort() };
});

const out = new URL("../src/abi/knownSignatures.gen.ts", import.meta.url);
writeFileSync(
  out,
  [
    "// Written by scripts/signatures.mjs; do not edit.",
    "",
    "/** Declarations, one a line, by the npm package that ships them. */",
    "export const signaturesByPackage: Readonly<Record<string, string>> = {",
    ...sections.map(({ title, lines }) => `  ${JSON.stringify(title)}: \`\n${lines.join("\n")}\n\`,`),
    "};",
    "",
  ].join("\n"),
);
console.log(`${told.size} declarations, ${statSync(out).size} bytes`);

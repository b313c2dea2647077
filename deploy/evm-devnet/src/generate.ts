import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { compileContracts } from "./compileContracts.ts";

const contracts = await compileContracts();
const text = Object.entries(contracts).map(
  ([name, contract]) =>
    `export const ${name.charAt(0).toLowerCase()}${name.slice(1)}: Contract = ${JSON.stringify(contract, null, 2)};\n`,
);
await writeFile(
  fileURLToPath(new URL("../src/contracts.gen.ts", import.meta.url)),
  [
    "// Written by `npm run generate`: do not edit.",
    'import type { Contract } from "./compileContracts.ts";',
    "",
    ...text,
  ].join("\n"),
);

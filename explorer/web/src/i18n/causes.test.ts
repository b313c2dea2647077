import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { causeName } from "./causeName.ts";
import { causes } from "./causes.ts";

const rules = fileURLToPath(new URL("../../../../tracer/model/src/", import.meta.url));

/** Names of codes and sub-causes in the sources of the rules, wherever they are written as such. */
function namesInRules(): string[] {
  const files = ["diagnoses", "slowness", "slowness/rules", "revert", "evm"].flatMap((folder) =>
    readdirSync(rules + folder)
      .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
      .map((file) => readFileSync(`${rules}${folder}/${file}`, "utf8")),
  );
  const quoted = (text: string): string[] => [...text.matchAll(/"([a-z0-9_]+)"/g)].map(([, name]) => name as string);
  const names = files.flatMap((text) => [
    ...[...text.matchAll(/^\s*code: "([a-z0-9_]+)"/gm)].map(([, name]) => name as string),
    ...[...text.matchAll(/subCauses?: ([^\n]*)/g)].flatMap(([, value]) => quoted(value as string)),
    ...[...text.matchAll(/^(?:export )?type \w*Cause\w* =([^;]*);/gm)].flatMap(([, value]) => quoted(value as string)),
    ...[...text.matchAll(/\bcause: "([a-z0-9_]+)"/g)].map(([, name]) => name as string),
    // Lists of names: by validation code, and with words of their own.
    ...[...text.matchAll(/^ {2}\d+: "([a-z_]+)",$/gm)].map(([, part]) =>
      text.includes("`bad_${") ? `bad_${part}` : (part as string),
    ),
    ...[...text.matchAll(/^ {2}"?([a-z0-9]+(?:_[a-z0-9]+)+)"?: \{ ?(?:en|$)/gm)].map(([, name]) => name as string),
  ]);
  return [...new Set(names)].sort();
}

it("every code and sub-cause that a rule names has words in both languages", () => {
  const names = namesInRules();
  expect(names.length).toBeGreaterThan(60);
  expect(names.filter((name) => !Object.hasOwn(causes, name))).toEqual([]);
});

it("every cause is said in both languages, in words and not in code", () => {
  for (const [code, { en, zh }] of Object.entries(causes)) {
    expect(en, code).not.toContain("_");
    expect(zh, code).toMatch(/[\u4e00-\u9fff]/);
    expect(zh, code).not.toBe(en);
  }
});

it("a cause without words is called by its name, whatever the name", () => {
  expect(causeName("hot_key_in_block", "zh")).toBe("同一区块内的热点键");
  expect(causeName("some_new_cause", "en")).toBe("some new cause");
  expect(causeName("constructor", "en")).toBe("constructor");
});

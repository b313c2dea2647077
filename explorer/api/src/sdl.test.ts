import { readFile } from "node:fs/promises";
import { buildSchema, isIntrospectionType, isObjectType } from "graphql";
import { expect, test } from "vitest";
import { sdlFiles } from "./sdl.ts";

test.each(sdlFiles())("$file is what the code says (npm run generate -w @ledgerscope/api)", async ({ file, sdl }) => {
  expect(await readFile(file, "utf8")).toBe(sdl);
});

test("every list of rows in the private schema is bounded, by `first` or by its nature", () => {
  const schema = buildSchema(sdlFiles()[0]?.sdl ?? "");
  const unbounded = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !isIntrospectionType(type))
    .flatMap((type) => (isObjectType(type) ? Object.values(type.getFields()).map((field) => ({ type, field })) : []))
    .filter(({ field }) => /^\w+Connection!$/.test(String(field.type)))
    .filter(({ field }) => !["first", "after"].every((name) => field.args.some((argument) => argument.name === name)));
  expect(unbounded).toEqual([]);
});

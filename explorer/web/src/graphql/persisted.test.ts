import { readFile } from "node:fs/promises";
import type { DocumentNode } from "graphql";
import { expect, test } from "vitest";
import * as generated from "../generated/graphql.ts";
import { persisted } from "./persisted.ts";

const documents = Object.entries(generated).filter(
  (entry): entry is [string, DocumentNode & never] =>
    entry[0].endsWith("Document") && !entry[0].endsWith("FragmentDoc"),
);

test("the API knows every operation of ours by the hash that we ask with (npm run generate -w @ledgerscope/api)", async () => {
  const file = new URL("../../../api/operations.json", import.meta.url);
  const known = JSON.parse(await readFile(file, "utf8")) as Record<string, { name: string; text: string }>;
  expect(documents.length).toBeGreaterThan(5);
  for (const [name, document] of documents) {
    const { hash, text } = persisted(document);
    expect(known[hash], name).toMatchObject({ text });
  }
  expect(Object.keys(known)).toHaveLength(documents.length);
});

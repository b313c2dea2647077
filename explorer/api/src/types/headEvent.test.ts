import { operator } from "@ledgerscope/core";
import { type ExecutionResult, parse, subscribe } from "graphql";
import { expect, test } from "vitest";
import { schema } from "../schema.ts";
import { placeCursor } from "../subscriptions/chainPlace.ts";

/** Events of `headAdvanced` when the head is this one and nothing more comes. */
async function eventsAfter(cursor: string, head: { height: number; hash: string }): Promise<unknown[]> {
  const network = { name: "a", channel: "", family: "evm", recorded: false };
  const contextValue = {
    viewer: operator,
    warehouse: { query: async () => [{ network: "a", ...head }] },
    directory: { visible: () => [network], find: () => network },
    heads: { follow: async function* () {}, ready: async () => {} },
  };
  const document = parse('subscription ($after: String) { headAdvanced(network: "a", after: $after) { cursor } }');
  const events = await subscribe({ schema, document, contextValue, variableValues: { after: cursor } });
  const seen: unknown[] = [];
  for await (const { data } of events as AsyncIterable<ExecutionResult>) seen.push(data?.["headAdvanced"]);
  return seen;
}

test("the cursor of the current head brings nothing, that of another block brings the head", async () => {
  const [known, replaced, before] = ["bb", "cc", "aa"].map((hash) => placeCursor("a", { height: 7, hash })) as [
    string,
    string,
    string,
  ];
  const head = { height: 7, hash: "bb" };
  expect(await eventsAfter(known, head)).toEqual([]);
  expect(await eventsAfter(before, head)).toEqual([{ cursor: known }]);
  // A reorg at the same height.
  expect(await eventsAfter(known, { height: 7, hash: "cc" })).toEqual([{ cursor: replaced }]);
});

import { PolicyState } from "@ledgerscope/fabric";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FabricWarehouse } from "./support/fabricWarehouse.ts";
import { HandWrittenRows } from "./support/handWritten.ts";

let fabric: FabricWarehouse;
beforeAll(async () => {
  fabric = await FabricWarehouse.open();
}, 60_000);
afterAll(() => fabric?.close());
test("policies of single keys, read from stored rows, follow existence and expiry of their keys", async () => {
  const rows = new HandWrittenRows(fabric.warehouse, "p");
  await rows.ledger(9, [
    { at: [1, 0], code: 0, metadata: ["void"], puts: ["secret/x", "a", "b", "c", "secret/y"] },
    { at: [1, 1], code: 0, metadata: ["secret/x", "a", "secret/y"] },
    { at: [2, 0], code: 0, puts: ["void"], metadata: ["b"] },
    { at: [2, 1], code: 0, deletes: ["b"], metadata: ["b"] },
    { at: [3, 0], code: 0, puts: ["b"] },
    { at: [4, 0], code: 0, puts: ["secret/y"] },
  ]);
  await rows.write("fabric_lifecycle", [
    {
      height: 1,
      step: "commit",
      chaincode: "cc",
      collections: JSON.stringify([{ name: "secret", block_to_live: "3" }]),
    },
  ]);
  const at = async (height: number) => {
    const state = await PolicyState.open({ stored: fabric.warehouse, network: "p", channel: "c" }, height);
    const keys = ["x", "y"].map((k) => ["secret", k]).concat(["a", "b", "c", "void"].map((k) => ["", k])) as [
      string,
      string,
    ][];
    const keySets = keys.map(([collection, k]) => ({
      namespace: "cc",
      collection,
      writes: [{ key: Buffer.from(k) }],
      metadataWrites: [],
    }));
    await state.prepare([{ block: { number: height }, envelopes: [{ actions: [{ keySets }] }] }] as never);
    return keys.filter(([c, k]) => state.keyPolicy("cc", c, Buffer.from(k)).length > 0).map(([, k]) => k);
  };
  // "b" was deleted with its metadata; "void" had metadata before it was there; "x" is purged with block 1 + 3 + 1.
  expect(await at(2)).toEqual(["x", "y", "a"]);
  expect(await at(5)).toEqual(["x", "y", "a"]);
  expect(await at(6)).toEqual(["y", "a"]);
  expect(await at(9)).toEqual(["a"]);
});

import { operator, type Viewer } from "@ledgerscope/core";
import { expect, test } from "vitest";
import { normalizeId } from "./findTransaction.ts";
import { scopeOf } from "./scope.ts";

const guest: Viewer = { name: "guest", networks: ["a"], channels: ["c"], roles: [] };

test("a viewer's networks and channels are conditions with parameters, never text in the statement", () => {
  const scope = scopeOf({ ...guest, networks: ["a' OR 1 --"] }, "b", { channel: true });
  expect(scope.sql).toBe(
    "network IN {viewerNetworks:Array(String)} AND (channel = '' OR channel IN {viewerChannels:Array(String)}) AND network = {network:String}",
  );
  expect(scope.params).toEqual({ viewerNetworks: ["a' OR 1 --"], viewerChannels: ["c"], network: "b" });
});

test("a viewer of nothing reads nothing", () => {
  expect(scopeOf({ ...guest, networks: [] }, undefined, { channel: false })).toEqual({
    sql: "network IN {viewerNetworks:Array(String)}",
    params: { viewerNetworks: [] },
  });
});

test("the operator reads everything", () => {
  expect(scopeOf(operator, undefined, { channel: true })).toEqual({ sql: "1", params: {} });
});

test("ids of both families are told from anything else", () => {
  const id = "AB".repeat(32);
  expect(normalizeId(` 0x${id} `)).toBe(id.toLowerCase());
  expect(normalizeId(id)).toBe(id.toLowerCase());
  for (const wrong of ["", "0x", id.slice(1), `${id}0`, "g".repeat(64), `${id}' OR 1=1`]) {
    expect(normalizeId(wrong)).toBeUndefined();
  }
});

import { expect, test } from "vitest";
import { decodeGlobalId, encodeGlobalId, formatNodeKey, parseNodeKey } from "./globalId.ts";

test("a global id carries type, network, channel and key, whatever stands in them", () => {
  const key = { network: "a|b", channel: "ch%7Cannel", key: "5:0:ünï|" };
  const id = encodeGlobalId("Transaction", formatNodeKey(key));
  expect(id).toMatch(/^[\w-]+$/);
  const decoded = decodeGlobalId(id);
  expect(decoded.typename).toBe("Transaction");
  expect(parseNodeKey(decoded.id)).toEqual(key);
});

test.each([
  "",
  "x",
  Buffer.from("v2|Block|n||1").toString("base64url"),
  Buffer.from("v1|Block|n|1").toString("base64url"),
  Buffer.from("v1|Block|n||%").toString("base64url"),
  Buffer.from("v1|Block|n||1|2").toString("base64url"),
])("%j is refused as an id", (id) => {
  expect(() => decodeGlobalId(id)).toThrow(
    expect.objectContaining({ extensions: expect.objectContaining({ code: "BAD_INPUT" }) }),
  );
});

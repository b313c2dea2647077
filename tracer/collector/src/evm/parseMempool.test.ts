import { ConfigError } from "@ledgerscope/core";
import { expect, test } from "vitest";
import { parseMempool } from "./parseMempool.ts";

test("one address is a node named by its host; several have their names", () => {
  expect(parseMempool("ws://127.0.0.1:8546", "dev")).toEqual([{ node: "127.0.0.1:8546", url: "ws://127.0.0.1:8546/" }]);
  expect(parseMempool({ geth1: "http://127.0.0.1:8545/x", geth2: "wss://node/key" }, "dev")).toEqual([
    { node: "geth1", url: "http://127.0.0.1:8545/x" },
    { node: "geth2", url: "wss://node/key" },
  ]);
  expect(parseMempool(undefined, "dev")).toEqual([]);
});

test.each([
  [7, "networks.dev.observe.mempool is"],
  ["ftp://host", "networks.dev.observe.mempool is"],
  [["ws://a"], "networks.dev.observe.mempool is"],
  [{ geth1: "nowhere" }, "networks.dev.observe.mempool.geth1 is"],
])("%j is refused, the key is named and an example given", (input, message) => {
  expect(() => parseMempool(input, "dev")).toThrow(ConfigError);
  expect(() => parseMempool(input, "dev")).toThrow(message);
  expect(() => parseMempool(input, "dev")).toThrow("for example: observe:");
});

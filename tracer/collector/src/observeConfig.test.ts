import { ConfigError } from "@ledgerscope/core";
import { expect, test } from "vitest";
import { parseObserve } from "./observeConfig.ts";

const context = { network: "relief", baseDir: "/etc/ledgerscope" };

test("paths start from the configuration's folder, addresses lead to /metrics", () => {
  const observe = parseObserve(
    {
      logs: { peer1: "./peer1.log", peer2: ["/var/log/peer2.log.1.gz", "/var/log/peer2.log"] },
      metrics: { peer1: "http://127.0.0.1:9443", geth: "http://127.0.0.1:6060/debug/metrics/prometheus" },
      blocks: { peer1: "peer0.org1.example.com", peer2: "127.0.0.1:9051" },
    },
    context,
  );
  expect(observe.logs).toEqual([
    { node: "peer1", paths: ["/etc/ledgerscope/peer1.log"] },
    { node: "peer2", paths: ["/var/log/peer2.log.1.gz", "/var/log/peer2.log"] },
  ]);
  expect(observe.metrics).toEqual([
    { node: "peer1", url: "http://127.0.0.1:9443/metrics" },
    { node: "geth", url: "http://127.0.0.1:6060/debug/metrics/prometheus" },
  ]);
  expect(observe.blocks?.names.get("peer0.org1.example.com")).toBe("peer1");
  expect(observe.blocks?.names.get("127.0.0.1:9051")).toBe("peer2");
});

test.each([
  [undefined, false],
  [{ blocks: false }, false],
  [{ blocks: null }, false],
  [{ blocks: true }, true],
  [{ blocks: {} }, true],
])("of %j blocks are observed: %s", (input, isObserved) => {
  expect(parseObserve(input, context).blocks !== undefined).toBe(isObserved);
});

test.each([
  ["everything", /networks\.relief\.observe is not a mapping; for example: observe: \{ logs/],
  [{ log: {} }, /observe\.log is not known \(logs, metrics, blocks, mempool are\)/],
  [{ logs: ["./peer1.log"] }, /observe\.logs maps node names to lists of files; for example/],
  [{ logs: { peer1: [7] } }, /observe\.logs\.peer1 is not a list of files/],
  [{ metrics: "http://127.0.0.1:9443" }, /observe\.metrics maps node names to addresses/],
  [{ metrics: { peer1: "127.0.0.1:9443" } }, /observe\.metrics\.peer1 is not an address/],
  [
    { metrics: { peer1: "http://me:secret@127.0.0.1:9443" } },
    /observe\.metrics\.peer1 is not an address .*no password/,
  ],
  [{ metrics: { peer1: ["http://127.0.0.1:9443"] } }, /observe\.metrics\.peer1 is not an address/],
  [{ blocks: ["peer1"] }, /observe\.blocks is true, or maps names; for example: observe: \{ blocks: true \}/],
  [{ blocks: { peer1: true } }, /observe\.blocks\.peer1 is not the name or host:port of a node/],
])("%j is refused with the key and an example", (input, message) => {
  const attempt = () => parseObserve(input, context);
  expect(attempt).toThrow(message);
  expect(attempt).toThrow(ConfigError);
});

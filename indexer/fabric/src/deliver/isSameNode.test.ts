import { expect, test } from "vitest";
import { isSameNode } from "./isSameNode.ts";
import type { FabricNode } from "./liveConfig.ts";

const node = (name: string, address: string, hostname?: string): FabricNode => ({
  name,
  kind: "peer",
  address,
  ...(hostname === undefined ? {} : { hostname }),
});

test.each([
  ["the same address", node("p", "10.0.0.5:7051"), node("10.0.0.5:7051", "10.0.0.5:7051"), true],
  [
    "both are this machine",
    node("peer0.org1.example.com", "localhost:7051", "peer0.org1.example.com"),
    node("peer0.org1.example.com:7051", "127.0.0.1:7051", "peer0.org1.example.com"),
    true,
  ],
  [
    "its TLS name is the discovered host",
    node("p", "10.0.0.5:7051", "peer0.org1.example.com"),
    node("peer0.org1.example.com:7051", "peer0.org1.example.com:7051"),
    true,
  ],
  [
    "its configured name is the discovered host",
    node("peer0.org1.example.com", "10.0.0.5:7051"),
    node("peer0.org1.example.com:7051", "peer0.org1.example.com:7051"),
    true,
  ],
  ["another port", node("p", "localhost:7051"), node("localhost:9051", "localhost:9051"), false],
  ["another host", node("p", "10.0.0.5:7051"), node("10.0.0.6:7051", "10.0.0.6:7051"), false],
])("%s", (_what, configured, discovered, same) => {
  expect(isSameNode(configured, discovered)).toBe(same);
});

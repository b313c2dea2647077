import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigError } from "@ledgerscope/core";
import { afterAll, expect, test } from "vitest";
import { loadConfig } from "./config.ts";

const folder = mkdtempSync(join(tmpdir(), "ledgerscope-config-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(yaml: string): string {
  const path = join(folder, "ledgerscope.yaml");
  writeFileSync(path, yaml);
  return path;
}

test("the smallest configuration works, and paths start from its folder", async () => {
  const config = await loadConfig(written("warehouse: { path: ./data }\nnetworks: {}\n"));
  expect(config).toEqual({
    path: join(folder, "ledgerscope.yaml"),
    baseDir: folder,
    warehouse: { path: join(folder, "data") },
    networks: {},
    retention: {},
    viewers: undefined,
    disclosure: undefined,
  });
});

test("a network keeps every key for its family", async () => {
  const config = await loadConfig(
    written(`warehouse: { url: "http://127.0.0.1:8123", username: reader }
networks:
  mainnet: { family: evm, rpc: ["http://127.0.0.1:8545"] }
  relief:  { family: fabric, recorded: true, channel: mychannel, ledger: ./blockfile_000000,
             observe: { logs: { peer1: [./peer1.log], orderer1: [./orderer1.log.xz] } } }
`),
  );
  expect(config.warehouse).toEqual({ url: "http://127.0.0.1:8123", username: "reader" });
  expect(config.networks["mainnet"]).toEqual({
    family: "evm",
    recorded: false,
    replayed: false,
    input: { family: "evm", rpc: ["http://127.0.0.1:8545"] },
  });
  expect(config.networks["relief"]?.recorded).toBe(true);
  expect(config.networks["relief"]?.input).toMatchObject({ observe: { logs: { peer1: ["./peer1.log"] } } });
});

test("retention is days by table, or forever", async () => {
  const { retention } = await loadConfig(
    written("warehouse: { path: ./data }\nretention: { stage_facts: 90, _quarantine: forever }\n"),
  );
  expect(retention).toEqual({ stage_facts: 90, _quarantine: "forever" });
});

test("viewers and disclosure are read", async () => {
  const config = await loadConfig(
    written(`warehouse: { path: /var/lib/ledgerscope }
viewers:
  s3cret: { name: auditor, networks: [relief], channels: [mychannel], roles: [audit] }
  other:  { networks: "*" }
disclosure: { warehouse: { path: ./public }, policy: ./policy.yaml }
`),
  );
  expect(config.warehouse).toEqual({ path: "/var/lib/ledgerscope" });
  expect(config.viewers).toEqual({
    s3cret: { name: "auditor", networks: ["relief"], channels: ["mychannel"], roles: ["audit"] },
    other: { name: "viewer 2", networks: "*", channels: "*", roles: [] },
  });
  expect(config.disclosure).toEqual({
    warehouse: { path: join(folder, "public") },
    policy: join(folder, "policy.yaml"),
  });
});

test.each([
  [
    "warehouse: { path: ./data }\nnetwork: {}\n",
    /unknown key network; known here: warehouse, networks, retention, viewers/,
  ],
  ["networks: {}\n", /warehouse: must be \{ path: \.\/data \}/],
  ["warehouse: { path: ./data, url: 'http://x' }\n", /warehouse: must be/],
  ["warehouse: { path: ./data }\nnetworks: { a: { rpc: [] } }\n", /networks\.a\.family: must name/],
  ["warehouse: { path: ./data }\nnetworks: { 'a b': { family: evm } }\n", /networks\.a b is no name for a network/],
  [
    "warehouse: { path: ./data }\nviewers: { t: { networks: relief } }\n",
    /viewers\.t\.networks: must be "\*" or a list/,
  ],
  ["warehouse: { path: ./data }\nviewers: { t: { networks: '*', role: [] } }\n", /unknown key viewers\.t\.role/],
  [
    "warehouse: { path: ./data }\nretention: { stage_facts: 0.5 }\n",
    /retention\.stage_facts: must be a number of days or "forever"/,
  ],
  ["warehouse: {\n", /ledgerscope\.yaml: /],
])("%j is refused by the key's name", async (yaml, message) => {
  const loading = loadConfig(written(yaml));
  await expect(loading).rejects.toBeInstanceOf(ConfigError);
  await expect(loading).rejects.toThrow(message);
});

test("users of the embedded warehouse are read; a profile's name needs no further word", async () => {
  const config = await loadConfig(
    written(`warehouse:
  path: ./data
  users:
    default: { password: a }
    writer: { password: b }
    grafana: { profile: reader, password: c, databases: [default], limits: { max_execution_time: 5 } }
`),
  );
  const databases = ["default", "store"];
  expect(config.warehouse).toEqual({
    path: join(folder, "data"),
    users: {
      default: { profile: "admin", password: "a", databases, limits: {} },
      writer: { profile: "writer", password: "b", databases, limits: {} },
      grafana: { profile: "reader", password: "c", databases: ["default"], limits: { max_execution_time: 5 } },
    },
  });
  for (const users of [
    "{ grafana: {} }",
    "{ default: { profile: reader } }",
    "{ 'a b': { profile: reader } }",
    "{ r: { profile: reader, limits: { readonly: 0 } } }",
  ]) {
    await expect(loadConfig(written(`warehouse: { path: ./data, users: ${users} }\n`))).rejects.toBeInstanceOf(
      ConfigError,
    );
  }
});

test("a missing file is told in one sentence with an example", async () => {
  await expect(loadConfig(join(folder, "absent.yaml"))).rejects.toThrow(
    /absent\.yaml does not exist; write it, or name another with --config:\nwarehouse: \{ path: \.\/data \}/,
  );
});

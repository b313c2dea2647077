import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigError } from "@ledgerscope/core";
import { afterAll, expect, test } from "vitest";
import { parseFabricConfig } from "../config.ts";

const folder = mkdtempSync(join(tmpdir(), "ledgerscope-live-config-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return `./${name}`;
};

file("tlsca.pem", "a certificate");

/** As the samples of Fabric write it (test-network/organizations/ccp-template.json). */
const samples = {
  name: "test-network-org1",
  version: "1.0.0",
  client: { organization: "Org1", connection: { timeout: { peer: { endorser: "300" } } } },
  organizations: {
    Org1: { mspid: "Org1MSP", peers: ["peer0.org1.example.com"], certificateAuthorities: ["ca.org1.example.com"] },
  },
  peers: {
    "peer0.org1.example.com": {
      url: "grpcs://localhost:7051",
      tlsCACerts: { pem: "a certificate\n" },
      grpcOptions: {
        "ssl-target-name-override": "peer0.org1.example.com",
        hostnameOverride: "peer0.org1.example.com",
      },
    },
  },
  certificateAuthorities: {
    "ca.org1.example.com": {
      url: "https://localhost:7054",
      caName: "ca-org1",
      tlsCACerts: { pem: ["a certificate\n"] },
      httpOptions: { verify: false },
    },
  },
};

const profile = file("connection-org1.json", JSON.stringify(samples));
const identity = { msp: "./msp" };

const parse = (keys: object) =>
  parseFabricConfig({ family: "fabric", ...keys }, { network: "relief", baseDir: folder });

function refusal(keys: object): string {
  try {
    parse(keys);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  throw new Error("was not refused");
}

test("a connection profile and an identity are enough", () => {
  expect(parse({ channel: "mychannel", profile, identity })).toEqual({
    family: "fabric",
    network: "relief",
    channel: "mychannel",
    observe: undefined,
    live: {
      nodes: [
        {
          name: "peer0.org1.example.com",
          kind: "peer",
          address: "localhost:7051",
          tlsCa: "a certificate\n",
          hostname: "peer0.org1.example.com",
        },
      ],
      identity: { msp: join(folder, "msp") },
      mspId: "Org1MSP",
      discover: "no",
      trust: [],
      privateData: false,
    },
  });
});

test("a profile in YAML with paths is read from its own folder, and its one channel is taken", () => {
  const yaml = file(
    "connection.yaml",
    `channels: { relief: { peers: { peer0: {} } } }
organizations: { Org1: { mspid: Org1MSP } }
orderers: { orderer0: { url: "grpcs://127.0.0.1:7050", tlsCACerts: { path: ./tlsca.pem } } }
peers: { peer0: { url: "grpc://127.0.0.1:7051" } }
`,
  );
  const config = parse({ profile: yaml, identity });
  expect(config.channel).toBe("relief");
  expect("live" in config && config.live.nodes).toEqual([
    { name: "peer0", kind: "peer", address: "127.0.0.1:7051" },
    { name: "orderer0", kind: "orderer", address: "127.0.0.1:7050", tlsCa: "a certificate" },
  ]);
});

test("nodes can be written without a profile, and beside one", () => {
  const peers = { "peer0.org1.example.com": { url: "grpcs://127.0.0.1:9051", tlsCa: "./tlsca.pem" } };
  const orderers = { orderer0: { url: "grpcs://127.0.0.1:7050", tlsCa: "./tlsca.pem", hostname: "orderer" } };
  const config = parse({ channel: "c", profile, peers, orderers, identity });
  expect("live" in config && config.live.nodes.map(({ kind, address }) => [kind, address])).toEqual([
    ["peer", "127.0.0.1:9051"],
    ["orderer", "127.0.0.1:7050"],
  ]);
});

test.each([
  ["no identity", { channel: "c", profile }, /networks\.relief\.identity: .*wallet: .*msp: .*certificate: /],
  ["an identity of no known form", { channel: "c", profile, identity: { walet: "./w" } }, /relief\.identity: one of/],
  ["no channel", { profile, identity }, /networks\.relief\.channel: name the channel/],
  ["neither ledger nor nodes", { channel: "c", identity }, /networks\.relief\.ledger: .*profile: .*peers: /],
  ["ledger and nodes", { channel: "c", ledger: "./l", profile }, /networks\.relief\.profile: .*not from both/],
  ["a profile that is not there", { channel: "c", profile: "./no.json", identity }, /relief\.profile: .*no\.json/],
  [
    "an address without its scheme",
    { channel: "c", peers: { peer0: { url: "127.0.0.1:7051" } }, identity },
    /relief\.peers\.peer0\.url: .*grpcs:\/\/host:port/,
  ],
  [
    "TLS without the authority's certificate",
    { channel: "c", peers: { peer0: { url: "grpcs://127.0.0.1:7051" } }, identity },
    /relief\.peers\.peer0: .*tlsCa: /,
  ],
  [
    "a certificate that is not there",
    { channel: "c", peers: { peer0: { url: "grpcs://127.0.0.1:7051", tlsCa: "./no.pem" } }, identity },
    /relief\.peers\.peer0\.tlsCa: .*no\.pem/,
  ],
  ["a key that does not exist", { channel: "c", profile, identity, discovery: true }, /[Uu]nrecognized key.*discovery/],
  ["discover: maybe", { channel: "c", profile, identity, discover: "maybe" }, /relief\.discover: true, false or/],
])("%s is refused with the key and what to write", (_what, keys, message) => {
  expect(refusal(keys)).toMatch(message);
});

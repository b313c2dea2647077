import { common, msp } from "@hyperledger/fabric-protos";
import { type ChannelConfig, decodeEnvelope, type FabricBlock, parseConfigBlock } from "@ledgerscope/proof";
import { describe, expect, test } from "vitest";
import { decodeTransaction } from "./decodeTransaction.ts";
import { IdentityUses } from "./identityUses.ts";
import { type KeptRows, noRows } from "./rows.ts";

/** Configurations are written by Fabric's generated classes. */
interface Group {
  readonly version?: number;
  readonly values?: Readonly<Record<string, readonly [version: number, value: { serializeBinary(): Uint8Array }]>>;
  readonly groups?: Readonly<Record<string, Group>>;
}

function groupOf({ version = 0, values = {}, groups = {} }: Group): common.ConfigGroup {
  const group = new common.ConfigGroup();
  group.setVersion(version);
  group.setModPolicy("Admins");
  for (const [name, [valueVersion, value]] of Object.entries(values)) {
    const held = new common.ConfigValue();
    held.setVersion(valueVersion);
    held.setValue(value.serializeBinary());
    held.setModPolicy("Admins");
    group.getValuesMap().set(name, held);
  }
  for (const [name, inner] of Object.entries(groups)) group.getGroupsMap().set(name, groupOf(inner));
  return group;
}

function configEnvelope(sequence: number, root: Group, lastUpdate?: common.Envelope): common.ConfigEnvelope {
  const config = new common.Config();
  config.setSequence(sequence);
  config.setChannelGroup(groupOf(root));
  const envelope = new common.ConfigEnvelope();
  envelope.setConfig(config);
  if (lastUpdate) envelope.setLastUpdate(lastUpdate);
  return envelope;
}

function envelopeOf(type: number, channel: string, data: Uint8Array): common.Envelope {
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(type);
  channelHeader.setChannelId(channel);
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(data);
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  return envelope;
}

function rowsOf(envelope: common.Envelope, height: number, config: ChannelConfig | undefined): KeptRows {
  const rows = noRows();
  const bytes = envelope.serializeBinary();
  const context = { network: "n", channel: "c", height, index: 0, code: 0, config, bytes: bytes.length };
  decodeTransaction(decodeEnvelope(bytes), context, rows, new IdentityUses());
  return rows;
}

const configOf = (envelope: common.Envelope): ChannelConfig =>
  parseConfigBlock({ number: 0, data: [envelope.serializeBinary()] } as unknown as FabricBlock);

const timeout = (text: string) => {
  const value = new common.HashingAlgorithm(); // BatchTimeout has the same shape: one string, field 1
  value.setName(text);
  return value;
};
const capabilities = (...names: string[]) => {
  const value = new common.Capabilities();
  for (const name of names) value.getCapabilitiesMap().set(name, new common.Capability());
  return value;
};

const before: Group = {
  values: { Capabilities: [0, capabilities("V2_0")] },
  groups: { Orderer: { values: { BatchTimeout: [0, timeout("2s")] } }, Application: { groups: { Org1MSP: {} } } },
};

function changes(after: Group): unknown[] {
  const config = configOf(envelopeOf(1, "c", configEnvelope(0, before).serializeBinary()));
  const envelope = envelopeOf(1, "c", configEnvelope(1, after).serializeBinary());
  return rowsOf(envelope, 9, config).configUpdates.map((row) =>
    [row.path, row.kind, row.change, row.old_version, row.new_version, row.old_text, row.new_text].join(" | "),
  );
}

describe("a configuration update", () => {
  test("is nothing where nothing changed, in whatever order maps were written", () => {
    expect(changes(before)).toEqual([]);
    const reversed = {
      ...before,
      groups: { Application: { groups: { Org1MSP: {} } }, Orderer: before.groups?.["Orderer"] as Group },
    };
    expect(changes(reversed)).toEqual([]);
  });

  test("tells what was changed, added and removed, with versions and words", () => {
    const after: Group = {
      values: { Capabilities: [1, capabilities("V3_0", "V2_0")] },
      groups: {
        Orderer: { values: { BatchTimeout: [1, timeout("300ms")] } },
        Application: { version: 1, groups: { Org2MSP: {} } },
      },
    };
    expect(changes(after)).toEqual([
      "/Channel/Application | group | changed | 0 | 1 |  | ",
      "/Channel/Application/Org2MSP | group | added | 0 | 0 |  | ",
      "/Channel/Capabilities | value | changed | 0 | 1 | capabilities.V2_0 | capabilities.V2_0, capabilities.V3_0",
      "/Channel/Orderer/BatchTimeout | value | changed | 0 | 1 | timeout 2s | timeout 300ms",
      "/Channel/Application/Org1MSP | group | removed | 0 | 0 |  | ",
    ]);
  });

  test("names who signed it", () => {
    const update = new common.ConfigUpdateEnvelope();
    for (const mspId of ["Org1MSP", "Org2MSP"]) {
      const creator = new msp.SerializedIdentity();
      creator.setMspid(mspId);
      const header = new common.SignatureHeader();
      header.setCreator(creator.serializeBinary());
      const signature = new common.ConfigSignature();
      signature.setSignatureHeader(header.serializeBinary());
      update.addSignatures(signature);
    }
    const lastUpdate = envelopeOf(2, "c", update.serializeBinary());
    const envelope = envelopeOf(1, "c", configEnvelope(1, before, lastUpdate).serializeBinary());
    const { configs } = rowsOf(envelope, 9, undefined);
    expect(configs).toMatchObject([{ sequence: 1n, signer_msps: ["Org1MSP", "Org2MSP"], decode_error: "" }]);
    expect(JSON.parse(String(configs[0]?.update)).payload.data.signatures.length).toBe(2);
  });
});

test("a system channel's creation of another channel is that channel's first configuration", () => {
  const inner = envelopeOf(1, "young", configEnvelope(1, before).serializeBinary());
  const { configs, configUpdates, transactions } = rowsOf(
    envelopeOf(4, "system", inner.serializeBinary()),
    5,
    undefined,
  );
  expect(transactions).toMatchObject([{ header_type: "ORDERER_TRANSACTION", decode_error: "" }]);
  expect(configs).toMatchObject([{ config_channel: "young", sequence: 1n }]);
  expect(new Set(configUpdates.map(({ change }) => change))).toEqual(new Set(["added"]));
  expect(configUpdates.length).toBe(6);
});

import type { FabricBlock } from "./block.ts";
import { EMPTY } from "./bytes.ts";
import { decodeHeaders, HeaderType } from "./envelope.ts";
import { WireError, WireReader } from "./wire.ts";

/** `common.ConfigGroup` */
export interface ConfigGroup {
  readonly groups: ReadonlyMap<string, ConfigGroup>;
  /** Values as bytes; their message type depends on the name. */
  readonly values: ReadonlyMap<string, Uint8Array>;
  readonly policies: ReadonlyMap<string, { readonly type: number; readonly value: Uint8Array }>;
}

/** `common.Consenter`: a BFT orderer as the configuration names it. */
export interface Consenter {
  readonly id: number;
  readonly mspId: string;
  /** PEM certificate. */
  readonly identity: Uint8Array;
}

/** `msp.FabricMSPConfig`, as far as orderer identities need it. */
export interface MspConfig {
  readonly id: string;
  /** PEM certificates. */
  readonly rootCerts: readonly Uint8Array[];
  readonly intermediateCerts: readonly Uint8Array[];
  readonly admins: readonly Uint8Array[];
  readonly revocationLists: readonly Uint8Array[];
  /** OU per role; undefined when node OUs are not enabled. */
  readonly nodeOus:
    | { readonly client: string; readonly peer: string; readonly admin: string; readonly orderer: string }
    | undefined;
}

/** The channel configuration of one configuration block. */
export interface ChannelConfig {
  readonly channel: string;
  /** Height of the block. */
  readonly height: number;
  /** `common.Config.sequence`: 0 in the genesis block, one more with every update. */
  readonly sequence: number;
  /** `common.Config` as it stands in the block, copied: everything that the fields here leave out. */
  readonly bytes: Uint8Array;
  readonly root: ConfigGroup;
  /** `solo`, `kafka`, `etcdraft`, `BFT` */
  readonly consensusType: string;
  /** Empty unless the consensus is BFT. */
  readonly consenters: readonly Consenter[];
  /** MSPs of the orderer organisations, by group name. */
  readonly ordererMsps: ReadonlyMap<string, MspConfig>;
}

/** Whether the block carries a channel configuration: one envelope with header type CONFIG. */
export function isConfigBlock(block: Pick<FabricBlock, "data">): boolean {
  if (block.data.length !== 1) return false;
  try {
    return decodeHeaders(block.data[0] as Uint8Array).type === HeaderType.config;
  } catch (error) {
    if (error instanceof WireError) return false;
    throw error;
  }
}

/**
 * Reads `common.ConfigEnvelope` of a configuration block.
 * @throws WireError
 */
export function parseConfigBlock(block: Pick<FabricBlock, "number" | "data">): ChannelConfig {
  const headers = decodeHeaders(block.data[0] ?? EMPTY);
  let sequence = 0;
  let bytes = EMPTY;
  let root: ConfigGroup = { groups: new Map(), values: new Map(), policies: new Map() };
  const envelope = new WireReader(headers.data);
  while (envelope.next()) {
    if (envelope.field !== 1) {
      envelope.skip();
      continue;
    }
    bytes = envelope.bytes().slice();
    const config = new WireReader(bytes);
    while (config.next()) {
      if (config.field === 1) sequence = config.uint();
      else if (config.field === 2) root = decodeGroup(config.message(), 0);
      else config.skip();
    }
  }
  const orderer = root.groups.get("Orderer");
  const ordererMsps = new Map<string, MspConfig>();
  for (const [name, group] of orderer?.groups ?? []) {
    const msp = group.values.get("MSP");
    if (msp) ordererMsps.set(name, decodeMsp(msp));
  }
  return {
    channel: headers.channelId,
    height: block.number,
    sequence,
    bytes,
    root,
    consensusType: decodeConsensusType(orderer?.values.get("ConsensusType") ?? EMPTY),
    consenters: decodeConsenters(orderer?.values.get("Orderers") ?? EMPTY),
    ordererMsps,
  };
}

/** Groups nest four deep in Fabric (Channel, Consortiums, consortium, organisation). */
const MAX_DEPTH = 16;

function decodeGroup(reader: WireReader, depth: number): ConfigGroup {
  if (depth > MAX_DEPTH) throw new WireError("configuration groups nest too deeply", reader.offset);
  const groups = new Map<string, ConfigGroup>();
  const values = new Map<string, Uint8Array>();
  const policies = new Map<string, { type: number; value: Uint8Array }>();
  while (reader.next()) {
    if (reader.field === 2) {
      const [name, value] = decodeEntry(reader.message());
      groups.set(name, decodeGroup(new WireReader(value), depth + 1));
    } else if (reader.field === 3) {
      const [name, value] = decodeEntry(reader.message());
      values.set(name, field2(value));
    } else if (reader.field === 4) {
      const [name, value] = decodeEntry(reader.message());
      policies.set(name, decodePolicy(field2(value)));
    } else reader.skip();
  }
  return { groups, values, policies };
}

function decodeEntry(reader: WireReader): [string, Uint8Array] {
  let name = "";
  let value = EMPTY;
  while (reader.next()) {
    if (reader.field === 1) name = reader.text();
    else if (reader.field === 2) value = reader.bytes();
    else reader.skip();
  }
  return [name, value];
}

/** `ConfigValue.value` and `ConfigPolicy.policy` are both field 2. */
function field2(bytes: Uint8Array): Uint8Array {
  let value = EMPTY;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 2) value = reader.bytes();
    else reader.skip();
  }
  return value;
}

function decodePolicy(bytes: Uint8Array): { type: number; value: Uint8Array } {
  let type = 0;
  let value = EMPTY;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) type = reader.int32();
    else if (reader.field === 2) value = reader.bytes();
    else reader.skip();
  }
  return { type, value };
}

function decodeConsensusType(bytes: Uint8Array): string {
  let type = "";
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) type = reader.text();
    else reader.skip();
  }
  return type;
}

function decodeConsenters(bytes: Uint8Array): Consenter[] {
  const consenters: Consenter[] = [];
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field !== 1) {
      reader.skip();
      continue;
    }
    let id = 0;
    let mspId = "";
    let identity = EMPTY;
    const consenter = reader.message();
    while (consenter.next()) {
      if (consenter.field === 1) id = consenter.uint();
      else if (consenter.field === 4) mspId = consenter.text();
      else if (consenter.field === 5) identity = consenter.bytes();
      else consenter.skip();
    }
    consenters.push({ id, mspId, identity });
  }
  return consenters;
}

function decodeMsp(bytes: Uint8Array): MspConfig {
  const [rootCerts, intermediateCerts, admins, revocationLists]: Uint8Array[][] = [[], [], [], []];
  let id = "";
  let nodeOus: MspConfig["nodeOus"];
  const reader = new WireReader(field2(bytes)); // MSPConfig{type, config}
  while (reader.next()) {
    if (reader.field === 1) id = reader.text();
    else if (reader.field === 2) rootCerts?.push(reader.bytes());
    else if (reader.field === 3) intermediateCerts?.push(reader.bytes());
    else if (reader.field === 4) admins?.push(reader.bytes());
    else if (reader.field === 5) revocationLists?.push(reader.bytes());
    else if (reader.field === 11) nodeOus = decodeNodeOus(reader.message());
    else reader.skip();
  }
  return {
    id,
    rootCerts: rootCerts ?? [],
    intermediateCerts: intermediateCerts ?? [],
    admins: admins ?? [],
    revocationLists: revocationLists ?? [],
    nodeOus,
  };
}

function decodeNodeOus(reader: WireReader): MspConfig["nodeOus"] {
  let enabled = false;
  const units = ["", "", "", ""];
  while (reader.next()) {
    if (reader.field === 1) enabled = reader.bool();
    else if (reader.field >= 2 && reader.field <= 5)
      units[reader.field - 2] = new TextDecoder().decode(field2(reader.bytes()));
    else reader.skip();
  }
  const [client = "", peer = "", admin = "", orderer = ""] = units;
  return enabled ? { client, peer, admin, orderer } : undefined;
}

import type { FabricBlock } from "./block.ts";
import { EMPTY } from "./bytes.ts";
import type { ConfigGroup } from "./configGroup.ts";
import { decodeHeaders, HeaderType } from "./envelope.ts";
import { decodeMsps, type MspConfig } from "./mspConfig.ts";
import { WireError, WireReader } from "./wire.ts";

/** `common.Consenter`: a BFT orderer as the configuration names it. */
export interface Consenter {
  readonly id: number;
  readonly mspId: string;
  /** PEM certificate. */
  readonly identity: Uint8Array;
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
  /** Every MSP of the channel, by its id. */
  readonly msps: ReadonlyMap<string, MspConfig>;
  /** Capabilities of the groups Channel and Application: `V1_4_2`, `V2_0`, … */
  readonly capabilities: { readonly channel: ReadonlySet<string>; readonly application: ReadonlySet<string> };
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
  return {
    channel: headers.channelId,
    height: block.number,
    sequence,
    bytes,
    root,
    consensusType: decodeConsensusType(orderer?.values.get("ConsensusType") ?? EMPTY),
    consenters: decodeConsenters(orderer?.values.get("Orderers") ?? EMPTY),
    msps: decodeMsps(root),
    capabilities: {
      channel: decodeCapabilities(root.values.get("Capabilities") ?? EMPTY),
      application: decodeCapabilities(root.groups.get("Application")?.values.get("Capabilities") ?? EMPTY),
    },
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

/** `common.Capabilities`: a map whose keys are the names. */
function decodeCapabilities(bytes: Uint8Array): ReadonlySet<string> {
  const names = new Set<string>();
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) names.add(decodeEntry(reader.message())[0]);
    else reader.skip();
  }
  return names;
}

import { type MessageType, message, type TypeOf } from "./decodeMessage.ts";
import { signatureHeader } from "./identityMessages.ts";
import { mspConfig } from "./mspMessages.ts";
import { policy } from "./policyMessages.ts";

/** common/{configtx,configuration,common}.proto, orderer/ and peer/configuration.proto of fabric-protos. */

const capabilities = message({ 1: { name: "capabilities", type: message({}), is: "map" } });
const addresses = message({ 1: { name: "addresses", type: "string", is: "repeated" } });

const raftMetadata = message({
  1: {
    name: "consenters",
    is: "repeated",
    type: message({
      1: { name: "host", type: "string" },
      2: { name: "port", type: "uint32" },
      3: { name: "client_tls_cert", type: "bytes" },
      4: { name: "server_tls_cert", type: "bytes" },
    }),
  },
  2: {
    name: "options",
    type: message({
      1: { name: "tick_interval", type: "string" },
      2: { name: "election_tick", type: "uint32" },
      3: { name: "heartbeat_tick", type: "uint32" },
      4: { name: "max_inflight_blocks", type: "uint32" },
      5: { name: "snapshot_interval_size", type: "uint32" },
    }),
  },
});

const smartBftOptions = message({
  1: { name: "request_batch_max_count", type: "uint64" },
  2: { name: "request_batch_max_bytes", type: "uint64" },
  3: { name: "request_batch_max_interval", type: "string" },
  4: { name: "incoming_message_buffer_size", type: "uint64" },
  5: { name: "request_pool_size", type: "uint64" },
  6: { name: "request_forward_timeout", type: "string" },
  7: { name: "request_complain_timeout", type: "string" },
  8: { name: "request_auto_remove_timeout", type: "string" },
  9: { name: "request_max_bytes", type: "uint64" },
  10: { name: "view_change_resend_interval", type: "string" },
  11: { name: "view_change_timeout", type: "string" },
  12: { name: "leader_heartbeat_timeout", type: "string" },
  13: { name: "leader_heartbeat_count", type: "uint64" },
  14: { name: "collect_timeout", type: "string" },
  15: { name: "sync_on_start", type: "bool" },
  16: { name: "speed_up_view_change", type: "bool" },
  17: { name: "leader_rotation", type: { 0: "ROTATION_UNSPECIFIED", 1: "ROTATION_OFF", 2: "ROTATION_ON" } },
  18: { name: "decisions_per_leader", type: "uint64" },
});

const CONSENSUS_METADATA: Readonly<Record<string, MessageType>> = { etcdraft: raftMetadata, BFT: smartBftOptions };

const consensusType = message({
  1: { name: "type", type: "string" },
  2: { name: "metadata", type: ({ type }) => CONSENSUS_METADATA[String(type)] },
  3: { name: "state", type: { 0: "STATE_NORMAL", 1: "STATE_MAINTENANCE" } },
});

const orderers = message({
  1: {
    name: "consenter_mapping",
    is: "repeated",
    type: message({
      1: { name: "id", type: "uint32" },
      2: { name: "host", type: "string" },
      3: { name: "port", type: "uint32" },
      4: { name: "msp_id", type: "string" },
      5: { name: "identity", type: "bytes" },
      6: { name: "client_tls_cert", type: "bytes" },
      7: { name: "server_tls_cert", type: "bytes" },
    }),
  },
});

/** What the value of that name holds. Fabric uses no name for two types. */
const VALUES: Readonly<Record<string, MessageType>> = {
  HashingAlgorithm: message({ 1: { name: "name", type: "string" } }),
  BlockDataHashingStructure: message({ 1: { name: "width", type: "uint32" } }),
  OrdererAddresses: addresses,
  Consortium: message({ 1: { name: "name", type: "string" } }),
  Capabilities: capabilities,
  ConsensusType: consensusType,
  BatchSize: message({
    1: { name: "max_message_count", type: "uint32" },
    2: { name: "absolute_max_bytes", type: "uint32" },
    3: { name: "preferred_max_bytes", type: "uint32" },
  }),
  BatchTimeout: message({ 1: { name: "timeout", type: "string" } }),
  KafkaBrokers: message({ 1: { name: "brokers", type: "string", is: "repeated" } }),
  ChannelRestrictions: message({ 1: { name: "max_count", type: "uint64" } }),
  Orderers: orderers,
  Endpoints: addresses,
  MSP: mspConfig,
  ACLs: message({ 1: { name: "acls", type: message({ 1: { name: "policy_ref", type: "string" } }), is: "map" } }),
  AnchorPeers: message({
    1: {
      name: "anchor_peers",
      is: "repeated",
      type: message({ 1: { name: "host", type: "string" }, 2: { name: "port", type: "int32" } }),
    },
  }),
  ChannelCreationPolicy: policy,
};

const valueType: TypeOf = (_, key) => (Object.hasOwn(VALUES, key) ? VALUES[key] : undefined);

/** `common.ConfigValue`, decoded under its name. */
export const configValue = message({
  1: { name: "version", type: "uint64" },
  2: { name: "value", type: valueType },
  3: { name: "mod_policy", type: "string" },
});

export const configPolicy = message({
  1: { name: "version", type: "uint64" },
  2: { name: "policy", type: policy },
  3: { name: "mod_policy", type: "string" },
});

const configGroup: MessageType = message({
  1: { name: "version", type: "uint64" },
  2: { name: "groups", type: () => configGroup, is: "map" },
  3: { name: "values", type: configValue, is: "map" },
  4: { name: "policies", type: configPolicy, is: "map" },
  5: { name: "mod_policy", type: "string" },
});

const configUpdate = message({
  1: { name: "channel_id", type: "string" },
  2: { name: "read_set", type: configGroup },
  3: { name: "write_set", type: configGroup },
  5: { name: "isolated_data", type: "bytes", is: "map" },
});

const configUpdateEnvelope = message({
  1: { name: "config_update", type: () => configUpdate },
  2: {
    name: "signatures",
    is: "repeated",
    type: message({
      1: { name: "signature_header", type: () => signatureHeader },
      2: { name: "signature", type: "bytes" },
    }),
  },
});

const channelHeader = message({
  1: { name: "type", type: "int32" },
  2: { name: "version", type: "int32" },
  3: { name: "timestamp", type: "timestamp" },
  4: { name: "channel_id", type: "string" },
  5: { name: "tx_id", type: "string" },
  6: { name: "epoch", type: "uint64" },
  7: { name: "extension", type: "bytes" },
  8: { name: "tls_cert_hash", type: "bytes" },
});

/** `common.Envelope` with a `common.ConfigUpdateEnvelope`: what changed a configuration, and who signed it. */
export const configUpdateTransaction = message({
  1: {
    name: "payload",
    type: () =>
      message({
        1: {
          name: "header",
          type: message({
            1: { name: "channel_header", type: () => channelHeader },
            2: { name: "signature_header", type: () => signatureHeader },
          }),
        },
        2: { name: "data", type: () => configUpdateEnvelope },
      }),
  },
  2: { name: "signature", type: "bytes" },
});

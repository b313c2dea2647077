import type { ColumnType, View } from "@ledgerscope/schema";
import { SCOPE, viewColumns } from "./viewColumns.ts";

/** Of each channel the newest configuration that took effect; an orderer's ledger has no codes. */
const NEWEST = `SELECT network, channel, max(height) FROM store.fabric_configs
  WHERE config_channel = channel AND validation_code IN (0, 254) GROUP BY network, channel`;

/** A view over the elements of the channel's own configuration, one row per configuration block in which they stand. */
function configView(
  name: string,
  comment: string,
  columns: readonly (readonly [string, ColumnType, string, string])[],
  where: string,
  example: string,
): View {
  return {
    name,
    comment,
    columns: viewColumns(
      ...SCOPE,
      ["height", "UInt64", "Configuration block"],
      ["in_force", "Bool", "That configuration is the newest one stored"],
      ["path", "String", "Where it stands: /Channel/Application/Org1MSP/MSP"],
      ...columns.map(([column, type, text]) => [column, type, text] as const),
    ),
    select: `SELECT network, channel, height,
  toBool((network, channel, height) IN (${NEWEST})) AS in_force, path, ${columns.map(([column, , , sql]) => `${sql} AS ${column}`).join(",\n  ")}
FROM store.fabric_config_items AS item
WHERE config_channel = channel AND ${where}`,
    example,
  };
}

/** `/Channel/Application/Org1MSP/MSP` → `Org1MSP` */
const ORG = "splitByChar('/', path)[-2]";

const msps = configView(
  "fabric_msps",
  "MSPs of the channel: the organisations' certificate authorities and how they tell roles",
  [
    ["msp", "String", "MSP id", "JSONExtractString(item.json, 'config', 'name')"],
    ["org", "String", "Name of the organisation's group", ORG],
    [
      "is_orderer",
      "Bool",
      "It stands among the orderer organisations",
      "toBool(startsWith(path, '/Channel/Orderer/'))",
    ],
    ["root_certs", "UInt64", "Root certificates", "JSONLength(item.json, 'config', 'root_certs')"],
    [
      "intermediate_certs",
      "UInt64",
      "Intermediate certificates",
      "JSONLength(item.json, 'config', 'intermediate_certs')",
    ],
    ["admins", "UInt64", "Administrators listed by certificate", "JSONLength(item.json, 'config', 'admins')"],
    [
      "revocation_lists",
      "UInt64",
      "Certificate revocation lists",
      "JSONLength(item.json, 'config', 'revocation_list')",
    ],
    [
      "node_ous",
      "Bool",
      "Roles are told by organisational units",
      "toBool(JSONExtractBool(item.json, 'config', 'fabric_node_ous', 'enable'))",
    ],
    ["text", "String", "All of it in words", "item.text"],
  ],
  "kind = 'value' AND name = 'MSP'",
  "SELECT msp, is_orderer, root_certs, node_ous FROM fabric_msps WHERE network = 'relief' ORDER BY height DESC, msp LIMIT 20",
);

const policies = configView(
  "fabric_policies",
  "Policies of the channel configuration, in words",
  [
    ["policy", "String", "AND('Org1MSP.peer', 'Org2MSP.peer'), or MAJORITY Admins (of the groups below)", "item.text"],
    ["version", "UInt64", "Grows with every change", "item.version"],
    ["mod_policy", "LowCardinality(String)", "Policy that a change of it must satisfy", "item.mod_policy"],
  ],
  "kind = 'policy'",
  "SELECT path, policy FROM fabric_policies WHERE network = 'relief' AND height = 0 ORDER BY path",
);

const anchorPeers = configView(
  "fabric_anchor_peers",
  "Anchor peers of the organisations",
  [
    ["org", "String", "Name of the organisation's group", ORG],
    [
      "host",
      "String",
      "Host",
      "JSONExtractString(arrayJoin(JSONExtractArrayRaw(item.json, 'anchor_peers')) AS peer, 'host')",
    ],
    ["port", "Int64", "Port", "JSONExtractInt(peer, 'port')"],
  ],
  "kind = 'value' AND name = 'AnchorPeers'",
  "SELECT org, host, port FROM fabric_anchor_peers WHERE network = 'relief' ORDER BY height DESC, org LIMIT 20",
);

const acls = configView(
  "fabric_acls",
  "Access control lists: which policy guards which resource of the peers",
  [
    [
      "resource",
      "String",
      "Resource, such as peer/Propose",
      "(arrayJoin(JSONExtractKeysAndValuesRaw(item.json, 'acls')) AS acl).1",
    ],
    [
      "policy_ref",
      "String",
      "Policy: a path, or a name under /Channel/Application",
      "JSONExtractString(acl.2, 'policy_ref')",
    ],
  ],
  "kind = 'value' AND name = 'ACLs'",
  "SELECT resource, policy_ref FROM fabric_acls WHERE network = 'relief' ORDER BY resource",
);

const capabilities = configView(
  "fabric_capabilities",
  "Capabilities that channel, orderers and applications must have",
  [["capability", "String", "Such as V2_0", "arrayJoin(JSONExtractKeys(item.json, 'capabilities'))"]],
  "kind = 'value' AND name = 'Capabilities'",
  "SELECT path, capability FROM fabric_capabilities WHERE network = 'relief' AND height = 0",
);

const collections: View = {
  name: "fabric_collections",
  comment: "Private data collections as chaincode definitions state them, one row per definition that took effect",
  columns: viewColumns(
    ...SCOPE,
    ["height", "UInt64", "Block of the definition; the highest is in force now"],
    ["chaincode", "String", "Chaincode"],
    ["version", "String", "Version of the chaincode"],
    ["sequence", "Int64", "Sequence of the definition; 0 in Fabric 1.x"],
    ["collection", "String", "Collection"],
    ["member_orgs_policy", "String", "Who may hold the data, in words"],
    ["endorsement_policy", "String", "The collection's own endorsement policy, in words; empty: the chaincode's"],
    ["required_peer_count", "Int64", "Peers that must have the data when a transaction is endorsed"],
    ["maximum_peer_count", "Int64", "Peers that are given it then, at most"],
    ["block_to_live", "UInt64", "Blocks after which the data is purged; 0: never"],
    ["member_only_read", "Bool", "Only members' clients may read"],
    ["member_only_write", "Bool", "Only members' clients may write"],
  ),
  select: `SELECT network, channel, height, chaincode, version, sequence,
  JSONExtractString(arrayJoin(JSONExtractArrayRaw(collections)) AS item, 'name') AS collection,
  JSONExtractString(item, 'member_orgs_policy') AS member_orgs_policy,
  JSONExtractString(item, 'endorsement_policy') AS endorsement_policy,
  JSONExtractInt(item, 'required_peer_count') AS required_peer_count,
  JSONExtractInt(item, 'maximum_peer_count') AS maximum_peer_count,
  toUInt64OrZero(JSONExtractString(item, 'block_to_live')) AS block_to_live,
  toBool(JSONExtractBool(item, 'member_only_read')) AS member_only_read,
  toBool(JSONExtractBool(item, 'member_only_write')) AS member_only_write
FROM store.fabric_lifecycle WHERE validation_code = 0 AND step != 'approve'`,
  example: `SELECT chaincode, collection, member_orgs_policy, block_to_live FROM fabric_collections
WHERE network = 'relief' ORDER BY height`,
};

export const configViews: readonly View[] = [msps, policies, anchorPeers, acls, capabilities, collections];

import type { View } from "@ledgerscope/schema";
import { KEY, SCOPE, viewColumns } from "./viewColumns.ts";

/** The current state: per key its newest row, unless it is gone. */
const state: View = {
  name: "fabric_state",
  comment: "Current value of every key of the channel, as far as the pass `state` has come",
  columns: viewColumns(
    ...SCOPE,
    ...KEY,
    ["height", "UInt64", "Version: block of the last write of value or metadata"],
    ["tx_index", "UInt32", "Version: position of the writing transaction"],
    ["tx_id", "String", "The writing transaction"],
    ["value", "String", "Value as raw bytes; for a collection the SHA-256 of the value"],
    ["value_height", "UInt64", "Block of the last write of the value"],
    ["value_tx_id", "String", "The transaction that wrote the value"],
    ["policy", "String", "The key's own endorsement policy in words; empty where it has none"],
  ),
  select: `SELECT network, channel, namespace, collection, key, at.1 AS height, at.2 AS tx_index, last.1 AS tx_id,
  last.2 AS value, last.3 AS value_height, last.4 AS value_tx_id, last.5 AS policy
FROM (
  SELECT network, channel, namespace, collection, key, max((s.height, s.tx_index)) AS at,
    argMax((s.tx_id, s.value, s.value_height, s.value_tx_id, s.policy, s.is_delete), (s.height, s.tx_index)) AS last
  FROM store.fabric_state AS s
  GROUP BY network, channel, namespace, collection, key
)
WHERE NOT last.6`,
  example: `SELECT namespace, count() AS keys, sum(length(value)) AS bytes FROM fabric_state
WHERE network = 'relief' GROUP BY namespace ORDER BY keys DESC`,
};

const history: View = {
  name: "fabric_key_history",
  comment: "Every valid write of every key: the versions that it has had",
  columns: viewColumns(
    ...SCOPE,
    ...KEY,
    ["height", "UInt64", "Version: block number"],
    ["tx_index", "UInt32", "Version: position of the writing transaction"],
    ["tx_id", "String", "The writing transaction"],
    ["is_delete", "Bool", "The key was deleted"],
    ["is_metadata", "Bool", "Metadata was written (protobuf in value)"],
    ["value", "String", "Value as raw bytes; for a collection the SHA-256 of the value"],
  ),
  select: `SELECT network, channel, namespace, collection, key, height, tx_index, tx_id, is_delete, is_metadata, value
FROM store.fabric_writes WHERE validation_code = 0`,
  example: `SELECT height, tx_index, tx_id, is_delete, value FROM fabric_key_history
WHERE network = 'relief' AND channel = 'mychannel' AND namespace = 'bench' AND key = 'hot0' ORDER BY height, tx_index`,
};

const readers: View = {
  name: "fabric_key_readers",
  comment: "Who read what: every read of a key with the transaction that read it and its creator",
  columns: viewColumns(
    ...SCOPE,
    ...KEY,
    ["height", "UInt64", "Block of the reading transaction"],
    ["tx_index", "UInt32", "Its position"],
    ["tx_id", "String", "Its id"],
    ["validation_code", "UInt8", "Its validation code; 0 is VALID"],
    ["creator_msp", "LowCardinality(String)", "MSP id of its creator"],
    ["creator_cert_sha256", "String", "SHA-256 of the creator's certificate, in hex"],
    ["chaincode", "LowCardinality(String)", "Chaincode that it called"],
    ["function", "String", "Function that it called"],
    ["in_range", "Bool", "Read by a range query"],
    ["read_absent", "Bool", "The key did not exist"],
    ["read_height", "UInt64", "Version read: block number; 0 when absent"],
    ["read_tx_index", "UInt64", "Version read: position of the writing transaction"],
  ),
  select: `SELECT r.network AS network, r.channel AS channel, r.namespace AS namespace, r.collection AS collection, r.key AS key,
  r.height AS height, r.tx_index AS tx_index, r.tx_id AS tx_id, r.validation_code AS validation_code,
  t.creator_msp AS creator_msp, lower(hex(t.creator_cert_sha256)) AS creator_cert_sha256, t.chaincode AS chaincode,
  t.function AS function, r.in_range AS in_range, r.read_absent AS read_absent, r.read_height AS read_height,
  r.read_tx_index AS read_tx_index
FROM store.fabric_reads AS r
INNER JOIN store.fabric_transactions AS t
  ON r.network = t.network AND r.channel = t.channel AND r.height = t.height AND r.tx_index = t.tx_index`,
  example: `SELECT creator_msp, function, count() AS reads FROM fabric_key_readers
WHERE network = 'relief' AND namespace = 'bench' AND key = 'hot0' GROUP BY creator_msp, function`,
};

const identities: View = {
  name: "fabric_identities",
  comment: "Certificates that the ledger names, with what they are used for and when",
  columns: viewColumns(
    ...SCOPE,
    ["msp", "LowCardinality(String)", "MSP id; empty for TLS certificates of Raft consenters"],
    ["cert_sha256", "String", "SHA-256 of the certificate (DER), in hex"],
    ["subject", "String", "Subject, the most specific part first"],
    ["common_name", "String", "Common name of the subject"],
    ["issuer", "String", "Issuer, the most specific part first"],
    ["serial", "String", "Serial number in upper-case hex"],
    ["organizational_units", "Array(String)", "Organisational units of the subject"],
    ["roles", "Array(String)", "client, peer, admin, orderer, as its MSP tells them"],
    ["attributes", "String", "Attributes that Fabric CA put into it, as JSON"],
    ["not_before", "DateTime64(3)", "Valid from, UTC"],
    ["not_after", "DateTime64(3)", "Valid until, UTC"],
    ["is_authority", "Bool", "It may sign certificates"],
    ["key_type", "LowCardinality(String)", "Type of its key"],
    ["alternative_names", "Array(String)", "Subject alternative names"],
    ["uses", "Array(String)", "creator, endorser, orderer, config_signer; root, admin, consenter… in configurations"],
    ["first_height", "UInt64", "First block that names it"],
    ["last_height", "UInt64", "Last block that names it"],
    ["times", "UInt64", "How often it is named"],
    ["pem", "String", "The certificate (PEM)"],
    ["decode_error", "String", "Why the certificate could not be read; empty when it could"],
  ),
  select: `SELECT i.network AS network, i.channel AS channel, i.msp AS msp, lower(hex(i.cert_sha256)) AS cert_sha256,
  i.subject AS subject, i.common_name AS common_name, i.issuer AS issuer, i.serial AS serial,
  i.organizational_units AS organizational_units, i.roles AS roles, i.attributes AS attributes,
  i.not_before AS not_before, i.not_after AS not_after, i.is_authority AS is_authority, i.key_type AS key_type,
  i.alternative_names AS alternative_names, u.uses AS uses, u.first_height AS first_height,
  u.last_height AS last_height, u.times AS times, i.pem AS pem, i.decode_error AS decode_error
FROM store.fabric_identities AS i
INNER JOIN (
  SELECT network, channel, msp, cert_sha256, arraySort(groupUniqArray(toString(use))) AS uses,
    min(height) AS first_height, max(height) AS last_height, sum(count) AS times
  FROM store.fabric_identity_uses GROUP BY network, channel, msp, cert_sha256
) AS u ON i.network = u.network AND i.channel = u.channel AND i.msp = u.msp AND i.cert_sha256 = u.cert_sha256`,
  example: `SELECT msp, common_name, roles, not_after, uses, last_height FROM fabric_identities
WHERE network = 'relief' ORDER BY not_after LIMIT 10`,
};

export const stateViews: readonly View[] = [state, history, readers, identities];

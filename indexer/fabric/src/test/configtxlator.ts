import { ledger, msp, peer } from "@hyperledger/fabric-protos";
import { certificateHash } from "../decode/identities.ts";
import type { KeptRows } from "../decode/rows.ts";
import { base64, hex, text } from "./recordings.ts";

// biome-ignore lint/suspicious/noExplicitAny: an independent decoder's JSON, of many shapes
export type Json = any;

/**
 * configtxlator's JSON of a block (`proto_decode --type common.Block`), brought to a form that rows can be brought
 * to as well, without leaving anything out: what is absent, null or empty is one (as in protobuf itself); an identity
 * is its MSP and the fingerprint of its certificate; hashed sets, which configtxlator leaves as bytes, are decoded by
 * Fabric's generated classes.
 */
export function configtxlatorView(block: Json): Json {
  return pruned(viewOf(block));
}

function viewOf(value: Json): Json {
  if (Array.isArray(value)) return value.map(viewOf);
  if (value === null || typeof value !== "object") return value;
  if (typeof value.mspid === "string" && "id_bytes" in value) {
    return { mspid: value.mspid, certificate: hex(certificateHash(Buffer.from(value.id_bytes ?? "", "base64"))) };
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]: [string, Json]) => {
      if (name === "endorser" && typeof inner === "string") return [name, identityView(Buffer.from(inner, "base64"))];
      if (name === "hashed_rwset") return [name, hashedView(Buffer.from(inner ?? "", "base64"))];
      return [name, viewOf(inner)];
    }),
  );
}

function identityView(bytes: Uint8Array): Json {
  const identity = msp.SerializedIdentity.deserializeBinary(bytes);
  return { mspid: identity.getMspid(), certificate: hex(certificateHash(identity.getIdBytes_asU8())) };
}

function hashedView(bytes: Uint8Array): Json {
  const set = ledger.rwset.kvrwset.HashedRWSet.deserializeBinary(bytes);
  return {
    reads: set.getHashedReadsList().map((read) => ({
      key_hash: read.getKeyHash_asB64(),
      version: versionView(read.getVersion()?.getBlockNum(), read.getVersion()?.getTxNum()),
    })),
    writes: set.getHashedWritesList().map((write) => ({
      key_hash: write.getKeyHash_asB64(),
      is_delete: write.getIsDelete(),
      value_hash: write.getValueHash_asB64(),
      is_purge: write.getIsPurge(),
    })),
    metadata: set.getMetadataWritesList().map((write) => write.getKeyHash_asB64()),
  };
}

const versionView = (height: number | undefined, index: number | undefined): Json =>
  height === undefined ? null : { block_num: String(height), tx_num: String(index) };

/** Without what is absent, null or empty. */
function pruned(value: Json): Json {
  if (Array.isArray(value)) return value.map(pruned);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value)
    .map(([name, inner]) => [name, pruned(inner)] as const)
    .filter(([, inner]) => !isEmpty(inner));
  return Object.fromEntries(entries);
}

const isEmpty = (value: Json): boolean =>
  value === null ||
  value === undefined ||
  value === "" ||
  (typeof value === "object" && Object.keys(value).length === 0);

/** How many leaves a JSON value has. */
export const leaves = (value: Json): number =>
  value !== null && typeof value === "object"
    ? Object.values(value).reduce<number>((sum, inner) => sum + leaves(inner), 0)
    : 1;

/** The same of stored rows: the whole block, rebuilt from every table. */
export function storedView(rows: KeptRows, height: number): Json {
  const block = rows.blocks.find((row) => row.height === height);
  if (!block) throw new Error(`no block ${height}`);
  return pruned({
    header: {
      number: String(block.height),
      data_hash: base64(block.data_hash),
      previous_hash: base64(block.previous_hash),
    },
    metadata: { metadata: block.metadata.map(base64) },
    data: { data: rows.transactions.filter((row) => row.height === height).map((tx) => envelope(rows, tx)) },
  });
}

type Transaction = KeptRows["transactions"][number];
type Action = KeptRows["actions"][number];

const HEADER_TYPES: Readonly<Record<string, number>> = { CONFIG: 1, ENDORSER_TRANSACTION: 3 };

function envelope(rows: KeptRows, tx: Transaction): Json {
  const extension = peer.ChaincodeHeaderExtension.deserializeBinary(tx.extension as Uint8Array).getChaincodeId();
  return {
    payload: {
      header: {
        channel_header: {
          channel_id: tx.channel,
          epoch: String(tx.epoch),
          extension:
            tx.header_type === "CONFIG"
              ? null
              : { chaincode_id: chaincodeId(tx.header_chaincode, extension?.getVersion(), extension?.getPath()) },
          timestamp: timestamp(tx.time as bigint),
          tls_cert_hash: base64(tx.tls_cert_hash),
          tx_id: tx.tx_id,
          type: HEADER_TYPES[tx.header_type],
          version: Number(tx.header_version),
        },
        signature_header: signatureHeader(tx.creator_msp, tx.creator_cert_sha256, tx.nonce),
      },
      data:
        tx.header_type === "CONFIG"
          ? config(rows, tx)
          : { actions: ofTransaction(rows.actions, tx).map((row) => action(rows, row)) },
    },
    signature: base64(tx.signature),
  };
}

function action(rows: KeptRows, row: Action): Json {
  const [event] = ofAction(rows.events, row);
  return {
    header: signatureHeader(row.creator_msp, row.creator_cert_sha256, row.nonce),
    payload: {
      action: {
        endorsements: ofAction(rows.endorsements, row).map((endorsement) => ({
          endorser: identity(endorsement.msp, endorsement.cert_sha256),
          signature: base64(endorsement.signature),
        })),
        proposal_response_payload: {
          extension: {
            chaincode_id: chaincodeId(row.chaincode, row.chaincode_version, row.chaincode_path),
            events: event && {
              chaincode_id: text(event.chaincode),
              event_name: text(event.event_name),
              payload: base64(event.payload),
              tx_id: text(event.event_tx_id),
            },
            response: {
              message: text(row.response_message),
              payload: base64(row.response_payload),
              status: Number(row.response_status),
            },
            // The only model that there is: a set of another one would not decode as this.
            results: { data_model: "KV", ns_rwset: row.namespaces.map((name) => namespaceSet(rows, row, text(name))) },
          },
          proposal_hash: base64(row.proposal_hash),
        },
      },
      chaincode_proposal_payload: {
        TransientMap: {},
        input: {
          chaincode_spec: {
            chaincode_id: chaincodeId(row.called_chaincode, row.called_version, row.called_path),
            input: { args: row.args.map(base64), decorations: {}, is_init: row.is_init },
            timeout: Number(row.called_timeout),
            type: row.called_type,
          },
        },
      },
    },
  };
}

function namespaceSet(rows: KeptRows, of: Action, namespace: string): Json {
  const inside = <Row extends ActionRow & { namespace: string }>(all: readonly Row[]): Row[] =>
    ofAction(all, of).filter((row) => row.namespace === namespace);
  const isPublic = ({ collection }: { collection: string }): boolean => collection === "";
  const reads = inside(rows.reads).filter(isPublic);
  const metadata = groupBy(inside(rows.metadataWrites).filter(isPublic), (row) => text(row.key));
  const hashes = groupBy(inside(rows.privateHashes), (row) => row.collection);
  const ranged = reads.filter((row) => row.in_range);
  return {
    namespace,
    collection_hashed_rwset: [...hashes].map(([name, items]) => ({
      collection_name: name,
      hashed_rwset: {
        reads: items
          .filter(({ operation }) => operation === "read")
          .map((row) => ({ key_hash: base64(row.key_hash), version: version(row) })),
        writes: items
          .filter(({ operation }) => ["write", "delete", "purge"].includes(operation))
          .map((row) => ({
            key_hash: base64(row.key_hash),
            is_delete: row.is_delete,
            value_hash: base64(row.value_hash),
            is_purge: row.is_purge,
          })),
        metadata: items.filter(({ operation }) => operation === "metadata").map((row) => base64(row.key_hash)),
      },
      pvt_rwset_hash: base64(items[0]?.private_set_hash ?? ""),
    })),
    rwset: {
      reads: reads.filter((row) => !row.in_range).map((row) => ({ key: text(row.key), version: version(row) })),
      writes: inside(rows.writes)
        .filter((row) => isPublic(row) && !row.is_metadata)
        .map((row) => ({ key: text(row.key), is_delete: row.is_delete, value: base64(row.value) })),
      metadata_writes: [...metadata].map(([key, entries]) => ({
        key,
        entries: entries.map((entry) => ({ name: entry.name, value: base64(entry.value) })),
      })),
      range_queries_info: inside(rows.rangeQueries).map((range) => ({
        start_key: text(range.start_key),
        end_key: text(range.end_key),
        itr_exhausted: range.exhausted,
        ...(range.form === "merkle_hashes"
          ? {
              reads_merkle_hashes: {
                max_degree: range.merkle_max_degree,
                max_level: range.merkle_max_level,
                max_level_hashes: range.merkle_hashes.map(base64),
              },
            }
          : {
              raw_reads: {
                kv_reads: range.read_keys.map((key) => ({
                  key: text(key),
                  version: version(ranged.find((row) => text(row.key) === text(key)) as Version),
                })),
              },
            }),
      })),
    },
  };
}

function config(rows: KeptRows, tx: Transaction): Json {
  const [row] = ofTransaction(rows.configs, tx);
  const items = ofTransaction(rows.configItems, tx);
  const group = (path: string): Json => {
    const own = items.find((item) => item.path === path && item.kind === "group");
    const under = (kind: string) =>
      items.filter((item) => item.kind === kind && text(item.path) === `${path}/${item.name}`);
    return {
      version: String(own?.version),
      mod_policy: own?.mod_policy,
      groups: Object.fromEntries(under("group").map((item) => [item.name, group(`${path}/${item.name}`)])),
      values: Object.fromEntries(
        under("value").map((item) => [
          item.name,
          { version: String(item.version), mod_policy: item.mod_policy, value: viewOf(JSON.parse(text(item.json))) },
        ]),
      ),
      policies: Object.fromEntries(
        under("policy").map((item) => [
          item.name,
          { version: String(item.version), mod_policy: item.mod_policy, policy: viewOf(JSON.parse(text(item.json))) },
        ]),
      ),
    };
  };
  return {
    config: { sequence: String(row?.sequence), channel_group: group("/Channel") },
    last_update: row?.update ? viewOf(JSON.parse(text(row.update))) : null,
  };
}

interface TransactionRow {
  readonly height: number | bigint;
  readonly tx_index: number;
}
interface ActionRow extends TransactionRow {
  readonly action_index: number;
}
interface Version {
  readonly read_absent: boolean;
  readonly read_height: number | bigint;
  readonly read_tx_index: number | bigint;
}

const ofTransaction = <Row extends TransactionRow>(all: readonly Row[], tx: TransactionRow): Row[] =>
  all.filter((row) => row.height === tx.height && row.tx_index === tx.tx_index);
const ofAction = <Row extends ActionRow>(all: readonly Row[], of: ActionRow): Row[] =>
  ofTransaction(all, of).filter((row) => row.action_index === of.action_index);

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

const identity = (mspid: string, sha256: string | Uint8Array): Json => ({ mspid, certificate: hex(sha256) });
const signatureHeader = (mspid: string, sha256: string | Uint8Array, nonce: string | Uint8Array): Json => ({
  creator: identity(mspid, sha256),
  nonce: base64(nonce),
});
const chaincodeId = (name: string, version?: string, path?: string): Json => ({ name, version, path });
const version = (row: Version): Json =>
  row.read_absent ? null : { block_num: String(row.read_height), tx_num: String(row.read_tx_index) };

/** RFC 3339 with the digits of the second in threes, as protobuf's JSON has them. */
function timestamp(ns: bigint): string {
  const digits = String(ns % 1_000_000_000n)
    .padStart(9, "0")
    .replace(/(000)+$/, "");
  return `${new Date(Number(ns / 1_000_000n)).toISOString().slice(0, 19)}${digits && `.${digits}`}Z`;
}

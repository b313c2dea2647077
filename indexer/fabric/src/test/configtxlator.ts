import { ledger } from "@hyperledger/fabric-protos";
import type { KeptRows } from "../decode/rows.ts";
import { base64, text } from "./recordings.ts";

/** The parts of configtxlator's JSON (`proto_decode --type common.Block`) that rows carry, and the same of rows. */
export interface BlockView {
  readonly header: { readonly dataHash: string; readonly previousHash: string };
  readonly metadata: readonly string[];
  readonly transactions: readonly unknown[];
}

// biome-ignore lint/suspicious/noExplicitAny: an independent decoder's JSON, of many shapes
type Json = any;

export function configtxlatorView(block: Json): BlockView {
  return {
    header: { dataHash: block.header.data_hash, previousHash: block.header.previous_hash ?? "" },
    metadata: block.metadata.metadata,
    transactions: block.data.data.map((envelope: Json) => {
      const header = envelope.payload.header;
      const actions = envelope.payload.data.actions ?? [];
      return {
        txId: header.channel_header.tx_id,
        type: header.channel_header.type,
        timeMs: Date.parse(header.channel_header.timestamp),
        creator: header.signature_header.creator?.mspid ?? "",
        actions: actions.map((action: Json) => {
          const { endorsements, proposal_response_payload: response } = action.payload.action;
          const extension = response.extension;
          return {
            chaincode: extension.chaincode_id.name,
            version: extension.chaincode_id.version,
            status: extension.response.status,
            payload: extension.response.payload ?? "",
            args: action.payload.chaincode_proposal_payload.input.chaincode_spec.input.args,
            signatures: endorsements.map((endorsement: Json) => endorsement.signature),
            reads: extension.results.ns_rwset.flatMap((set: Json) => [
              ...(set.rwset?.reads ?? []).map((read: Json) => readView(set.namespace, "", utf8(read.key), read, false)),
              ...(set.rwset?.range_queries_info ?? []).flatMap((range: Json) =>
                (range.raw_reads?.kv_reads ?? []).map((read: Json) =>
                  readView(set.namespace, "", utf8(read.key), read, true),
                ),
              ),
              ...hashedSets(set).flatMap(({ name, hashed }) =>
                hashed
                  .getHashedReadsList()
                  .map((read) =>
                    readView(set.namespace, name, read.getKeyHash_asB64(), versionOf(read.getVersion()), false),
                  ),
              ),
            ]),
            writes: extension.results.ns_rwset.flatMap((set: Json) => [
              ...(set.rwset?.writes ?? []).map(
                (write: Json) => `${set.namespace}//${utf8(write.key)} ${write.is_delete} ${write.value ?? ""}`,
              ),
              ...(set.rwset?.metadata_writes ?? []).map(
                (write: Json) => `${set.namespace}//${utf8(write.key)} metadata`,
              ),
              ...hashedSets(set).flatMap(({ name, hashed }) =>
                hashed
                  .getHashedWritesList()
                  .map(
                    (write) =>
                      `${set.namespace}/${name}/${write.getKeyHash_asB64()} ${write.getIsDelete()} ${write.getValueHash_asB64()}`,
                  ),
              ),
            ]),
          };
        }),
      };
    }),
  };
}

/** configtxlator leaves hashed sets as bytes: Fabric's generated classes read them. */
const hashedSets = (set: Json): { name: string; hashed: ledger.rwset.kvrwset.HashedRWSet }[] =>
  set.collection_hashed_rwset.map((collection: Json) => ({
    name: collection.collection_name,
    hashed: ledger.rwset.kvrwset.HashedRWSet.deserializeBinary(Buffer.from(collection.hashed_rwset, "base64")),
  }));

const versionOf = (version: ledger.rwset.kvrwset.Version | undefined): Json => ({
  version: version && { block_num: version.getBlockNum(), tx_num: version.getTxNum() },
});

const utf8 = (key: string): string => Buffer.from(key, "utf8").toString("base64");

const readView = (namespace: string, collection: string, key: string, read: Json, inRange: boolean): string =>
  `${namespace}/${collection}/${key} ${read.version ? `${read.version.block_num}:${read.version.tx_num}` : "absent"} ${inRange}`;

const HEADER_TYPES: Readonly<Record<string, number>> = { CONFIG: 1, ENDORSER_TRANSACTION: 3 };

export function storedView(rows: KeptRows, height: number): BlockView {
  const block = rows.blocks.find((row) => row.height === height);
  if (!block) throw new Error(`no block ${height}`);
  const of = <Row extends { height: number | bigint; tx_index: number }>(all: readonly Row[], index: number): Row[] =>
    all.filter((row) => row.height === height && row.tx_index === index);
  return {
    header: { dataHash: base64(block.data_hash), previousHash: base64(block.previous_hash) },
    metadata: block.metadata.map(base64),
    transactions: rows.transactions
      .filter((row) => row.height === height)
      .map((tx) => ({
        txId: text(tx.tx_id),
        type: HEADER_TYPES[tx.header_type],
        timeMs: Number((tx.time as bigint) / 1_000_000n),
        creator: tx.creator_msp,
        actions:
          tx.header_type === "CONFIG"
            ? []
            : [
                {
                  chaincode: tx.chaincode,
                  version: tx.chaincode_version,
                  status: Number(tx.response_status),
                  payload: base64(tx.response_payload),
                  args: [tx.function, ...tx.args].map(base64),
                  signatures: of(rows.endorsements, tx.tx_index).map((row) => base64(row.signature)),
                  reads: of(rows.reads, tx.tx_index).map(
                    (row) =>
                      `${row.namespace}/${row.collection}/${base64(row.key)} ${row.read_absent ? "absent" : `${row.read_height}:${row.read_tx_index}`} ${row.in_range}`,
                  ),
                  writes: of(rows.writes, tx.tx_index).map(
                    (row) =>
                      `${row.namespace}/${row.collection}/${base64(row.key)} ${row.is_metadata ? "metadata" : `${row.is_delete} ${base64(row.value)}`}`,
                  ),
                },
              ],
      })),
  };
}

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { common, ledger, peer } from "@hyperledger/fabric-protos";

/** What a ledger says, one line of text per row of a table, sorted. */
export type TableTruth = Readonly<Record<"blocks" | "envelopes" | "transactions" | "reads" | "writes", string[]>>;

const { KVRWSet, HashedRWSet } = ledger.rwset.kvrwset;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const sha256 = (...parts: readonly Uint8Array[]): string => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
};

/**
 * Reads a block file (also `.xz`) with Fabric's generated classes and a framing of its own: no decoder of ours has
 * seen what it says.
 */
export function ledgerTruth(path: string): TableTruth {
  const bytes = path.endsWith(".xz") ? execFileSync("xz", ["-dc", path], { maxBuffer: 1 << 30 }) : readFileSync(path);
  const truth: TableTruth = { blocks: [], envelopes: [], transactions: [], reads: [], writes: [] };
  const file = new Frames(bytes);
  while (file.at < bytes.length) {
    file.number(); // length of the block
    const height = file.number();
    const [dataHash, previousHash] = [file.bytes(), file.bytes()];
    const envelopes = Array.from({ length: file.number() }, () => file.bytes());
    const metadata = Array.from({ length: file.number() }, () => file.bytes());
    const codes = metadata[2] ?? new Uint8Array();
    const joined = metadata.map(hex).join(",");
    truth.blocks.push(`${height} ${hex(previousHash)} ${hex(dataHash)} ${envelopes.length} ${joined}`);
    for (const [index, envelope] of envelopes.entries()) {
      truth.envelopes.push(`${height} ${index} ${sha256(envelope)}`);
      transaction(envelope, `${height} ${index}`, codes[index] as number, truth);
    }
  }
  for (const lines of Object.values(truth)) lines.sort();
  return truth;
}

function transaction(envelope: Uint8Array, place: string, code: number, truth: TableTruth): void {
  const payload = common.Payload.deserializeBinary(common.Envelope.deserializeBinary(envelope).getPayload_asU8());
  const header = common.ChannelHeader.deserializeBinary(payload.getHeader()?.getChannelHeader_asU8() as Uint8Array);
  truth.transactions.push(`${place} ${header.getTxId()} ${code}`);
  if (header.getType() !== common.HeaderType.ENDORSER_TRANSACTION) return;
  for (const action of peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList()) {
    const endorsed = peer.ChaincodeActionPayload.deserializeBinary(action.getPayload_asU8()).getAction();
    const response = peer.ProposalResponsePayload.deserializeBinary(
      endorsed?.getProposalResponsePayload_asU8() as Uint8Array,
    );
    const results = peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8()).getResults_asU8();
    for (const set of ledger.rwset.TxReadWriteSet.deserializeBinary(results).getNsRwsetList()) {
      keys(set, place, truth);
    }
  }
}

function keys(set: InstanceType<typeof ledger.rwset.NsReadWriteSet>, place: string, truth: TableTruth): void {
  const namespace = set.getNamespace();
  const key = (text: string): string => sha256(Buffer.from(text, "utf8"));
  const version = (read: { getBlockNum(): number; getTxNum(): number } | undefined): string =>
    read ? `${read.getBlockNum()}:${read.getTxNum()}` : "absent";
  const all = KVRWSet.deserializeBinary(set.getRwset_asU8());
  for (const read of all.getReadsList()) {
    truth.reads.push(`${place} ${namespace}/ ${key(read.getKey())} ${version(read.getVersion())}`);
  }
  for (const write of all.getWritesList()) {
    truth.writes.push(`${place} ${namespace}/ ${key(write.getKey())} ${sha256(write.getValue_asU8())}`);
  }
  for (const collection of set.getCollectionHashedRwsetList()) {
    const at = `${namespace}/${collection.getCollectionName()}`;
    const hashed = HashedRWSet.deserializeBinary(collection.getHashedRwset_asU8());
    for (const read of hashed.getHashedReadsList()) {
      truth.reads.push(`${place} ${at} ${sha256(read.getKeyHash_asU8())} ${version(read.getVersion())}`);
    }
    for (const write of hashed.getHashedWritesList()) {
      truth.writes.push(`${place} ${at} ${sha256(write.getKeyHash_asU8())} ${sha256(write.getValueHash_asU8())}`);
    }
  }
}

class Frames {
  at = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** A varint. */
  number(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#bytes[this.at++] as number;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }

  bytes(): Uint8Array {
    const length = this.number();
    this.at += length;
    return Uint8Array.from(this.#bytes.subarray(this.at - length, this.at));
  }
}

/** The same lines out of the warehouse's tables: a row that is there twice is a line that is there twice. */
export async function storedTruth(
  query: <T>(sql: string) => Promise<readonly T[]>,
  network: string,
): Promise<TableTruth> {
  const of = `network = '${network}'`;
  const place = "toString(height), ' ', toString(tx_index)";
  const at = "' ', namespace, '/', collection, ' '";
  const digest = (column: string): string => `lower(hex(SHA256(${column})))`;
  const lines = async (select: string): Promise<string[]> =>
    (await query<{ line: string }>(`SELECT concat(${select}`)).map(({ line }) => line).sort();
  return {
    blocks: await lines(
      `toString(height), ' ', lower(hex(previous_hash)), ' ', lower(hex(data_hash)), ' ', toString(tx_count), ' ',
arrayStringConcat(arrayMap(item -> lower(hex(item)), metadata), ',')) AS line FROM store.fabric_blocks WHERE ${of}`,
    ),
    envelopes: await lines(`${place}, ' ', ${digest("envelope")}) AS line FROM store.fabric_envelopes WHERE ${of}`),
    transactions: await lines(
      `${place}, ' ', tx_id, ' ', toString(validation_code)) AS line FROM store.fabric_transactions WHERE ${of}`,
    ),
    reads: await lines(
      `${place}, ${at}, ${digest("key")}, ' ', if(read_absent, 'absent', concat(toString(read_height), ':', toString(read_tx_index)))) AS line
FROM store.fabric_reads WHERE ${of} AND NOT in_range`,
    ),
    writes: await lines(
      `${place}, ${at}, ${digest("key")}, ' ', ${digest("value")}) AS line
FROM store.fabric_writes WHERE ${of} AND NOT is_metadata`,
    ),
  };
}

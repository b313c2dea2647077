import type { Viewer } from "@ledgerscope/core";
import { MAX_BYTES } from "./evm.ts";
import { atPositions, type Position, positionParams } from "./positions.ts";
import { type Reader, readable } from "./readable.ts";

const cut = (column: string): string => `lower(hex(substring(${column}, 1, ${MAX_BYTES})))`;

export interface FabricBlockRow {
  readonly network: string;
  readonly height: number | string;
  readonly dataHash: string;
  readonly commitHash: string | null;
  readonly validCount: number;
  readonly bytes: string;
  readonly ordererMsps: readonly string[];
  readonly lastConfig: number | string;
  readonly consensus: string;
}

export const fabricBlockColumns = `lower(hex(data_hash)) AS dataHash, nullIf(lower(hex(commit_hash)), '') AS commitHash,
       valid_count AS validCount, toString(b.bytes) AS bytes, orderer_msps AS ordererMsps, last_config AS lastConfig, consensus`;

export async function fabricBlocksAt(
  viewer: Viewer,
  reader: Reader,
  network: string,
  heights: readonly number[],
): Promise<FabricBlockRow[]> {
  const scope = readable(viewer, "with channel");
  return reader.query<FabricBlockRow>(
    `SELECT network, height, ${fabricBlockColumns}
     FROM store.fabric_blocks AS b
     WHERE ${scope.sql} AND network = {network:String} AND height IN {heights:Array(UInt64)}`,
    { ...scope.params, network, heights },
  );
}

/** Bytes of the chain arrive in hex here: they may be no text at all. */
export interface FabricTransactionRow {
  readonly network: string;
  readonly channel: string;
  readonly height: number | string;
  readonly txIndex: number;
  readonly headerType: string;
  readonly validationCode: number;
  readonly validationName: string;
  readonly creatorMsp: string;
  readonly creatorCertSha256: string;
  readonly chaincode: string;
  readonly chaincodeVersion: string;
  readonly functionHex: string;
  /** Each cut at `MAX_BYTES`. */
  readonly argsHex: readonly string[];
  readonly responseStatus: number | string;
  readonly responseMessageHex: string;
  readonly eventNameHex: string;
  /** Cut at `MAX_BYTES`. */
  readonly eventPayloadHex: string;
  readonly eventPayloadBytes: number | string;
  /** Cut at `MAX_BYTES`. */
  readonly responsePayloadHex: string;
  readonly responsePayloadBytes: number | string;
  /** Size of the envelope. */
  readonly bytes: number;
  readonly actionCount: number;
  readonly nonce: string;
  readonly signature: string;
  readonly readCount: number;
  readonly writeCount: number;
  readonly decodeError: string | null;
  /** The same for calls with the same function and arguments. */
  readonly callHash: string;
}

export const fabricTransactionColumns = `header_type AS headerType,
       validation_code AS validationCode, validation_name AS validationName, creator_msp AS creatorMsp,
       lower(hex(creator_cert_sha256)) AS creatorCertSha256, chaincode, chaincode_version AS chaincodeVersion,
       hex(substring(function, 1, ${MAX_BYTES})) AS functionHex,
       arrayMap(arg -> hex(substring(arg, 1, ${MAX_BYTES})), args) AS argsHex,
       response_status AS responseStatus, hex(substring(response_message, 1, ${MAX_BYTES})) AS responseMessageHex,
       hex(event_name) AS eventNameHex, ${cut("event_payload")} AS eventPayloadHex,
       length(event_payload) AS eventPayloadBytes, ${cut("response_payload")} AS responsePayloadHex,
       length(response_payload) AS responsePayloadBytes, t.bytes AS bytes, action_count AS actionCount,
       lower(hex(nonce)) AS nonce, lower(hex(signature)) AS signature, read_count AS readCount, write_count AS writeCount,
       nullIf(decode_error, '') AS decodeError, lower(hex(sipHash128(t.function, args))) AS callHash`;

export async function fabricTransactionsAt(
  viewer: Viewer,
  reader: Reader,
  network: string,
  positions: readonly Position[],
): Promise<FabricTransactionRow[]> {
  const scope = readable(viewer, "with channel");
  return reader.query<FabricTransactionRow>(
    `SELECT network, channel, height, tx_index AS txIndex, ${fabricTransactionColumns}
     FROM store.fabric_transactions AS t
     WHERE ${scope.sql} AND ${atPositions(positions)}`,
    { ...scope.params, ...positionParams(network, positions) },
  );
}

export interface FabricEndorsementRow {
  readonly network: string;
  readonly channel: string;
  readonly height: number | string;
  readonly txIndex: number;
  readonly msp: string;
  readonly certSha256: string;
}

export async function fabricEndorsementsAt(
  viewer: Viewer,
  reader: Reader,
  network: string,
  positions: readonly Position[],
): Promise<FabricEndorsementRow[]> {
  const scope = readable(viewer, "with channel");
  return reader.query<FabricEndorsementRow>(
    `SELECT network, channel, height, tx_index AS txIndex, msp, lower(hex(cert_sha256)) AS certSha256
     FROM store.fabric_endorsements
     WHERE ${scope.sql} AND ${atPositions(positions)}
     ORDER BY height, tx_index, action_index, endorsement_index`,
    { ...scope.params, ...positionParams(network, positions) },
  );
}

/** A key of the state, and the transaction that touched it. */
export interface FabricTouch {
  readonly network: string;
  readonly channel: string;
  readonly height: number | string;
  readonly txIndex: number;
  readonly actionIndex: number;
  readonly namespace: string;
  readonly collection: string;
  readonly keyHex: string;
}

export interface FabricReadRow extends FabricTouch {
  readonly readHeight: number | string;
  readonly readTxIndex: number | string;
  readonly readAbsent: boolean;
  readonly inRange: boolean;
}

const touch = `network, channel, height, tx_index AS txIndex, action_index AS actionIndex, namespace, collection,
       lower(hex(key)) AS keyHex`;
const readColumns = `${touch}, read_height AS readHeight, read_tx_index AS readTxIndex, read_absent AS readAbsent,
       in_range AS inRange`;
const writeColumns = `${touch}, is_delete AS isDelete, is_metadata AS isMetadata, ${cut("value")} AS valueHex,
       length(value) AS valueBytes`;

/** The first reads of each transaction, by namespace, collection and key. */
export async function fabricReadsAt(
  viewer: Viewer,
  reader: Reader,
  network: string,
  positions: readonly Position[],
  first: number,
): Promise<FabricReadRow[]> {
  const scope = readable(viewer, "with channel");
  return reader.query<FabricReadRow>(
    `SELECT ${readColumns} FROM store.fabric_reads
     WHERE ${scope.sql} AND ${atPositions(positions)}
     ORDER BY height, tx_index, action_index, namespace, collection, key
     LIMIT {first:UInt32} BY height, tx_index`,
    { ...scope.params, ...positionParams(network, positions), first },
  );
}

export interface FabricWriteRow extends FabricTouch {
  readonly isDelete: boolean;
  readonly isMetadata: boolean;
  /** Cut at `MAX_BYTES`. */
  readonly valueHex: string;
  readonly valueBytes: number | string;
}

/** The first writes of each transaction, by namespace, collection and key. */
export async function fabricWritesAt(
  viewer: Viewer,
  reader: Reader,
  network: string,
  positions: readonly Position[],
  first: number,
): Promise<FabricWriteRow[]> {
  const scope = readable(viewer, "with channel");
  return reader.query<FabricWriteRow>(
    `SELECT ${writeColumns} FROM store.fabric_writes
     WHERE ${scope.sql} AND ${atPositions(positions)}
     ORDER BY height, tx_index, action_index, namespace, collection, key, is_metadata
     LIMIT {first:UInt32} BY height, tx_index`,
    { ...scope.params, ...positionParams(network, positions), first },
  );
}

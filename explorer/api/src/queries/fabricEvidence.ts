import type { Viewer } from "@ledgerscope/core";
import { atPositions, type Position, positionParams } from "./positions.ts";
import { type Reader, readable } from "./readable.ts";

interface AtPlace {
  readonly height: number | string;
  readonly txIndex: number;
}

/** A policy that a transaction had to meet, as it was evaluated again. */
export interface FabricPolicyRow extends AtPlace {
  readonly namespace: string;
  readonly collection: string;
  /** Empty for the policy of a chaincode or collection. */
  readonly keyHex: string;
  readonly source: string;
  readonly policy: string;
  readonly state: string;
  readonly endorsedBy: readonly string[];
  readonly missing: readonly string[];
  readonly detail: string;
}

/** At most `MAX_POLICIES` of each transaction, in their order; none before the pass `signatures` has come by. */
export function fabricPoliciesAt(
  viewer: Viewer,
  reader: Reader,
  network: string,
  positions: readonly Position[],
): Promise<FabricPolicyRow[]> {
  const scope = readable(viewer, "with channel");
  return reader.query<FabricPolicyRow>(
    `SELECT height, tx_index AS txIndex, namespace, collection, lower(hex(key)) AS keyHex, source, policy, state,
       endorsed_by AS endorsedBy, missing, detail
     FROM store.fabric_policy_evaluations
     WHERE ${scope.sql} AND ${atPositions(positions)}
     ORDER BY height, tx_index, evaluation_index LIMIT ${MAX_POLICIES} BY height, tx_index`,
    { ...scope.params, ...positionParams(network, positions) },
  );
}

export const MAX_POLICIES = 50;

/** A read that was out of date, and a valid transaction that had written the key since. */
export interface FabricConflictRow extends AtPlace {
  readonly network: string;
  readonly kind: string;
  readonly evidence: string;
  readonly namespace: string;
  readonly collection: string;
  readonly keyHex: string;
  readonly readAbsent: boolean;
  readonly readHeight: number | string;
  readonly readTxIndex: number | string;
  readonly writerHeight: number | string;
  readonly writerTxIndex: number;
  /** Empty where none wrote the key. */
  readonly writerTxId: string;
  readonly writerIsDelete: boolean;
  readonly withinBlock: boolean;
}

/** At most `MAX_CONFLICTS` of each transaction. */
export function fabricConflictsAt(
  viewer: Viewer,
  reader: Reader,
  network: string,
  positions: readonly Position[],
): Promise<FabricConflictRow[]> {
  const scope = readable(viewer, "with channel");
  return reader.query<FabricConflictRow>(
    `SELECT network, height, tx_index AS txIndex, kind, evidence, namespace, collection, lower(hex(key)) AS keyHex,
       read_absent AS readAbsent, read_height AS readHeight, read_tx_index AS readTxIndex,
       writer_height AS writerHeight, writer_tx_index AS writerTxIndex, writer_tx_id AS writerTxId,
       writer_is_delete AS writerIsDelete, within_block AS withinBlock
     FROM store.fabric_conflicts
     WHERE ${scope.sql} AND ${atPositions(positions)}
     ORDER BY height, tx_index, kind, namespace, collection, key, writer_height, writer_tx_index
     LIMIT ${MAX_CONFLICTS} BY height, tx_index`,
    { ...scope.params, ...positionParams(network, positions) },
  );
}

export const MAX_CONFLICTS = 100;

/** A read or write of private data, as the ledger shows it. */
export interface FabricPrivateHashRow extends AtPlace {
  readonly namespace: string;
  readonly collection: string;
  readonly operation: string;
  readonly keyHash: string;
  readonly valueHash: string | null;
  readonly readHeight: number | string;
  readonly readTxIndex: number | string;
  readonly readAbsent: boolean;
  readonly privateSetHash: string;
}

/** The first ones of each transaction, by namespace, collection and their order there. */
export function fabricPrivateHashesAt(
  viewer: Viewer,
  reader: Reader,
  network: string,
  positions: readonly Position[],
  first: number,
): Promise<FabricPrivateHashRow[]> {
  const scope = readable(viewer, "with channel");
  return reader.query<FabricPrivateHashRow>(
    `SELECT height, tx_index AS txIndex, namespace, collection, operation, lower(hex(key_hash)) AS keyHash,
       nullIf(lower(hex(value_hash)), '') AS valueHash, read_height AS readHeight, read_tx_index AS readTxIndex,
       read_absent AS readAbsent, lower(hex(private_set_hash)) AS privateSetHash
     FROM store.fabric_private_hashes
     WHERE ${scope.sql} AND ${atPositions(positions)}
     ORDER BY height, tx_index, action_index, namespace, collection, item_index
     LIMIT {first:UInt32} BY height, tx_index`,
    { ...scope.params, ...positionParams(network, positions), first },
  );
}

/** A range query over public state. */
export interface FabricRangeQueryRow extends AtPlace {
  readonly namespace: string;
  readonly startKeyHex: string;
  readonly endKeyHex: string;
  readonly exhausted: boolean;
  readonly form: string;
  readonly readCount: number;
}

/** At most `MAX_CONFLICTS` of each transaction, in their order. */
export function fabricRangeQueriesAt(
  viewer: Viewer,
  reader: Reader,
  network: string,
  positions: readonly Position[],
): Promise<FabricRangeQueryRow[]> {
  const scope = readable(viewer, "with channel");
  return reader.query<FabricRangeQueryRow>(
    `SELECT height, tx_index AS txIndex, namespace, lower(hex(start_key)) AS startKeyHex,
       lower(hex(end_key)) AS endKeyHex, exhausted, form, read_count AS readCount
     FROM store.fabric_range_queries
     WHERE ${scope.sql} AND ${atPositions(positions)}
     ORDER BY height, tx_index, action_index, namespace, query_index
     LIMIT ${MAX_CONFLICTS} BY height, tx_index`,
    { ...scope.params, ...positionParams(network, positions) },
  );
}

/** A signature of an orderer in a block's metadata. */
export interface FabricBlockSignatureRow {
  readonly network: string;
  readonly channel: string;
  readonly height: number | string;
  readonly metadataIndex: number;
  readonly msp: string;
  readonly certSha256: string;
  readonly consenterId: number | string;
  readonly nonce: string;
  readonly signature: string;
}

/** At most `MAX_CONFLICTS` of each block, in their order. */
export function fabricBlockSignaturesAt(
  viewer: Viewer,
  reader: Reader,
  network: string,
  heights: readonly number[],
): Promise<FabricBlockSignatureRow[]> {
  const scope = readable(viewer, "with channel");
  return reader.query<FabricBlockSignatureRow>(
    `SELECT network, channel, height, metadata_index AS metadataIndex, msp, lower(hex(cert_sha256)) AS certSha256,
       consenter_id AS consenterId, lower(hex(nonce)) AS nonce, lower(hex(signature)) AS signature
     FROM store.fabric_block_signatures
     WHERE ${scope.sql} AND network = {network:String} AND height IN {heights:Array(UInt64)}
     ORDER BY height, metadata_index, signature_index LIMIT ${MAX_CONFLICTS} BY height`,
    { ...scope.params, network, heights },
  );
}

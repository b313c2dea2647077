import type { Viewer } from "@ledgerscope/core";
import type { Reader } from "../readable.ts";
import { type Channel, channelScope, TOOK_EFFECT } from "./channelScope.ts";

/** One step of a chaincode's lifecycle that took effect. */
export interface LifecycleRow {
  readonly network: string;
  readonly channel: string;
  readonly height: number | string;
  readonly txIndex: number;
  readonly txId: string;
  /** approve, commit; of Fabric 1.x: deploy, upgrade. */
  readonly step: string;
  readonly chaincode: string;
  readonly version: string;
  /** 0 in Fabric 1.x. */
  readonly sequence: number | string;
  readonly org: string;
  readonly endorsers: readonly string[];
  readonly packageId: string;
  readonly chaincodePath: string;
  readonly language: string;
  readonly initRequired: boolean;
  readonly endorsementPlugin: string;
  readonly validationPlugin: string;
  readonly policy: string;
  /** JSON array. */
  readonly collections: string;
  readonly decodeError: string;
}

/** Steps of one chaincode or of all, oldest first; there are few. */
export async function lifecycleSteps(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  chaincode?: string,
): Promise<LifecycleRow[]> {
  const scope = channelScope(viewer, of);
  return reader.query<LifecycleRow>(
    `SELECT network, channel, height, tx_index AS txIndex, tx_id AS txId, step, chaincode, version, sequence, org,
       endorsers, package_id AS packageId, chaincode_path AS chaincodePath, language, init_required AS initRequired,
       endorsement_plugin AS endorsementPlugin, validation_plugin AS validationPlugin, policy, collections,
       decode_error AS decodeError
     FROM store.fabric_lifecycle
     WHERE ${scope.sql} AND ${TOOK_EFFECT} AND chaincode != ''${chaincode === undefined ? "" : " AND chaincode = {chaincode:String}"}
     ORDER BY height, tx_index, action_index LIMIT 5000`,
    { ...scope.params, ...(chaincode !== undefined && { chaincode }) },
  );
}

/** A private data collection as a definition states it. */
export interface CollectionDefinition {
  readonly name: string;
  /** Who may hold the data, in words. */
  readonly memberOrgsPolicy: string;
  /** Its own endorsement policy, in words; empty: the chaincode's. */
  readonly endorsementPolicy: string;
  readonly requiredPeerCount: number;
  readonly maximumPeerCount: number;
  /** Blocks after which the data is purged; `0`: never. */
  readonly blockToLive: string;
  readonly memberOnlyRead: boolean;
  readonly memberOnlyWrite: boolean;
}

/** The collections of one definition. */
export function collectionsOf({ collections }: Pick<LifecycleRow, "collections">): CollectionDefinition[] {
  const list = JSON.parse(collections || "[]") as readonly Record<string, unknown>[];
  return list.map((item) => ({
    name: String(item["name"] ?? ""),
    memberOrgsPolicy: String(item["member_orgs_policy"] ?? ""),
    endorsementPolicy: String(item["endorsement_policy"] ?? ""),
    requiredPeerCount: Number(item["required_peer_count"] ?? 0),
    maximumPeerCount: Number(item["maximum_peer_count"] ?? 0),
    blockToLive: String(item["block_to_live"] ?? "0"),
    memberOnlyRead: item["member_only_read"] === true,
    memberOnlyWrite: item["member_only_write"] === true,
  }));
}

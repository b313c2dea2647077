import type { Viewer } from "@ledgerscope/core";
import type { NetworkRecord } from "../../networkDirectory.ts";
import { type Condition, readable } from "../readable.ts";

/** A Fabric network as a query names it. */
export type Channel = Pick<NetworkRecord, "name" | "channel">;

/**
 * Rows of one channel that the viewer may read. The channel is named beside the network, since the tables are
 * ordered by both: with it a look-up by key stays one.
 */
export function channelScope(viewer: Viewer, { name, channel }: Channel): Condition {
  const scope = readable(viewer, "with channel");
  return {
    sql: `${scope.sql} AND network = {network:String}${channel === undefined ? "" : " AND channel = {channel:String}"}`,
    params: { ...scope.params, network: name, ...(channel === undefined ? {} : { channel }) },
  };
}

/** Rows of several channels that the viewer may read, told apart by `network`: a network has one channel. */
export function channelsScope(viewer: Viewer, of: readonly Channel[]): Condition {
  const scope = readable(viewer, "with channel");
  return {
    sql: `${scope.sql} AND network IN {networks:Array(String)}`,
    params: { ...scope.params, networks: of.map(({ name }) => name) },
  };
}

/** Codes of transactions that took effect; an orderer's copy of a ledger has no codes (254). */
export const TOOK_EFFECT = "validation_code IN (0, 254)";

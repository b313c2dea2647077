import type { Viewer } from "@ledgerscope/core";
import type { Reader } from "../readable.ts";
import { type Channel, channelScope } from "./channelScope.ts";

/** A configuration transaction of the channel. */
export interface ConfigRow {
  readonly network: string;
  readonly channel: string;
  readonly height: number;
  readonly txIndex: number;
  readonly txId: string;
  readonly validationCode: number;
  readonly sequence: string;
  /** Unix milliseconds, as the update's creator claims; 0 where there is no update. */
  readonly updateTimeMs: number;
  readonly creatorMsp: string;
  readonly creatorCertSha256: string;
  readonly signerMsps: readonly string[];
  readonly signerCertSha256s: readonly string[];
  readonly decodeError: string;
  readonly changes: number;
}

/** Newest first; position: height, index. */
export async function configsPage(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  {
    limit,
    after,
    at,
  }: { readonly limit: number; readonly after?: readonly number[] | undefined; readonly at?: number },
): Promise<ConfigRow[]> {
  const scope = channelScope(viewer, of);
  const [height, index] = after ?? [];
  const rows = await reader.query<Record<"height" | "updateTimeMs" | "changes", string> & ConfigRow>(
    `SELECT network, channel, height, tx_index AS txIndex, tx_id AS txId, validation_code AS validationCode,
       toString(sequence) AS sequence, toUnixTimestamp64Milli(update_time) AS updateTimeMs,
       update_creator_msp AS creatorMsp, lower(hex(update_creator_cert_sha256)) AS creatorCertSha256,
       signer_msps AS signerMsps, arrayMap(c -> lower(hex(c)), signer_cert_sha256) AS signerCertSha256s,
       decode_error AS decodeError, u.changes AS changes
     FROM store.fabric_configs AS c
     LEFT JOIN (
       SELECT height, tx_index, count() AS changes FROM store.fabric_config_updates
       WHERE ${scope.sql} AND config_channel = channel GROUP BY height, tx_index
     ) AS u USING (height, tx_index)
     WHERE ${scope.sql} AND config_channel = channel
       ${after ? "AND (height, tx_index) < ({height:UInt64}, {index:UInt32})" : ""}
       ${at === undefined ? "" : "AND height <= {at:UInt64}"}
     ORDER BY height DESC, tx_index DESC LIMIT {limit:UInt32}`,
    { ...scope.params, limit, ...(after && { height, index }), ...(at !== undefined && { at }) },
  );
  return rows.map((row) => ({
    ...row,
    height: Number(row.height),
    updateTimeMs: Number(row.updateTimeMs),
    changes: Number(row.changes),
  }));
}

/** The newest configuration that took effect; undefined where none is stored. */
export async function configInForce(viewer: Viewer, reader: Reader, of: Channel): Promise<ConfigRow | undefined> {
  const configs = await configsPage(viewer, reader, of, { limit: 20 });
  return configs.find(({ validationCode }) => validationCode === 0 || validationCode === 254);
}

/** One group, value or policy of a configuration. */
export interface ConfigItemRow {
  readonly path: string;
  /** group, value or policy. */
  readonly kind: string;
  readonly name: string;
  readonly version: string;
  readonly modPolicy: string;
  /** In words. */
  readonly text: string;
  readonly json: string;
  readonly decodeError: string;
}

export async function configItems(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  height: number,
  txIndex: number,
): Promise<ConfigItemRow[]> {
  const scope = channelScope(viewer, of);
  return reader.query<ConfigItemRow>(
    `SELECT path, kind, name, toString(version) AS version,
       mod_policy AS modPolicy, text, json, decode_error AS decodeError
     FROM store.fabric_config_items
     WHERE ${scope.sql} AND config_channel = channel AND height = {height:UInt64} AND tx_index = {index:UInt32}
     ORDER BY path, kind LIMIT 5000`,
    { ...scope.params, height, index: txIndex },
  );
}

/** What a configuration changed in the one before it. */
export interface ConfigChangeRow {
  readonly path: string;
  readonly kind: string;
  /** added, changed, removed; stated where the one before is not known. */
  readonly change: string;
  readonly oldVersion: string;
  readonly newVersion: string;
  readonly oldModPolicy: string;
  readonly newModPolicy: string;
  readonly oldText: string;
  readonly newText: string;
  readonly oldJson: string;
  readonly newJson: string;
}

export async function configChanges(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  height: number,
  txIndex: number,
): Promise<ConfigChangeRow[]> {
  const scope = channelScope(viewer, of);
  return reader.query<ConfigChangeRow>(
    `SELECT path, kind, change, toString(old_version) AS oldVersion,
       toString(new_version) AS newVersion, old_mod_policy AS oldModPolicy,
       new_mod_policy AS newModPolicy, old_text AS oldText, new_text AS newText, old_json AS oldJson,
       new_json AS newJson
     FROM store.fabric_config_updates
     WHERE ${scope.sql} AND config_channel = channel AND height = {height:UInt64} AND tx_index = {index:UInt32}
     ORDER BY path, kind LIMIT 5000`,
    { ...scope.params, height, index: txIndex },
  );
}

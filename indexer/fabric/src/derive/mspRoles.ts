import type { StoredReader } from "@ledgerscope/core";
import { type CertificateText, certificateOf } from "../decode/certificate.ts";
import type { JsonObject } from "../decode/messages/decodeMessage.ts";

/** How an MSP tells roles: by organisational unit, and by a list of administrators. */
export interface MspRoles {
  /** Role by organisational unit; empty where node OUs are not enabled. */
  readonly byUnit: ReadonlyMap<string, string>;
  /** SHA-256 of administrators' certificates, in hex. */
  readonly admins: ReadonlySet<string>;
}

const SQL = `SELECT argMax(json, (height, tx_index)) AS config FROM store.fabric_config_items
WHERE network = {network:String} AND height < {to:UInt64} AND kind = 'value' AND name = 'MSP'
GROUP BY channel, path`;

const CONFIG_HEIGHTS = `SELECT DISTINCT height FROM store.fabric_config_items
WHERE network = {network:String} AND kind = 'value' AND name = 'MSP' ORDER BY height`;

/** By height: the roles of each MSP under the last configuration up to that block, read once per configuration. */
export function mspRolesAt(
  stored: StoredReader,
  network: string,
): (height: number) => Promise<ReadonlyMap<string, MspRoles>> {
  let heights: Promise<readonly number[]> | undefined;
  const read = new Map<number, Promise<ReadonlyMap<string, MspRoles>>>();
  return async (height) => {
    heights ??= configHeights(stored, network);
    const last = (await heights).findLast((at) => at <= height) ?? -1;
    const held = read.get(last) ?? readMspRoles(stored, network, last + 1);
    read.set(last, held);
    return held;
  };
}

async function configHeights(stored: StoredReader, network: string): Promise<readonly number[]> {
  const heights: number[] = [];
  for await (const row of stored.rows<{ height: string }>(CONFIG_HEIGHTS, { network }))
    heights.push(Number(row.height));
  return heights;
}

/** The roles of each MSP in the last configuration below `to`. */
async function readMspRoles(stored: StoredReader, network: string, to: number): Promise<Map<string, MspRoles>> {
  const msps = new Map<string, MspRoles>();
  for await (const { config: json } of stored.rows<{ config: string }>(SQL, { network, to })) {
    const config = (JSON.parse(json) as JsonObject | null)?.["config"];
    if (config === null || typeof config !== "object" || Array.isArray(config)) continue;
    const msp = config as JsonObject;
    msps.set(String(msp["name"]), { byUnit: unitsOf(msp), admins: adminsOf(msp) });
  }
  return msps;
}

export function rolesOf({ organizationalUnits, sha256 }: CertificateText, msp: MspRoles | undefined): string[] {
  const roles = new Set(organizationalUnits.flatMap((unit) => msp?.byUnit.get(unit) ?? []));
  if (msp?.admins.has(sha256.toString("hex"))) roles.add("admin");
  return [...roles].sort();
}

function unitsOf(msp: JsonObject): Map<string, string> {
  const units = new Map<string, string>();
  const nodeOus = msp["fabric_node_ous"] as JsonObject | null | undefined;
  if (!nodeOus?.["enable"]) return units;
  for (const role of ["client", "peer", "admin", "orderer"]) {
    const unit = nodeOus[`${role}_ou_identifier`] as JsonObject | null;
    const name = unit?.["organizational_unit_identifier"];
    if (name) units.set(String(name), role);
  }
  return units;
}

function adminsOf(msp: JsonObject): Set<string> {
  const pems = Array.isArray(msp["admins"]) ? msp["admins"] : [];
  return new Set(
    pems.flatMap((pem) => certificateOf(Buffer.from(String(pem), "base64"))?.sha256.toString("hex") ?? []),
  );
}

import type { Viewer } from "@ledgerscope/core";
import type { Reader } from "../readable.ts";
import { type Channel, channelScope, TOOK_EFFECT } from "./channelScope.ts";

/** An organisation's MSP as the newest configuration has it. */
export interface MspRow {
  /** MSP id. */
  readonly msp: string;
  /** Name of its group in the configuration. */
  readonly groupName: string;
  /** It stands among the orderer organisations. */
  readonly orders: boolean;
  /** It stands among the application's. */
  readonly applies: boolean;
  readonly groups: readonly string[];
  /** MSPConfig in the shape of configtxlator. */
  readonly mspJson: string;
}

const newest = (scope: string): string => `height = (SELECT max(height) FROM store.fabric_configs
  WHERE ${scope} AND config_channel = channel AND ${TOOK_EFFECT})`;

/** MSPs of the configuration in force; one that stands in two groups is one. */
export async function mspsInForce(viewer: Viewer, reader: Reader, of: Channel): Promise<MspRow[]> {
  const scope = channelScope(viewer, of);
  return reader.query<MspRow>(
    `SELECT JSONExtractString(json, 'config', 'name') AS msp, any(splitByChar('/', path)[-2]) AS groupName,
       toBool(max(startsWith(path, '/Channel/Orderer/'))) AS orders,
       toBool(max(startsWith(path, '/Channel/Application/'))) AS applies,
       arraySort(groupArray(replaceRegexpOne(path, '/MSP$', ''))) AS groups, any(json) AS mspJson
     FROM store.fabric_config_items
     WHERE ${scope.sql} AND config_channel = channel AND kind = 'value' AND name = 'MSP' AND ${newest(scope.sql)}
     GROUP BY msp ORDER BY msp`,
    scope.params,
  );
}

/** What an organisation has done, in the whole ledger. */
export interface OrganisationFigures {
  readonly msp: string;
  /** Transactions that its identities submitted. */
  readonly submitted: string;
  /** Signatures of its endorsers. */
  readonly endorsements: string;
  /** Blocks that its orderers signed. */
  readonly blocksSigned: string;
  /** Certificates that blocks name. */
  readonly identities: string;
}

/** Counted from the uses of certificates, of which there are far fewer than transactions. */
export async function organisationFigures(viewer: Viewer, reader: Reader, of: Channel): Promise<OrganisationFigures[]> {
  const scope = channelScope(viewer, of);
  return reader.query<OrganisationFigures>(
    // The inner sums are kept by the engine (projection `totals`), whatever the number of blocks.
    `SELECT msp, toString(sumIf(times, use = 'creator')) AS submitted,
       toString(sumIf(times, use = 'endorser')) AS endorsements, toString(sumIf(blocks, use = 'orderer')) AS blocksSigned,
       toString(uniqExact(cert_sha256)) AS identities
     FROM (
       SELECT msp, cert_sha256, use, sum(count) AS times, count() AS blocks
       FROM store.fabric_identity_uses WHERE ${scope.sql} AND msp != '' GROUP BY msp, cert_sha256, use)
     GROUP BY msp ORDER BY msp`,
    scope.params,
  );
}

/** Failures of one organisation's transactions by validation code. */
interface OrganisationFailures {
  readonly reason: string;
  readonly count: string;
}

export async function organisationFailures(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  msp: string,
): Promise<OrganisationFailures[]> {
  const scope = channelScope(viewer, of);
  return reader.query<OrganisationFailures>(
    `SELECT validation_name AS reason, toString(count()) AS count
     FROM store.fabric_transactions WHERE ${scope.sql} AND creator_msp = {msp:String} AND validation_code NOT IN (0, 254)
     GROUP BY reason ORDER BY count() DESC, reason`,
    { ...scope.params, msp },
  );
}

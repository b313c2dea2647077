import type { StoredReader } from "@ledgerscope/core";
import { decodeEnvelope, decodeIdentity, decodeSignatureHeader, equalBytes, WireError } from "@ledgerscope/proof";
import { configElements } from "../decode/configElements.ts";
import { configIdentities } from "../decode/configIdentities.ts";
import { configHeaders, configParts, decodeUpdate, isConfigTransaction } from "../decode/configTransaction.ts";
import { certificateHash } from "../decode/identities.ts";

/** A certificate that a block names. */
export interface Sighting {
  readonly channel: string;
  readonly msp: string;
  readonly cert_hex: string;
  readonly first_height: string;
}

/**
 * Where the certificate stands whole: in an envelope, or in the header of a block signature. A BFT orderer's signature
 * only names a consenter, whose certificate is in a configuration.
 */
const PLACE = `SELECT height, use, first_tx_index FROM store.fabric_identity_uses
WHERE network = {network:String} AND channel = {channel:String} AND msp = {msp:String}
  AND cert_sha256 = unhex({cert:String})
ORDER BY use = 'orderer', height LIMIT 1`;

const ENVELOPE = `SELECT lower(hex(envelope)) AS bytes FROM store.fabric_envelopes
WHERE network = {network:String} AND channel = {channel:String} AND height = {height:UInt64} AND tx_index = {index:UInt32}`;

const SIGNATURE = `SELECT lower(hex(header)) AS bytes FROM store.fabric_block_signatures
WHERE network = {network:String} AND channel = {channel:String} AND height = {height:UInt64}
  AND cert_sha256 = unhex({cert:String}) AND consenter_id = 0`;

/** Its PEM as it stands in a stored block; undefined when it stands in none. */
export async function findCertificate(
  stored: StoredReader,
  network: string,
  { channel, msp, cert_hex: cert }: Sighting,
): Promise<Uint8Array | undefined> {
  const of = { network, channel };
  const hash = Buffer.from(cert, "hex");
  for await (const place of stored.rows<{ height: string; use: string; first_tx_index: number }>(PLACE, {
    ...of,
    msp,
    cert,
  })) {
    const isOrderer = place.use === "orderer";
    const params = { ...of, cert, height: place.height, index: place.first_tx_index };
    for await (const { bytes } of stored.rows<{ bytes: string }>(isOrderer ? SIGNATURE : ENVELOPE, params)) {
      const held = Buffer.from(bytes, "hex");
      const pems = isOrderer ? ofSignature(held) : ofEnvelope(held);
      const found = pems.find((pem) => equalBytes(certificateHash(pem), hash));
      if (found) return found;
    }
  }
  return undefined;
}

function ofSignature(header: Uint8Array): Uint8Array[] {
  return tolerant(() => [decodeIdentity(decodeSignatureHeader(header).creator).idBytes]);
}

/** Every certificate that an envelope names. */
function ofEnvelope(envelope: Uint8Array): Uint8Array[] {
  const { headers, actions } = decodeEnvelope(envelope);
  if (!headers) return [];
  const identities = [
    headers.creator,
    ...actions.flatMap((action) => action.endorsements.map(({ endorser }) => endorser)),
  ];
  return [
    ...identities.flatMap((identity) => tolerant(() => [decodeIdentity(identity).idBytes])),
    ...tolerant(() => {
      if (!isConfigTransaction(headers)) return [];
      const parts = configParts(configHeaders(headers).data);
      return [
        ...configIdentities(configElements(parts.config).elements).map(({ pem }) => pem),
        ...tolerant(() => (decodeUpdate(parts.lastUpdate)?.signers ?? []).map(({ pem }) => pem)),
      ];
    }),
  ];
}

function tolerant(read: () => Uint8Array[]): Uint8Array[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof WireError) return [];
    throw error;
  }
}

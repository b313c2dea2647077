import { equalBytes } from "./bytes.ts";
import { type Certificate, chainsToRoot, parseCertificate, pemToDer } from "./certificate.ts";
import type { ChannelConfig, MspConfig } from "./channelConfig.ts";
import { DerError } from "./der.ts";
import type { SerializedIdentity } from "./envelope.ts";
import type { ProofCrypto } from "./proofCrypto.ts";

/** An orderer identity, judged under one channel configuration. */
export interface Signer {
  readonly mspId: string;
  readonly certificate: Certificate;
  /** The MSP of that id in the configuration, if there is one. */
  readonly msp: MspConfig | undefined;
  /** Its certificate chains to a root of that MSP. Revocation lists are not consulted. */
  readonly isMember: boolean;
}

/** Signers already judged, per configuration and identity: a channel has few, its blocks many. */
const judged = new WeakMap<ChannelConfig, Map<string, Promise<Signer | undefined>>>();

/** Undefined when the identity is not an X.509 certificate. */
export function judgeSigner(
  identity: SerializedIdentity,
  config: ChannelConfig,
  crypto: ProofCrypto,
): Promise<Signer | undefined> {
  const ofConfig = judged.get(config) ?? new Map<string, Promise<Signer | undefined>>();
  judged.set(config, ofConfig);
  const key = `${identity.mspId}\n${new TextDecoder("latin1").decode(identity.idBytes)}`;
  const signer = ofConfig.get(key) ?? judge(identity, config, crypto);
  ofConfig.set(key, signer);
  return signer;
}

async function judge(
  identity: SerializedIdentity,
  config: ChannelConfig,
  crypto: ProofCrypto,
): Promise<Signer | undefined> {
  const certificate = readCertificate(identity.idBytes);
  if (!certificate) return undefined;
  const msp = [...config.ordererMsps.values()].find((candidate) => candidate.id === identity.mspId);
  const readAll = (pems: readonly Uint8Array[]): Certificate[] => pems.flatMap((pem) => readCertificate(pem) ?? []);
  const isMember =
    msp !== undefined &&
    (await chainsToRoot(certificate, readAll(msp.rootCerts), readAll(msp.intermediateCerts), crypto));
  return { mspId: identity.mspId, certificate, msp, isMember };
}

function readCertificate(pem: Uint8Array): Certificate | undefined {
  try {
    return parseCertificate(pemToDer(pem));
  } catch (error) {
    if (error instanceof DerError) return undefined;
    throw error;
  }
}

export const sameCertificate = (pem: Uint8Array, certificate: Certificate): boolean => {
  const other = readCertificate(pem);
  return other !== undefined && equalBytes(other.der, certificate.der);
};

import type { Certificate } from "./certificate.ts";
import type { ChannelConfig } from "./channelConfig.ts";
import type { SerializedIdentity } from "./envelope.ts";
import { judgeCertificate, type Msp, mspOf, readCertificate } from "./msp.ts";
import type { ProofCrypto } from "./proofCrypto.ts";

/** An identity, judged under one channel configuration. */
export interface Signer {
  readonly mspId: string;
  readonly certificate: Certificate;
  /** The MSP of that id in the configuration, if there is one. */
  readonly msp: Msp | undefined;
  /** It is a valid identity of that MSP. */
  readonly isMember: boolean;
  /** Why it is none; empty when it is. */
  readonly problem: string;
  /** Whether it is a valid identity cannot be said: it depends on something that is not covered. */
  readonly isUnsupported: boolean;
  /** SHA-256 of the authorities above it; empty where they do not lead to a root. */
  readonly certifier: Uint8Array;
}

/** Signers already judged, per configuration and identity: a channel has few, its blocks many. */
const judged = new WeakMap<ChannelConfig, Map<string, Promise<Signer | undefined>>>();
const MAX_JUDGED = 10_000;
const latin1 = new TextDecoder("latin1");

/** Undefined when the identity is not an X.509 certificate. */
export function judgeSigner(
  identity: SerializedIdentity,
  config: ChannelConfig,
  crypto: ProofCrypto,
): Promise<Signer | undefined> {
  const ofConfig = judged.get(config) ?? new Map<string, Promise<Signer | undefined>>();
  judged.set(config, ofConfig);
  const key = `${identity.mspId}\n${latin1.decode(identity.idBytes)}`;
  const known = ofConfig.get(key);
  if (known) return known;
  if (ofConfig.size >= MAX_JUDGED) ofConfig.clear();
  const signer = judge(identity, config, crypto);
  ofConfig.set(key, signer);
  return signer;
}

async function judge(
  { mspId, idBytes }: SerializedIdentity,
  config: ChannelConfig,
  crypto: ProofCrypto,
): Promise<Signer | undefined> {
  const certificate = readCertificate(idBytes);
  if (!certificate) return undefined;
  const msp = await mspOf(config, mspId, crypto);
  if (!msp) {
    const known = config.msps.has(mspId);
    const problem = known ? `${mspId} is no X.509 MSP` : `the channel has no MSP ${mspId}`;
    const none = { msp: undefined, isMember: false, certifier: new Uint8Array() };
    return { mspId, certificate, problem, isUnsupported: known, ...none };
  }
  const { problem, isUnsupported, certifier } = await judgeCertificate(certificate, msp, crypto);
  return { mspId, certificate, msp, isMember: problem === "", problem, isUnsupported, certifier };
}

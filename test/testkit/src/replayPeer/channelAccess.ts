import { nodeCrypto } from "@ledgerscope/fabric";
import {
  type ChannelConfig,
  decodeIdentity,
  evaluatePolicy,
  isLowS,
  judgeSigner,
  type Signer,
  verifySignature,
  WireError,
} from "@ledgerscope/proof";
import { configAt, type RecordedLedger } from "./recordedLedger.ts";

/** What somebody signed to be let in. */
export interface SignedRequest {
  /** The bytes that are signed. */
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
  /** `msp.SerializedIdentity` */
  readonly creator: Uint8Array;
}

/** Policies of the channel configuration that a client has to meet. */
export type AccessPolicy = "/Channel/Readers" | "/Channel/Application/Readers" | "/Channel/Application/Writers";

/**
 * Who may read the channel, as a node judges it: by the MSPs and policies of the configuration in force. As a
 * recording holds no private keys, one more authority is trusted for one of its MSPs.
 */
export class ChannelAccess {
  readonly #ledger: RecordedLedger;
  readonly #admitted: { readonly mspId: string; readonly authority: string };
  readonly #configs = new Map<ChannelConfig, ChannelConfig>();

  /** @param admitted the MSP, and the authority's certificate (PEM) that counts as one of its roots. */
  constructor(ledger: RecordedLedger, admitted: { readonly mspId: string; readonly authority: string }) {
    this.#ledger = ledger;
    this.#admitted = admitted;
  }

  /** `common.Config.sequence` of the configuration in force at that height of the ledger. */
  sequence(height: number): number {
    return configAt(this.#ledger, height).sequence;
  }

  /** The configuration in force, with the authority added. */
  config(height: number): ChannelConfig {
    const recorded = configAt(this.#ledger, height);
    const known = this.#configs.get(recorded);
    if (known) return known;
    const { mspId, authority } = this.#admitted;
    const msp = recorded.msps.get(mspId);
    if (!msp) throw new Error(`the channel has no MSP ${mspId}; it has ${[...recorded.msps.keys()].join(", ")}`);
    const anyCertifier = { certifier: new Uint8Array() };
    const { nodeOus } = msp;
    const widened = {
      ...msp,
      rootCerts: [...msp.rootCerts, Buffer.from(authority)],
      units: msp.units.map((unit) => ({ ...unit, ...anyCertifier })),
      nodeOus: nodeOus && {
        client: { ...nodeOus.client, ...anyCertifier },
        peer: { ...nodeOus.peer, ...anyCertifier },
        admin: { ...nodeOus.admin, ...anyCertifier },
        orderer: { ...nodeOus.orderer, ...anyCertifier },
      },
    };
    const config = { ...recorded, msps: new Map(recorded.msps).set(mspId, widened) };
    this.#configs.set(recorded, config);
    return config;
  }

  /**
   * Whether the creator is a member of the channel, or of one of its MSPs, and signed the message.
   * @returns why not; empty when so.
   */
  async memberProblem(request: SignedRequest, height: number, mspId?: string): Promise<string> {
    const { signer, problem } = await this.#judge(request, height);
    return signer && mspId !== undefined && signer.mspId !== mspId ? `the creator is not of ${mspId}` : problem;
  }

  /** Whether the creator's certificate has run out, which no policy asks about. @returns since when; empty when not. */
  async expiryProblem({ creator }: SignedRequest, height: number): Promise<string> {
    const expiresMs = (await this.signer(creator, height))?.certificate.notAfterMs;
    return expiresMs !== undefined && Date.now() > expiresMs ? `expired at ${new Date(expiresMs).toISOString()}` : "";
  }

  /** Whether the request meets the policy. @returns why not; empty when it does. */
  async policyProblem(request: SignedRequest, policy: AccessPolicy, height: number): Promise<string> {
    const { signer, problem } = await this.#judge(request, height);
    if (!signer) return problem;
    const { root } = this.config(height);
    const group = policy === "/Channel/Readers" ? root : root.groups.get("Application");
    if (!group) return `the channel has no group for ${policy}`;
    const { satisfied, text } = evaluatePolicy(group, policy.split("/").at(-1) as string, [signer]);
    return satisfied ? "" : `${policy} (${text}) is not met by ${signer.mspId}`;
  }

  async #judge(
    { message, signature, creator }: SignedRequest,
    height: number,
  ): Promise<{ problem: string; signer?: Signer }> {
    const signer = await this.signer(creator, height);
    if (!signer) return { problem: "the creator is no X.509 identity" };
    if (!signer.isMember) return { problem: `the creator is no member of ${signer.mspId}: ${signer.problem}` };
    const { keyKind, spki } = signer.certificate;
    const isLow = keyKind === "Ed25519" || (keyKind !== undefined && isLowS(keyKind, signature));
    if (!keyKind || !isLow) return { problem: "the signature is not ECDSA with low s" };
    const isValid = await verifySignature({ kind: keyKind, spki }, message, signature, nodeCrypto);
    return isValid ? { problem: "", signer } : { problem: "the signature is not the creator's" };
  }

  /** The identity under the configuration in force; undefined where it is none. */
  async signer(creator: Uint8Array, height: number): Promise<Signer | undefined> {
    try {
      return await judgeSigner(decodeIdentity(creator), this.config(height), nodeCrypto);
    } catch (error) {
      if (error instanceof WireError) return undefined;
      throw error;
    }
  }
}

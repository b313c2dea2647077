import { concatBytes } from "./bytes.ts";
import type { ChannelConfig } from "./channelConfig.ts";
import type { DecodedEnvelope } from "./decodedEnvelope.ts";
import { decodeIdentity } from "./envelope.ts";
import type { KeyKind, ProofCrypto } from "./proofCrypto.ts";
import { isLowS } from "./signatureScheme.ts";
import { judgeSigner, type Signer } from "./signer.ts";
import { WireError } from "./wire.ts";

/** A signature that a transaction carries, and what it is over. */
export interface SignatureClaim {
  readonly txIndex: number;
  /** Undefined for the creator's. */
  readonly endorsement: { readonly actionIndex: number; readonly index: number } | undefined;
  /** `msp.SerializedIdentity` */
  readonly identity: Uint8Array;
  /** What was signed: these bytes one after the other. */
  readonly message: readonly Uint8Array[];
  readonly signature: Uint8Array;
}

/** A claim whose verification is left to whoever has the cores for it. */
export interface SignatureTask {
  readonly kind: KeyKind;
  /** SubjectPublicKeyInfo (DER). The same object for the same certificate. */
  readonly spki: Uint8Array;
  readonly message: readonly Uint8Array[];
  readonly signature: Uint8Array;
}

/** Answers in the order of the tasks; undefined where the kind is not covered. */
export type VerifyTasks = (tasks: readonly SignatureTask[]) => Promise<readonly (boolean | undefined)[]>;

export interface JudgedSignature {
  readonly claim: SignatureClaim;
  /** Undefined when the identity is no X.509 certificate. */
  readonly signer: Signer | undefined;
  readonly state: "good" | "bad" | "unsupported";
  /** Why it is not good. */
  readonly problem: string;
}

/**
 * The creator's signature over the payload (`common.Envelope`), and each endorser's over proposal response
 * payload ‖ endorser, of every envelope that can be read.
 */
export function signatureClaims(envelopes: readonly DecodedEnvelope[]): SignatureClaim[] {
  const claims: SignatureClaim[] = [];
  for (const [txIndex, { headers, actions }] of envelopes.entries()) {
    if (!headers) continue;
    const { creator: identity, payload, signature } = headers;
    claims.push({ txIndex, endorsement: undefined, identity, message: [payload], signature });
    for (const [actionIndex, { endorsements, responsePayload }] of actions.entries()) {
      for (const [index, endorsement] of endorsements.entries()) {
        claims.push({
          txIndex,
          endorsement: { actionIndex, index },
          identity: endorsement.endorser,
          message: [responsePayload, endorsement.endorser],
          signature: endorsement.signature,
        });
      }
    }
  }
  return claims;
}

/** Judges every claim under the configuration: identity here, the signature itself by `verify`. */
export async function judgeSignatures(
  claims: readonly SignatureClaim[],
  config: ChannelConfig,
  crypto: ProofCrypto,
  verify: VerifyTasks = verifyTasksWith(crypto),
): Promise<readonly JudgedSignature[]> {
  const judged: JudgedSignature[] = [];
  const tasks: SignatureTask[] = [];
  const taskAt: number[] = [];
  for (const claim of claims) {
    const signer = await signerOf(claim.identity, config, crypto);
    const settle = (state: JudgedSignature["state"], problem: string): void => {
      judged.push({ claim, signer, state, problem });
    };
    const kind = signer?.certificate.keyKind;
    if (!signer && isOfOtherMsp(claim.identity, config))
      settle("unsupported", "its MSP does not use X.509 certificates");
    else if (!signer) settle("bad", "the identity is no X.509 certificate");
    else if (kind === undefined) {
      if (signer.isUnsupported) settle("unsupported", signer.problem);
      else settle("bad", signer.problem);
    } else if (signer.msp && signer.msp.config.hashFamily !== "SHA2") {
      settle("unsupported", `${signer.mspId} signs with ${signer.msp.config.hashFamily}`);
    } else if (kind !== "Ed25519" && !isLowS(kind, claim.signature)) settle("bad", "not a DER signature with low s");
    else {
      taskAt.push(judged.length);
      tasks.push({ kind, spki: signer.certificate.spki, message: claim.message, signature: claim.signature });
      settle("good", "");
    }
  }
  for (const [index, isGood] of (await verify(tasks)).entries()) {
    const at = taskAt[index] as number;
    const before = judged[at] as JudgedSignature;
    if (isGood === false) judged[at] = { ...before, state: "bad", problem: "does not verify" };
    if (isGood === undefined)
      judged[at] = { ...before, state: "unsupported", problem: "its kind of key is not covered" };
  }
  return judged;
}

/** Whether the identity is of an MSP of another kind, such as Idemix. */
function isOfOtherMsp(identity: Uint8Array, config: ChannelConfig): boolean {
  try {
    const type = config.msps.get(decodeIdentity(identity).mspId)?.type;
    return type !== undefined && type !== X509;
  } catch (error) {
    if (error instanceof WireError) return false;
    throw error;
  }
}

/** `MSPConfig.type` */
const X509 = 0;

async function signerOf(identity: Uint8Array, config: ChannelConfig, crypto: ProofCrypto): Promise<Signer | undefined> {
  try {
    return await judgeSigner(decodeIdentity(identity), config, crypto);
  } catch (error) {
    if (error instanceof WireError) return undefined;
    throw error;
  }
}

/** One signature after the other, by the crypto at hand. */
export function verifyTasksWith(crypto: ProofCrypto): VerifyTasks {
  return async (tasks) => {
    const answers: (boolean | undefined)[] = [];
    for (const { kind, spki, message, signature } of tasks) {
      const bytes = message.length === 1 ? (message[0] as Uint8Array) : concatBytes(...message);
      answers.push(
        kind === "P-256"
          ? await crypto.verifyP256(spki, bytes, signature)
          : await crypto.verify?.(kind, "SHA-256", spki, bytes, signature),
      );
    }
    return answers;
  };
}

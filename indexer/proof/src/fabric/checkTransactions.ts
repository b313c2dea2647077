import type { FabricBlock } from "./block.ts";
import { MetadataIndex } from "./blockMetadata.ts";
import { EMPTY, toHex } from "./bytes.ts";
import type { ChannelConfig } from "./channelConfig.ts";
import type { DecodedEnvelope } from "./decodedEnvelope.ts";
import { type EndorsementState, evaluateEndorsements, type PolicyEvaluation } from "./endorsementPolicies.ts";
import { HeaderType } from "./envelope.ts";
import { isSameCertificate, validityProblem } from "./msp.ts";
import type { JudgedSignature } from "./signatureClaims.ts";
import type { Signer } from "./signer.ts";
import type { StepState } from "./verifyBlock.ts";
import { WireError } from "./wire.ts";

type TransactionCheck = "creator_signatures" | "endorsement_signatures" | "certificates" | "endorsement_policies";

export interface TransactionStep {
  readonly check: TransactionCheck;
  readonly height: number;
  readonly state: StepState;
  readonly detail: string;
}

/** What a transaction's endorsers amount to. */
export interface EndorsementVerdict {
  readonly txIndex: number;
  /** MSP ids of the endorsers whose signature and identity are good, each certificate once. */
  readonly endorsedBy: readonly string[];
  readonly evaluations: readonly PolicyEvaluation[];
}

export interface CheckedTransactions {
  readonly steps: readonly TransactionStep[];
  /** Of each endorser transaction that validation brought as far as its policies. */
  readonly verdicts: readonly EndorsementVerdict[];
}

/** `peer.TxValidationCode` */
const Code = { valid: 0, badCreatorSignature: 4, policyFailure: 10, mvcc: 11, phantom: 12, notValidated: 254 } as const;
/** Given before the creator's signature was looked at, or instead of it. */
const BEFORE_CREATOR: readonly number[] = [1, 2, 3, Code.badCreatorSignature];
const NO_CODES = "the ledger carries no validation codes";
/** Given after every endorsement policy was met. */
const AFTER_POLICIES: readonly number[] = [Code.valid, Code.mvcc, Code.phantom];
const CHECKS: readonly TransactionCheck[] = [
  "creator_signatures",
  "endorsement_signatures",
  "certificates",
  "endorsement_policies",
];

/** The same outcome for all four checks, where a block cannot be judged. */
export function uncheckedTransactions(
  height: number,
  detail: string,
  state: StepState = "unchecked",
): CheckedTransactions {
  return { steps: CHECKS.map((check) => ({ check, height, state, detail })), verdicts: [] };
}

/** Gathers what is found about one check of a block: the worst of it decides. */
class Findings {
  readonly #check: TransactionCheck;
  readonly #found = new Map<StepState, Set<string>>();

  constructor(check: TransactionCheck) {
    this.#check = check;
  }

  /** `verified` stands for something remarkable that is as it should be. */
  add(state: StepState, detail: string): void {
    const details = this.#found.get(state) ?? new Set();
    this.#found.set(state, details.add(detail));
  }

  step(height: number): TransactionStep {
    const worst = (["failed", "unchecked", "unverified", "verified"] as const).find((state) => this.#found.has(state));
    const state = worst ?? "verified";
    const details = [...(this.#found.get(state) ?? [])];
    const shown = details.slice(0, MAX_NAMED).join("; ");
    const more = details.length > MAX_NAMED ? `; ${details.length - MAX_NAMED} more` : "";
    return { check: this.#check, height, state, detail: shown + more };
  }
}

const MAX_NAMED = 5;

/**
 * Judges a block's transactions by their signatures, already verified, and by the policies that were in
 * force, against the codes that the peers recorded. A signature that fails in an invalid transaction is
 * normal, and said so; in a valid one it is a failed check; without codes nobody says which it is, and it is unchecked.
 * @param state as it was before the block; what the block itself changes is taken account of here.
 * @param timeMs the block's time, Unix milliseconds.
 */
export function checkTransactions(
  block: FabricBlock,
  envelopes: readonly DecodedEnvelope[],
  judged: readonly JudgedSignature[],
  config: ChannelConfig,
  state: Omit<EndorsementState, "isKeyPolicyChanged">,
  timeMs: number,
): CheckedTransactions {
  const filter = block.metadata[MetadataIndex.transactionsFilter] ?? EMPTY;
  const codeOf = (txIndex: number): number => filter[txIndex] ?? Code.notValidated;
  const creators = new Findings("creator_signatures");
  const endorsements = new Findings("endorsement_signatures");
  const certificates = new Findings("certificates");
  const policies = new Findings("endorsement_policies");
  const endorsers = new Map<number, JudgedSignature[]>();
  const badCreators = new Set<number>();

  for (const signature of judged) {
    const { claim, signer } = signature;
    const { txIndex, endorsement } = claim;
    const code = codeOf(txIndex);
    const isCreator = endorsement === undefined;
    const who = isCreator
      ? `transaction ${txIndex}: the creator's`
      : `transaction ${txIndex}: endorsement ${endorsement.index}'s`;
    const isExcused =
      code === Code.notValidated || (isCreator ? BEFORE_CREATOR.includes(code) : !AFTER_POLICIES.includes(code));
    const [excused, excuse] =
      code === Code.notValidated
        ? (["unchecked", NO_CODES] as const)
        : (["verified", `code ${code} does not rest on it`] as const);
    const into = isCreator ? creators : endorsements;
    if (signature.state === "unsupported") into.add("unchecked", `${who} signature: ${signature.problem}`);
    else if (signature.state === "bad" && isExcused)
      into.add(excused, `${who} signature: ${signature.problem}; ${excuse}`);
    else if (signature.state === "bad")
      into.add("failed", `${who} signature: ${signature.problem}, but its code is ${code}`);
    if (signer) {
      const expired = validityProblem(signer.certificate, timeMs);
      if (signer.isUnsupported) certificates.add("unchecked", `${who} certificate: ${signer.problem}`);
      else if (!signer.isMember && isExcused)
        certificates.add(excused, `${who} certificate: ${signer.problem}; ${excuse}`);
      else if (!signer.isMember)
        certificates.add("failed", `${who} certificate: ${signer.problem}, but its code is ${code}`);
      else if (expired) {
        certificates.add(
          "unverified",
          `${who} certificate: ${expired}, at the block's time; validation does not look at it`,
        );
      }
    }
    if (isCreator && (signature.state !== "good" || !signer?.isMember)) badCreators.add(txIndex);
    if (!isCreator) endorsers.set(txIndex, [...(endorsers.get(txIndex) ?? []), signature]);
  }

  const verdicts: EndorsementVerdict[] = [];
  const changed = new Set<string>();
  const here: EndorsementState = {
    definition: (namespace) => state.definition(namespace),
    keyPolicy: (namespace, collection, key) => state.keyPolicy(namespace, collection, key),
    isKeyPolicyChanged: (namespace, collection, key) =>
      changed.size > 0 && changed.has(place(namespace, collection, key)),
  };
  for (const [txIndex, { headers, actions }] of envelopes.entries()) {
    const code = codeOf(txIndex);
    if (code === Code.badCreatorSignature && !badCreators.has(txIndex)) {
      creators.add(
        "failed",
        `transaction ${txIndex}: its creator's signature and certificate are good, but its code is 4`,
      );
    }
    const action = actions[0]; // Fabric refuses transactions with more than one
    const isJudged = AFTER_POLICIES.includes(code) || code === Code.policyFailure || code === Code.notValidated;
    if (headers?.type !== HeaderType.endorserTransaction || !action || !isJudged) continue;
    const signers = distinct(endorsers.get(txIndex) ?? []);
    const doubtful = (endorsers.get(txIndex) ?? []).find(({ state: outcome }) => outcome === "unsupported");
    let evaluations: readonly PolicyEvaluation[];
    try {
      evaluations = evaluateEndorsements(action, signers, config, here);
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      policies.add("failed", `transaction ${txIndex}: ${error.message}`);
      continue;
    }
    verdicts.push({
      txIndex,
      endorsedBy: signers.filter(({ isMember }) => isMember).map(({ mspId }) => mspId),
      evaluations,
    });
    const unmet = evaluations.filter((evaluation) => evaluation.state === "unsatisfied");
    const unsupported = evaluations.find((evaluation) => evaluation.state === "unsupported");
    if (code !== Code.notValidated) {
      const isMet = metNamespaces(evaluations);
      for (const { namespace, collection, metadataWrites } of action.keySets) {
        if (!isMet(namespace)) continue;
        for (const { key } of metadataWrites) changed.add(place(namespace, collection, key));
      }
    }
    const doubt = doubtful?.problem ?? unsupported?.detail;
    if (doubt !== undefined) policies.add("unchecked", `transaction ${txIndex}: ${doubt}`);
    else if (code === Code.notValidated) policies.add("unchecked", NO_CODES);
    else if (AFTER_POLICIES.includes(code)) {
      if (unmet.length > 0)
        policies.add(
          "failed",
          `transaction ${txIndex} has code ${code}, but ${describeUnmet(unmet[0] as PolicyEvaluation)}`,
        );
    } else if (unmet.length > 0) {
      policies.add("verified", `transaction ${txIndex}: code 10, as ${describeUnmet(unmet[0] as PolicyEvaluation)}`);
    } else if (action.chaincode === "lscc") {
      policies.add("unchecked", `transaction ${txIndex}: code 10 of an LSCC call, which has rules of its own`);
    } else policies.add("failed", `transaction ${txIndex} has code 10, but every policy is met by its endorsements`);
  }
  const height = block.number;
  return { steps: [creators, endorsements, certificates, policies].map((findings) => findings.step(height)), verdicts };
}

/**
 * Peers keep the outcome per namespace, each at once: a transaction that fails in one has changed the policies of
 * keys in those before it, as far as the next transactions of the block are concerned (fabric
 * core/common/validation/statebased, `SetTxIDResult`).
 * @param evaluations those of a namespace stand together, in the order of validation.
 */
export function metNamespaces(evaluations: readonly PolicyEvaluation[]): (namespace: string) => boolean {
  const unmet = evaluations.findIndex(({ state }) => state === "unsatisfied");
  if (unmet < 0) return () => true;
  const failed = evaluations[unmet]?.namespace;
  const before = new Set(evaluations.slice(0, unmet).map(({ namespace }) => namespace));
  return (namespace) => namespace !== failed && before.has(namespace);
}

/** Why a policy is not met, in words: `bench2 asks for 2 of (Org1MSP.peer, Org2MSP.peer): Org2MSP.peer is missing`. */
export function describeUnmet({
  namespace,
  collection,
  key,
  source,
  policy,
  missing,
  detail,
}: PolicyEvaluation): string {
  const scope = collection ? `${namespace}/${collection}` : namespace;
  const where = source === "key" ? `key ${keyText(key)} of ${scope}` : scope;
  if (missing.length === 0) return `${where}: ${detail}`;
  return `${where} asks for ${policy}: ${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} missing`;
}

/** As text where it is printable, else in hex. */
function keyText(key: Uint8Array): string {
  const isPrintable = key.every((byte) => byte > 0x20 && byte < 0x7f);
  return isPrintable ? JSON.stringify(String.fromCharCode(...key)) : toHex(key);
}

const place = (namespace: string, collection: string, key: Uint8Array): string =>
  `${namespace}\n${collection}\n${toHex(key)}`;

/** Signers whose signatures are good, each certificate once (fabric common/policies, `SignatureSetToValidIdentities`). */
function distinct(signatures: readonly JudgedSignature[]): Signer[] {
  const signers: Signer[] = [];
  for (const { signer, state } of signatures) {
    if (!signer || state !== "good") continue;
    const isKnown = signers.some(
      (other) => other.mspId === signer.mspId && isSameCertificate(other.certificate, signer.certificate),
    );
    if (!isKnown) signers.push(signer);
  }
  return signers;
}

import type { EvmHeader } from "../header.ts";
import type { Keccak256 } from "../keccak256.ts";
import type { RecoverSigner } from "../recoverSigner.ts";
import type { Seals } from "./seals.ts";

/** How a seal stands up; states as in every check of the product. */
export interface SealCheck {
  readonly check: "proposer_seal" | "committed_seals" | "clique_seal" | "minter_signature";
  readonly state: "verified" | "unverified" | "unchecked" | "failed";
  readonly detail?: string;
}

/** Who sealed a block, recovered from the signatures, and whether they were entitled to. */
export interface SealedBy {
  /** Who proposed or minted it, as its seal says; undefined where there is no such seal. */
  readonly proposer?: Uint8Array;
  /** Who committed to it, in the order of the seals that can be recovered. */
  readonly committers: readonly Uint8Array[];
  readonly checks: readonly SealCheck[];
}

export interface SealCrypto {
  readonly keccak256: Keccak256;
  readonly recoverSigner: RecoverSigner;
}

/** ceil(2N/3): so many of N validators must commit to a block. */
export const quorumOf = (validators: number): number => Math.ceil((2 * validators) / 3);

const hex = (bytes: Uint8Array): string =>
  `0x${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;

/**
 * Recovers the seals and compares them with the validators that the header lists. A genesis block must have none.
 * @param signers who is trusted to seal where the header lists nobody.
 */
export function checkSeals(
  header: EvmHeader,
  seals: Seals,
  crypto: SealCrypto,
  signers: readonly Uint8Array[] = [],
): SealedBy {
  const members = seals.validators.length > 0 ? seals.validators : signers;
  const proposer = proposerOf(seals, crypto);
  const checks: SealCheck[] = [];
  if (seals.proposerDigest && !(header.number === 0n && isBlank(seals.proposerSeal))) {
    checks.push(checkProposer(seals, proposer, members));
  }
  if (!seals.commitDigest) return { ...(proposer ? { proposer } : {}), committers: [], checks };
  const digest = seals.commitDigest(crypto.keccak256);
  const recovered = seals.committedSeals.map((seal) => crypto.recoverSigner(digest, seal));
  checks.push(checkCommitted(header, seals, recovered, members));
  const committers = recovered.filter((address) => address !== undefined);
  return { ...(proposer ? { proposer } : {}), committers, checks };
}

const isBlank = (seal: Uint8Array | undefined): boolean => seal === undefined || seal.every((byte) => byte === 0);

const isAmong = (members: readonly Uint8Array[], address: Uint8Array): boolean =>
  members.some((member) => hex(member) === hex(address));

function proposerOf(seals: Seals, { keccak256, recoverSigner }: SealCrypto): Uint8Array | undefined {
  if (!seals.proposerDigest || !seals.proposerSeal || isBlank(seals.proposerSeal)) return undefined;
  return recoverSigner(seals.proposerDigest(keccak256), seals.proposerSeal);
}

function checkProposer(
  { profile, raftId }: Seals,
  proposer: Uint8Array | undefined,
  members: readonly Uint8Array[],
): SealCheck {
  const check = profile === "clique" ? "clique_seal" : profile === "raft" ? "minter_signature" : "proposer_seal";
  if (!proposer) return { check, state: "failed", detail: "the proposer's seal is no signature" };
  const signer = `${hex(proposer)}${raftId === undefined ? "" : ` as raft id ${raftId}`}`;
  if (members.length === 0) {
    return { check, state: "unverified", detail: `signed by ${signer}: the header does not list who may` };
  }
  if (isAmong(members, proposer)) return { check, state: "verified" };
  return { check, state: "failed", detail: `signed by ${signer}, who is none of the ${members.length} that may` };
}

function checkCommitted(
  header: EvmHeader,
  { round = 0, committedSeals }: Seals,
  recovered: readonly (Uint8Array | undefined)[],
  members: readonly Uint8Array[],
): SealCheck {
  const check = "committed_seals";
  if (header.number === 0n) {
    if (committedSeals.length === 0 && round === 0) return { check, state: "verified" };
    return { check, state: "failed", detail: "a genesis block is not sealed, this one has seals or a round" };
  }
  const broken = recovered.indexOf(undefined);
  if (broken >= 0) return { check, state: "failed", detail: `seal ${broken} is no signature` };
  const signers = recovered.filter((address) => address !== undefined);
  if (members.length === 0) {
    const detail = `${signers.length} seals, but the header lists no validators: a contract may hold them`;
    return { check, state: "unverified", detail };
  }
  const stranger = signers.find((address) => !isAmong(members, address));
  if (stranger)
    return { check, state: "failed", detail: `sealed by ${hex(stranger)}, who is no validator of the block` };
  const distinct = new Set(signers.map(hex)).size;
  if (distinct < signers.length) return { check, state: "failed", detail: "a validator has sealed twice" };
  const quorum = quorumOf(members.length);
  if (distinct >= quorum) return { check, state: "verified" };
  const detail = `${distinct} of ${members.length} validators have sealed it, ${quorum} must`;
  return { check, state: "failed", detail };
}

import { type EvmHeader, type HeaderProfile, headerProfile } from "@ledgerscope/proof";

/** From which height on which profile holds: a chain may change it, as from IBFT to QBFT. */
export interface HeaderRule {
  readonly from: number;
  /**
   * `detected`: by the form of the header itself; `unverified`: the chain's headers follow a rule of their own, which
   * is not known here.
   */
  readonly profile: HeaderProfile | "detected" | "unverified";
  /** Who may seal blocks whose headers do not list it: Raft, Clique between checkpoints, validators in a contract. */
  readonly signers: readonly Uint8Array[];
}

/** How one block is verified. */
export interface AppliedRule {
  /** Undefined where the form of the header is that of no profile: it fails. */
  readonly profile: HeaderProfile | "unverified" | undefined;
  readonly signers: readonly Uint8Array[];
}

/** @param rules ascending; below the first, headers show their profile themselves. */
export function ruleFor(header: EvmHeader, rules: readonly HeaderRule[]): AppliedRule {
  const { profile, signers } = rules.findLast(({ from }) => BigInt(from) <= header.number) ?? DETECTED;
  return { profile: profile === "detected" ? headerProfile(header) : profile, signers };
}

const DETECTED = { profile: "detected", signers: [] } as const;

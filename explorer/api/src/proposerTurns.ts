import type { SealOfBlock } from "./queries/evm/seals.ts";

/** What a validator did in some blocks. */
export interface ValidatorTurns {
  readonly address: string;
  /** Blocks that it proposed. */
  readonly proposed: number;
  /** Of these, in how many a validator before it had its turn and let it pass. */
  readonly afterFailedRounds: number;
  /** Turns that it let pass: it was to propose, and another round decided. Null where no rule says whose turn it was. */
  readonly missed: number | null;
  /** Blocks that it committed to. */
  readonly committed: number;
  /** Blocks that it might have committed to: those whose header lists it. */
  readonly couldCommit: number;
  readonly lastProposed: number | null;
}

/**
 * Who proposed, who committed, and whose turns passed. Whose turn it is follows from the rule of IBFT and QBFT, round
 * robin: after each block, and after each round that fails, the next validator of the sorted list (EIP-650).
 * @param seals of blocks, ascending; a gap between two only leaves the turns of the later one open.
 */
export function proposerTurns(seals: readonly SealOfBlock[]): ValidatorTurns[] {
  const of = new Map<string, { -readonly [Name in keyof ValidatorTurns]: ValidatorTurns[Name] }>();
  const validator = (address: string) => {
    const known = of.get(address);
    if (known) return known;
    const fresh = {
      address,
      proposed: 0,
      afterFailedRounds: 0,
      missed: null,
      committed: 0,
      couldCommit: 0,
      lastProposed: null,
    };
    of.set(address, fresh);
    return fresh as ReturnType<typeof of.get> & object;
  };
  let before: SealOfBlock | undefined;
  for (const seal of seals) {
    const { proposer, round, height } = seal;
    for (const address of seal.validators) validator(address).couldCommit++;
    for (const address of seal.committers) validator(address).committed++;
    if (proposer !== null) {
      const own = validator(proposer);
      own.proposed++;
      own.lastProposed = height;
      if (round !== null && round > 0) own.afterFailedRounds++;
    }
    for (const address of passedTurns(before, seal)) {
      const late = validator(address);
      late.missed = (late.missed ?? 0) + 1;
    }
    before = seal;
  }
  const known = seals.some(({ profile, validators }) => isRoundRobin(profile) && validators.length > 0);
  return [...of.values()]
    .map((turns) => ({ ...turns, missed: known ? (turns.missed ?? 0) : null }))
    .sort((a, b) => b.proposed - a.proposed || a.address.localeCompare(b.address));
}

const isRoundRobin = (profile: string): boolean => profile === "qbft" || profile === "ibft" || profile === "ibft2";

/** Whose rounds failed before this block was decided. */
function passedTurns(before: SealOfBlock | undefined, seal: SealOfBlock): string[] {
  const { round, validators, profile } = seal;
  if (!before || before.height !== seal.height - 1 || !round || !isRoundRobin(profile)) return [];
  const sorted = [...validators].sort();
  const last = before.proposer === null ? -1 : sorted.indexOf(before.proposer);
  if (last < 0) return [];
  return Array.from(
    { length: Math.min(round, 1000) },
    (_, index) => sorted[(last + 1 + index) % sorted.length] as string,
  );
}

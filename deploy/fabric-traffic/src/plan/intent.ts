import type { Random } from "./random.ts";
import type { Draft } from "./submission.ts";

/** What an intent draws from when it drafts its submissions. */
export interface Picker extends Random {
  /** A key that no other group of the run uses. */
  key(prefix: string): string;
  /** Organisations whose peers endorse, in the order of the network's folder. */
  readonly organisations: readonly string[];
}

/** One kind of traffic. */
export interface Intent {
  readonly about: string;
  /** Share in the default mix. */
  readonly weight: number;
  readonly draft: (pick: Picker) => readonly Draft[];
}

/** A draft with what most have left out. */
export interface Call extends Omit<Draft, "as" | "chaincode"> {
  /** Without it, `bench`. */
  readonly chaincode?: string;
  readonly as?: Draft["as"];
  /** Submitted by one of the first two organisations, whose members see the private data. */
  readonly member?: boolean;
}

/** Completes a draft: user `User1` of an organisation drawn at random calls `bench`. */
export function call(pick: Picker, { member, ...draft }: Call): Draft {
  const organisations = member ? pick.organisations.slice(0, 2) : pick.organisations;
  return { as: { mspId: pick.pick(organisations), user: "User1" }, chaincode: "bench", ...draft };
}

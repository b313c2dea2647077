/** The two client libraries of Hyperledger that applications use. */
export const clientKinds = ["fabric-network", "fabric-gateway"] as const;
export type ClientKind = (typeof clientKinds)[number];

/** Who submits. */
export interface Actor {
  readonly mspId: string;
  /** A user of the network's folder (`Admin`, `User1`), or the common name of an identity that is issued at first use. */
  readonly user: string;
  /** Lifetime of the issued certificate from its first use on, in milliseconds; without it, ten years. */
  readonly lifetimeMs?: number;
}

/** What a draft and a planned submission have in common. */
interface Invocation {
  readonly as: Actor;
  readonly chaincode: string;
  readonly function: string;
  readonly args: readonly string[];
  readonly transient?: Readonly<Record<string, string>>;
  /** Organisations that are asked to endorse, whatever the policy says; without it, the library chooses. */
  readonly endorsers?: readonly string[];
  /** What the submission is to provoke; the words are those of `intents` and of the relief fund's stories. */
  readonly intends: string;
  /**
   * What must become of it, where a story says so: `refused` is not endorsed, of `conflict` and the submission at
   * the same moment exactly one takes effect.
   */
  readonly expects?: "committed" | "refused" | "conflict";
  /** Code that the message of the refusal begins with. */
  readonly expectsError?: string;
  /** Waits before it proposes, once everything in `after` has ended; milliseconds. */
  readonly afterMs?: number;
  /** Holds the endorsed envelope back before it is submitted, once everything in `submitAfter` has ended; milliseconds. */
  readonly submitAfterMs?: number;
  /** Submits the same signed envelope once more: right behind the first, or when the first one's outcome is known. */
  readonly resubmit?: "at once" | "after commit";
  /** Time for endorsing, in milliseconds; without it, the driver's. */
  readonly endorseTimeoutMs?: number;
}

/** A submission within a group that belongs together; numbers in `after` and `submitAfter` are places in the group. */
export interface Draft extends Invocation {
  /** Proposes once these have ended: their outcome is known, or they failed. */
  readonly after?: readonly number[];
  /** Holds the endorsed envelope back until these have ended. */
  readonly submitAfter?: readonly number[];
}

/** One submission of a plan; numbers in `after` and `submitAfter` are those of the plan. */
export interface Planned extends Draft {
  /** Place in the plan, from 0. */
  readonly n: number;
  /** When it is due, in milliseconds from the start of the run; what `after` waits for comes on top. */
  readonly atMs: number;
  readonly client: ClientKind;
  /** Name of the group that it belongs to, unique within a plan. */
  readonly group: string;
}

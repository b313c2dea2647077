/** An endorser that answered from an older state than its neighbours had. */
export interface StaleEndorser {
  readonly node: string;
  /** When it simulated, Unix nanoseconds, its own clock. */
  readonly simulatedNs: bigint;
  /** Peer that had committed the writer's block by then. */
  readonly freshNode: string;
  /** When that peer had committed it, Unix nanoseconds, that peer's clock. */
  readonly freshNs: bigint;
  /** When the endorser itself committed it; absent where its log does not tell. */
  readonly committedNs?: bigint;
  /** Height of the writer's block. */
  readonly height: number;
}

/** Who else was at the keys that a transaction's reads conflicted on. */
export interface Contention {
  /** Transactions, valid or refused, that wrote such a key since the version read, this one included. */
  readonly attempts: number;
  /** Different certificates among their creators. */
  readonly creators: number;
  /** Different calls (chaincode, function, arguments) among them. */
  readonly calls: number;
  /** How often its creator made just this call within a minute of it, this one included. */
  readonly repeats: number;
  /** From the first of them to this one by the clients' own clocks, nanoseconds; negative where this one was made earlier. */
  readonly afterNs?: bigint;
  readonly stale?: StaleEndorser;
  /** Logs tell when it was simulated and when peers committed the writers' blocks. */
  readonly timesSeen: boolean;
}

/** A transaction's id was used before. */
export interface EarlierUse {
  readonly height: number;
  readonly txIndex: number;
  /** Name of its validation code. */
  readonly codeName: string;
  /** Both envelopes are the same, byte for byte. */
  readonly sameEnvelope: boolean;
}

/** A chaincode's definition that was committed after the transaction had been simulated. */
export interface DefinitionChange {
  readonly chaincode: string;
  readonly id: string;
  readonly height: number;
  readonly txIndex: number;
  readonly version: string;
  readonly sequence: number;
}

/** A policy that stood in the ledger before a transaction, not evaluated. */
export interface PolicyHint {
  readonly namespace: string;
  readonly collection: string;
  /** The key whose own policy it is, raw bytes in hex; empty for a chaincode's. */
  readonly keyHex: string;
  readonly source: "key" | "chaincode";
  /** In words; empty for the channel's default. */
  readonly policy: string;
}

/** What the ledger knows of a certificate. */
export interface Certificate {
  readonly msp: string;
  readonly subject: string;
  /** Unix milliseconds. */
  readonly notBeforeMs: number;
  /** Unix milliseconds. */
  readonly notAfterMs: number;
}

/** How a simulation on one endorser ended. */
export interface Execution {
  readonly node: string;
  readonly chaincode: string;
  /** `refused`: the chaincode answered with a status of 400 or more; `error`: it did not answer properly, or not in time. */
  readonly outcome: "ok" | "refused" | "error" | "unknown";
  /** Unix nanoseconds. */
  readonly startNs: bigint;
  readonly durationNs: bigint;
  /** The endorser's own words; empty when its log has none. */
  readonly error: string;
}

/** A difference between two endorsers' results that a gateway found. */
export interface ResultMismatch {
  /** Endorser whose result came first, and the one that differs. */
  readonly initial: string;
  readonly invoked: string;
  /** The gateway's words: `write value mismatch`, `read version mismatch`, … */
  readonly type: string;
  readonly namespace: string;
  readonly key: string;
  readonly initialValue: string;
  readonly invokedValue: string;
}

/** One attempt to hand the envelope to an orderer. */
export interface OrdererAttempt {
  /** Node or address of the orderer. */
  readonly orderer: string;
  /** Who says so: the gateway, or the orderer itself. */
  readonly seenBy: string;
  /** Unix nanoseconds. */
  readonly atNs: bigint;
  readonly outcome: "accepted" | "refused" | "unknown";
  /** The orderer's or the gateway's words; empty when accepted. */
  readonly error: string;
}

/** What befell an orderer about the time of a submission. */
export interface OrdererEvent {
  readonly node: string;
  readonly event: "started" | "stopped" | "leader" | "view" | "unreachable";
  /** Unix nanoseconds. */
  readonly atNs: bigint;
  readonly detail: string;
}

/** A call of a gateway that failed without naming its transaction. */
export interface FailedCall {
  readonly node: string;
  /** gRPC status: `FailedPrecondition`, … */
  readonly status: string;
  readonly error: string;
  /** How many transactions it may have been about: 1 is certain as far as time tells. */
  readonly candidates: number;
}

/** What is known of a submission that stands in no block. */
export interface Unordered {
  /** When it was first seen, Unix nanoseconds. */
  readonly firstNs: bigint;
  /** When it was last seen, Unix nanoseconds. */
  readonly lastNs: bigint;
  readonly executions: readonly Execution[];
  readonly mismatches: readonly ResultMismatch[];
  /** As the gateway saw them; where there was none, as the orderers did. */
  readonly attempts: readonly OrdererAttempt[];
  /** What orderers say of its arrival, where the gateway tells of its attempts as well. */
  readonly arrivals: readonly OrdererAttempt[];
  readonly events: readonly OrdererEvent[];
  readonly calls: readonly FailedCall[];
  /** Orderers' logs are read to the level that shows arrivals. */
  readonly arrivalsSeen: boolean;
}

import { builder } from "../builder.ts";

export const langEnum = builder.enumType("Lang", {
  description: "Language of a text",
  values: { en: { description: "English" }, zh: { description: "Chinese, simplified" } } as const,
});

export const txStatusEnum = builder.enumType("TxStatus", {
  description: "What became of a transaction",
  values: {
    success: { description: "It took effect" },
    failed: { description: "It had no effect, whether or not it reached a block" },
  } as const,
});

export const checkStateEnum = builder.enumType("CheckState", {
  description: "What came of a check",
  values: {
    verified: { description: "Recomputed and equal" },
    unverified: { description: "Nothing on the chain commits to it" },
    unchecked: { description: "The node did not serve what the check needs" },
    failed: { description: "Recomputed and different" },
  } as const,
});

export const timeSourceEnum = builder.enumType("TimeSource", {
  description: "Where a block's time is from",
  values: {
    header: { description: "The block's header states it" },
    transactions: { description: "Median of what the transactions' clients claim" },
    observed: { description: "When the block was first seen" },
  } as const,
});

export const evidenceEnum = builder.enumType("Evidence", {
  description: "How a time is known, best first: measured, observed, inferred, derived",
  values: {
    measured: { description: "Whoever did it stated both ends" },
    observed: { description: "Somebody saw it happen and stated when" },
    inferred: { description: "Bounded by what was seen before and after" },
    derived: { description: "Follows from the chain's own data" },
  } as const,
});

export const spanStatusEnum = builder.enumType("SpanStatus", {
  description: "How a step ended, as OpenTelemetry has it",
  values: {
    ok: { description: "As it should" },
    error: { description: "It failed" },
    unset: { description: "Nobody has said" },
  } as const,
});

export const searchKindEnum = builder.enumType("SearchKind", {
  description: "What was found",
  values: {
    network: { description: "A configured network, by its name or channel" },
    transaction: { description: "A transaction, by its id or hash; Fabric: also by the beginning of its id" },
    block: { description: "A block, by its height or hash" },
    address: { description: "An EVM address that a stored transaction, log or block names" },
    organisation: { description: "A Fabric organisation, by its MSP id" },
    identity: { description: "A certificate, by its subject, serial number or SHA-256" },
    chaincode: { description: "A Fabric chaincode, by its name" },
    token: { description: "A token, by its symbol or the beginning of its name, as its contract tells them" },
    method: { description: "A function of a chaincode by its name, of EVM contracts by its selector" },
    key: { description: "A key of Fabric's world state, by its beginning or that of its last part" },
  } as const,
});

export const traceStatusEnum = builder.enumType("TraceStatus", {
  description: "What became of a transaction, whether or not it reached a block",
  values: {
    valid: { description: "In a block, and it took effect" },
    failed: { description: "In a block, without effect" },
    not_ordered: { description: "Endorsed, but in no block" },
    not_endorsed: { description: "Refused before it could be ordered" },
  } as const,
});

export const traceOrderEnum = builder.enumType("TraceOrder", {
  description: "Which transactions come first",
  values: { slowest: { description: "Those that took longest" }, newest: { description: "The latest" } } as const,
});

export const diagnosisKindEnum = builder.enumType("DiagnosisKind", {
  description: "What a diagnosis explains",
  values: {
    failure: { description: "Why a transaction failed" },
    slow: { description: "Why a transaction was slow" },
    suspicion: { description: "What looks like misbehaviour and is not proved" },
  } as const,
});

export const latencyGroupEnum = builder.enumType("LatencyGroup", {
  description: "What the latencies of stages are told apart by",
  values: {
    network: { description: "Not at all" },
    channel: { description: "Fabric channel" },
    chaincode: { description: "Chaincode, or recipient" },
    organisation: { description: "Who made the transaction: MSP id, or sender" },
    node: { description: "Who acted in the stage" },
  } as const,
});

export const failureGroupEnum = builder.enumType("FailureGroup", {
  description: "What failures are counted by",
  values: {
    reason: { description: "Diagnosis: mvcc_read_conflict" },
    subCause: { description: "Which of the ways that lead to it: hot_key_in_block" },
    chaincode: { description: "Chaincode that was called, or recipient" },
    function: { description: "Function that was called" },
    channel: { description: "Fabric channel" },
  } as const,
});

export const edgeKindEnum = builder.enumType("EdgeKind", {
  description: "What travels along an edge of the service map",
  values: {
    request: { description: "A client's request for endorsement, to its gateway" },
    endorse: { description: "A proposal, to an endorsing peer" },
    submit: { description: "A client's request to submit, to its gateway" },
    broadcast: { description: "A transaction, to an orderer" },
    forward: { description: "A transaction, from an orderer to the leader" },
    disseminate: { description: "A block, to a peer" },
  } as const,
});

export const lagClockEnum = builder.enumType("LagClock", {
  description: "By whose clock peers are compared",
  values: {
    ours: { description: "Ledgerscope's own: blocks were heard from the nodes" },
    nodes: { description: "Each node's own, by its log: how far the clocks agree is part of the figures" },
  } as const,
});

export const roundChangeKindEnum = builder.enumType("RoundChangeKind", {
  description: "In which way the consensus did not agree as usual",
  values: {
    view: { description: "The first block of a new SmartBFT view" },
    round: { description: "A QBFT or IBFT block that took more than one round" },
  } as const,
});

import type { ConfusionMatrix } from "./confusionMatrix.ts";
import type { RecordingName } from "./recordedNetwork.ts";

/**
 * What comes out of each recording, counted once and looked through by hand; `info`: of fabric-failures with logs at
 * info, what never reached a block. What differs from the intent is accounted for beside it.
 */
export const expectedMatrices: Readonly<Partial<Record<RecordingName | "info", ConfusionMatrix>>> = {
  "fabric-failures": {
    chaincodeError: {
      "endorsement_failed/chaincode_error": 24,
    },
    composite: {
      "never_ordered/leader_died": 1,
    },
    duplicate: {
      "duplicate_txid/same_envelope": 10,
      "never_ordered/leader_died": 1,
    },
    endorsementTimeout: {
      "endorsement_failed/endorsement_timeout": 9,
      "not_submitted/client_gave_up": 4,
    },
    expiredIdentity: {
      "endorsement_failed/expired_certificate": 4,
    },
    expiredInFlight: {
      "order_refused/expired_certificate": 7,
    },
    increment: {
      "mvcc_read_conflict/overtaken": 5,
      "mvcc_read_conflict/hot_key_in_block": 3,
      "mvcc_read_conflict/stale_endorser": 2,
      "never_ordered/leader_died": 1,
    },
    keyPolicy: {
      "mvcc_read_conflict/stale_endorser": 1,
    },
    keyPolicyUnmet: {
      "endorsement_policy_failure/key_policy": 14,
    },
    mismatch: {
      "endorsement_failed/endorsements_differ": 9,
      "endorsement_policy_failure/endorsements_differ": 4,
    },
    mvccAcrossBlocks: {
      "mvcc_read_conflict/overtaken": 6,
      "mvcc_read_conflict/double_submit": 4,
      "mvcc_read_conflict/stale_endorser": 2,
      "mvcc_read_conflict/definition_changed": 2,
      "never_ordered/leader_died": 1,
    },
    mvccWithinBlock: {
      "mvcc_read_conflict/hot_key_in_block": 20,
      "mvcc_read_conflict/double_submit": 11,
      "mvcc_read_conflict/stale_endorser": 9,
      "mvcc_read_conflict/overtaken": 3,
    },
    overtakes: {
      "mvcc_read_conflict/stale_endorser": 2,
      "never_ordered/leader_died": 1,
    },
    phantom: {
      "phantom_read_conflict/overtaken": 12,
      "phantom_read_conflict/client_race": 7,
      "phantom_read_conflict/stale_endorser": 1,
      "mvcc_read_conflict/definition_changed": 1,
    },
    privateData: {
      "order_refused/leader_unreachable": 1,
    },
    purge: {
      "never_ordered/leader_died": 1,
    },
    put: {
      "never_ordered/leader_died": 4,
    },
    range: {
      "phantom_read_conflict/stale_endorser": 6,
      "phantom_read_conflict/hot_key_in_block": 4,
      "phantom_read_conflict/client_race": 2,
      "mvcc_read_conflict/definition_changed": 1,
      "phantom_read_conflict/overtaken": 1,
    },
    remove: {
      "never_ordered/leader_died": 1,
    },
    tooFewEndorsers: {
      "endorsement_policy_failure/missing_organisation": 22,
      "never_ordered/leader_died": 1,
    },
    transfer: {
      "mvcc_read_conflict/stale_endorser": 1,
    },
    unknownFunction: {
      "endorsement_failed/unknown_function": 4,
      "endorsement_failed/chaincode_error": 1,
    },
  },
  "fabric-relief-fund": {
    "double-submission": {
      "mvcc_read_conflict/double_submit": 1,
    },
    "duplicate-bill": {
      "endorsement_failed/chaincode_error": 2,
    },
    "forged-signature": {
      "endorsement_failed/chaincode_error": 2,
    },
    "over-budget": {
      "endorsement_failed/chaincode_error": 2,
    },
    "role-refused": {
      "endorsement_failed/chaincode_error": 2,
    },
    "strict-path-refused": {
      "endorsement_failed/chaincode_error": 1,
    },
  },
  "fabric-bft": {
    "(none)": {
      "endorsement_failed/chaincode_error": 3,
    },
    big: {
      "endorsement_failed/no_endorser": 1,
    },
    composite: {
      "endorsement_failed/chaincode_error": 20,
      "mvcc_read_conflict/definition_changed": 1,
      "endorsement_failed/no_endorser": 1,
    },
    fail: {
      "endorsement_failed/chaincode_error": 103,
    },
    guarded: {
      "endorsement_policy_failure/key_policy": 14,
    },
    incr: {
      "mvcc_read_conflict/hot_key_in_block": 62,
      "mvcc_read_conflict/client_race": 25,
      "mvcc_read_conflict/stale_endorser": 18,
      "mvcc_read_conflict/overtaken": 16,
      "endorsement_failed/no_endorser": 3,
      "mvcc_read_conflict/definition_changed": 1,
      "endorsement_failed/endorsements_differ": 1,
    },
    nested: {
      "endorsement_failed/chaincode_error": 35,
    },
    nondet: {
      "endorsement_failed/endorsements_differ": 28,
      "endorsement_failed/no_endorser": 1,
    },
    partial: {
      "phantom_read_conflict/hot_key_in_block": 3,
      "endorsement_failed/no_endorser": 2,
      "phantom_read_conflict/client_race": 1,
    },
    policy: {
      "endorsement_policy_failure/missing_organisation": 53,
    },
    put: {
      "endorsement_failed/no_endorser": 10,
      "mvcc_read_conflict/definition_changed": 2,
    },
    range: {
      "phantom_read_conflict/hot_key_in_block": 68,
      "phantom_read_conflict/client_race": 10,
      "phantom_read_conflict/stale_endorser": 8,
      "phantom_read_conflict/overtaken": 7,
      "endorsement_failed/endorsements_differ": 1,
      "endorsement_failed/no_endorser": 1,
    },
    slow: {
      "mvcc_read_conflict/definition_changed": 1,
    },
    transfer: {
      "mvcc_read_conflict/hot_key_in_block": 23,
      "mvcc_read_conflict/client_race": 19,
      "endorsement_failed/no_endorser": 8,
      "mvcc_read_conflict/stale_endorser": 4,
      "mvcc_read_conflict/overtaken": 3,
      "mvcc_read_conflict/definition_changed": 2,
    },
  },
  "v2.5.4": {
    "(none)": {
      "endorsement_policy_failure/missing_organisation": 1,
      "endorsement_failed/chaincode_error": 1,
      "not_submitted/client_stopped": 1,
    },
    fail: {
      "endorsement_failed/chaincode_error": 95,
    },
    incr: {
      "mvcc_read_conflict/hot_key_in_block": 158,
      "mvcc_read_conflict/overtaken": 19,
      "mvcc_read_conflict/client_race": 6,
    },
    rangeCount: {
      "phantom_read_conflict/client_race": 80,
      "endorsement_failed/endorsements_differ": 11,
    },
    transfer: {
      "mvcc_read_conflict/client_race": 152,
      "endorsement_failed/endorsements_differ": 1,
    },
  },
  info: {
    chaincodeError: {
      "endorsement_failed/chaincode_error": 12,
    },
    endorsementTimeout: {
      "endorsement_failed/endorsement_timeout": 9,
    },
    expiredIdentity: {
      "endorsement_failed/expired_certificate": 4,
    },
    expiredInFlight: {
      "order_refused/expired_certificate": 3,
    },
    increment: {
      "never_ordered/leader_died": 1,
    },
    overtakes: {
      "never_ordered/leader_died": 1,
    },
    privateData: {
      "order_refused/orderer_unavailable": 1,
    },
    put: {
      "never_ordered/leader_died": 1,
    },
    tooFewEndorsers: {
      "never_ordered/leader_died": 1,
    },
    unknownFunction: {
      "endorsement_failed/unknown_function": 4,
    },
  },
};

/** What the first line of each part of a proof file says it is. */
export const PROOF_FORMAT = "ledgerscope/evm-proof/v1";

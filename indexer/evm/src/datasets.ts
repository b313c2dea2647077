/** What is stored beside blocks, transactions and logs, which always are. */
export interface Datasets {
  /** `evm_token_transfers`, read out of the logs. */
  readonly tokenTransfers: boolean;
  /** `evm_token_metadata`: three short questions about each token, once. */
  readonly tokenMetadata: boolean;
  /** `evm_contracts`: those that transactions create; with traces also those that contracts create. */
  readonly contracts: boolean;
  /** `evm_traces`: one more question per block, which costs a node more than all others together. */
  readonly traces: boolean;
  /** `evm_state_diffs`: likewise. */
  readonly stateDiffs: boolean;
  /** `evm_raw`: the node's answers as they came. */
  readonly raw: boolean;
}

/** What a network stores unless its configuration says otherwise: all that costs a node little or nothing. */
export const DEFAULT_DATASETS: Datasets = {
  tokenTransfers: true,
  tokenMetadata: true,
  contracts: true,
  traces: false,
  stateDiffs: false,
  raw: false,
};

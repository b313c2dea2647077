/** Header of an EVM block: 15 fields since genesis, then one or more for each fork that added some. */
export interface EvmHeader {
  readonly parentHash: Uint8Array;
  readonly unclesHash: Uint8Array;
  /** Beneficiary (coinbase), 20 bytes. */
  readonly miner: Uint8Array;
  readonly stateRoot: Uint8Array;
  readonly transactionsRoot: Uint8Array;
  readonly receiptsRoot: Uint8Array;
  /** 256 bytes. */
  readonly logsBloom: Uint8Array;
  readonly difficulty: bigint;
  readonly number: bigint;
  readonly gasLimit: bigint;
  readonly gasUsed: bigint;
  /** Unix seconds. */
  readonly timestamp: bigint;
  readonly extraData: Uint8Array;
  /** prevRandao after the merge. */
  readonly mixHash: Uint8Array;
  /** 8 bytes. */
  readonly nonce: Uint8Array;
  /** EIP-1559 (London), in wei per gas. */
  readonly baseFeePerGas?: bigint | undefined;
  /** EIP-4895 (Shanghai). */
  readonly withdrawalsRoot?: Uint8Array | undefined;
  /** EIP-4844 (Cancun). */
  readonly blobGasUsed?: bigint | undefined;
  /** EIP-4844 (Cancun). */
  readonly excessBlobGas?: bigint | undefined;
  /** EIP-4788 (Cancun). */
  readonly parentBeaconBlockRoot?: Uint8Array | undefined;
  /** EIP-7685 (Prague). */
  readonly requestsHash?: Uint8Array | undefined;
}

/**
 * Names of the fields that the kernel knows, by kind of object, in the order of the enums of kernel/records.as: those
 * of wire.ts. It learns them when it starts.
 */
export const KNOWN_KEYS: readonly (readonly string[])[] = [
  // block
  [
    ..."number hash parentHash sha3Uncles miner stateRoot transactionsRoot receiptsRoot logsBloom difficulty".split(
      " ",
    ),
    ..."gasLimit gasUsed timestamp extraData mixHash nonce size baseFeePerGas withdrawalsRoot blobGasUsed".split(" "),
    ..."excessBlobGas parentBeaconBlockRoot requestsHash uncles withdrawals transactions".split(" "),
  ],
  // transaction
  [
    ..."hash blockHash blockNumber blockTimestamp transactionIndex type chainId from to nonce value gas".split(" "),
    ..."gasPrice maxFeePerGas maxPriorityFeePerGas maxFeePerBlobGas blobVersionedHashes accessList".split(" "),
    ..."authorizationList input v yParity r s".split(" "),
  ],
  // receipt
  [
    ..."transactionHash transactionIndex blockHash blockNumber blockTimestamp from to type status root".split(" "),
    ..."cumulativeGasUsed gasUsed effectiveGasPrice contractAddress logsBloom logs".split(" "),
  ],
  // log
  [
    ..."address topics data blockHash blockNumber blockTimestamp transactionHash transactionIndex".split(" "),
    ..."logIndex removed".split(" "),
  ],
  // entry of an access list
  ["address", "storageKeys"],
  // authorization
  ["chainId", "address", "nonce", "yParity", "r", "s"],
  // withdrawal
  ["index", "validatorIndex", "address", "amount"],
];

/** Names that every JavaScript object has: a field of such a name would not be one of the answer alone. */
export const INHERITED_KEYS: readonly string[] = Object.getOwnPropertyNames(Object.prototype);

/** The number by which the kernel knows them. */
export const INHERITED = 63;

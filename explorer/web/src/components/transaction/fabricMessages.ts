/** Fields of a message by number: a name, and the message that its bytes are; without one they are text or bytes. */
export type MessageFields = Readonly<Record<number, readonly [name: string, message?: string]>>;

/** Messages of an envelope as Fabric's protocol buffers define them (hyperledger/fabric-protos: common, msp, peer, ledger/rwset). */
export const fabricMessages: Readonly<Record<string, MessageFields>> = {
  Envelope: { 1: ["payload", "Payload"], 2: ["signature"] },
  Payload: { 1: ["header", "Header"], 2: ["data", "Data"] },
  Header: { 1: ["channel_header", "ChannelHeader"], 2: ["signature_header", "SignatureHeader"] },
  ChannelHeader: {
    1: ["type"],
    2: ["version"],
    3: ["timestamp", "Timestamp"],
    4: ["channel_id"],
    5: ["tx_id"],
    6: ["epoch"],
    7: ["extension", "ChaincodeHeaderExtension"],
    8: ["tls_cert_hash"],
  },
  Timestamp: { 1: ["seconds"], 2: ["nanos"] },
  ChaincodeHeaderExtension: { 2: ["chaincode_id", "ChaincodeID"] },
  SignatureHeader: { 1: ["creator", "SerializedIdentity"], 2: ["nonce"] },
  SerializedIdentity: { 1: ["mspid"], 2: ["id_bytes"] },
  Transaction: { 1: ["actions", "TransactionAction"] },
  TransactionAction: { 1: ["header", "SignatureHeader"], 2: ["payload", "ChaincodeActionPayload"] },
  ChaincodeActionPayload: {
    1: ["chaincode_proposal_payload", "ChaincodeProposalPayload"],
    2: ["action", "ChaincodeEndorsedAction"],
  },
  ChaincodeProposalPayload: { 1: ["input", "ChaincodeInvocationSpec"], 2: ["transient_map"] },
  ChaincodeInvocationSpec: { 1: ["chaincode_spec", "ChaincodeSpec"] },
  ChaincodeSpec: { 1: ["type"], 2: ["chaincode_id", "ChaincodeID"], 3: ["input", "ChaincodeInput"], 4: ["timeout"] },
  ChaincodeID: { 1: ["path"], 2: ["name"], 3: ["version"] },
  ChaincodeInput: { 1: ["args"], 2: ["decorations"], 3: ["is_init"] },
  ChaincodeEndorsedAction: {
    1: ["proposal_response_payload", "ProposalResponsePayload"],
    2: ["endorsements", "Endorsement"],
  },
  Endorsement: { 1: ["endorser", "SerializedIdentity"], 2: ["signature"] },
  ProposalResponsePayload: { 1: ["proposal_hash"], 2: ["extension", "ChaincodeAction"] },
  ChaincodeAction: {
    1: ["results", "TxReadWriteSet"],
    2: ["events", "ChaincodeEvent"],
    3: ["response", "Response"],
    4: ["chaincode_id", "ChaincodeID"],
  },
  ChaincodeEvent: { 1: ["chaincode_id"], 2: ["tx_id"], 3: ["event_name"], 4: ["payload"] },
  Response: { 1: ["status"], 2: ["message"], 3: ["payload"] },
  TxReadWriteSet: { 1: ["data_model"], 2: ["ns_rwset", "NsReadWriteSet"] },
  NsReadWriteSet: {
    1: ["namespace"],
    2: ["rwset", "KVRWSet"],
    3: ["collection_hashed_rwset", "CollectionHashedRWSet"],
  },
  CollectionHashedRWSet: { 1: ["collection_name"], 2: ["hashed_rwset", "HashedRWSet"], 3: ["pvt_rwset_hash"] },
  KVRWSet: {
    1: ["reads", "KVRead"],
    2: ["range_queries_info", "RangeQueryInfo"],
    3: ["writes", "KVWrite"],
    4: ["metadata_writes", "KVMetadataWrite"],
  },
  KVRead: { 1: ["key"], 2: ["version", "Version"] },
  Version: { 1: ["block_num"], 2: ["tx_num"] },
  RangeQueryInfo: { 1: ["start_key"], 2: ["end_key"], 3: ["itr_exhausted"], 4: ["raw_reads", "QueryReads"] },
  QueryReads: { 1: ["kv_reads", "KVRead"] },
  KVWrite: { 1: ["key"], 2: ["is_delete"], 3: ["value"] },
  KVMetadataWrite: { 1: ["key"], 2: ["entries", "KVMetadataEntry"] },
  KVMetadataEntry: { 1: ["name"], 2: ["value"] },
  HashedRWSet: { 1: ["hashed_reads", "KVReadHash"], 2: ["hashed_writes", "KVWriteHash"] },
  KVReadHash: { 1: ["key_hash"], 2: ["version", "Version"] },
  KVWriteHash: { 1: ["key_hash"], 2: ["is_delete"], 3: ["value_hash"], 4: ["is_purge"] },
};

/** What `Payload.data` is, by common.HeaderType. */
export const dataOfType: Readonly<Record<number, string>> = { 3: "Transaction" };

export { missingField } from "./evm/encodeHeader.ts";
export type { EvmHeader } from "./evm/header.ts";
export { headerHash } from "./evm/headerHash.ts";
export { type HeaderProfile, headerProfile, headerProfiles } from "./evm/headerProfile.ts";
export type { Keccak256 } from "./evm/keccak256.ts";
export { type EvmLog, logsBloom, unionBlooms } from "./evm/logsBloom.ts";
export { orderedTrieRoot } from "./evm/orderedTrieRoot.ts";
export { encodeReceipt, type Receipt } from "./evm/receipt.ts";
export type { RecoverSigner } from "./evm/recoverSigner.ts";
export { checkSeals, quorumOf, type SealCheck, type SealCrypto, type SealedBy } from "./evm/seals/checkSeals.ts";
export { decodeSeals } from "./evm/seals/decodeSeals.ts";
export type { SealedProfile, Seals, Vote } from "./evm/seals/seals.ts";
export { type Signature, senderSignature } from "./evm/signing.ts";
export {
  type AccessListEntry,
  type Authorization,
  createdAddress,
  encodeTransaction,
  type SignedTransaction,
  transactionHash,
} from "./evm/transaction.ts";
export { encodeWithdrawal, type Withdrawal } from "./evm/withdrawal.ts";
export type { FabricBlock } from "./fabric/block.ts";
export {
  dataHash as fabricDataHash,
  headerBytes as fabricHeaderBytes,
  headerHash as fabricHeaderHash,
} from "./fabric/block.ts";
export {
  decodeMetadata,
  lastConfigHeight,
  type Metadata,
  MetadataIndex,
  type MetadataSignature,
  storedCommitHash,
} from "./fabric/blockMetadata.ts";
export {
  type BundleStep,
  FABRIC_BUNDLE_FORMAT,
  type FabricBundle,
  type FabricTrust,
  type FabricVerification,
  fromRawBlock,
  type RawFabricBlock,
  toRawBlock,
  verifyFabricBundle,
} from "./fabric/bundle.ts";
export {
  compareBytes,
  concatBytes,
  equalBytes,
  fromBase64,
  fromHex,
  fromUtf8,
  toBase64,
  toHex,
} from "./fabric/bytes.ts";
export { type Certificate, parseCertificate, pemToDer } from "./fabric/certificate.ts";
export {
  type ChaincodeDefinition,
  type ReadState,
  readDefinition,
  validationParameter,
} from "./fabric/chaincodeDefinition.ts";
export {
  type ChannelConfig,
  type Consenter,
  isConfigBlock,
  parseConfigBlock,
} from "./fabric/channelConfig.ts";
export {
  type CheckedTransactions,
  checkTransactions,
  describeUnmet,
  type EndorsementVerdict,
  type TransactionStep,
  uncheckedTransactions,
} from "./fabric/checkTransactions.ts";
export { commitHash, MissingStateError, type StateLookup, type ValidWrites } from "./fabric/commitHash.ts";
export type { ConfigGroup } from "./fabric/configGroup.ts";
export { type DecodedEnvelope, decodeEnvelope } from "./fabric/decodedEnvelope.ts";
export { type DerElement, DerError, readDer, readDerAll } from "./fabric/der.ts";
export { type EndorsementState, type PolicyEvaluation, validationRules } from "./fabric/endorsementPolicies.ts";
export {
  decodeHeaders,
  decodeIdentity,
  decodeSignatureHeader,
  type EnvelopeHeaders,
  HeaderType,
  isCanonicalEnvelope,
  type SerializedIdentity,
} from "./fabric/envelope.ts";
export { validityProblem } from "./fabric/msp.ts";
export type { MspConfig, UnitIdentifier } from "./fabric/mspConfig.ts";
export { type OrdererSignatures, signerIdentity, verifyOrdererSignatures } from "./fabric/ordererSignatures.ts";
export { evaluatePolicy, type PolicyResult } from "./fabric/policy.ts";
export type { KeyKind, ProofCrypto, SignatureHash } from "./fabric/proofCrypto.ts";
export {
  decodeReadWriteSet,
  isDeletion,
  type KeyRead,
  type KeySet,
  type KeyWrite,
  type MetadataWrite,
  type RangeQuery,
  type Version,
} from "./fabric/readWriteSet.ts";
export {
  type JudgedSignature,
  judgeSignatures,
  type SignatureClaim,
  type SignatureTask,
  signatureClaims,
  type VerifyTasks,
  verifyTasksWith,
} from "./fabric/signatureClaims.ts";
export { isLowS, verifySignature } from "./fabric/signatureScheme.ts";
export { judgeSigner, type Signer } from "./fabric/signer.ts";
export {
  type ChaincodeEvent,
  decodeActions,
  type Endorsement,
  type Invocation,
  type TransactionAction,
} from "./fabric/transaction.ts";
export { UnsupportedPolicyError } from "./fabric/unsupportedPolicyError.ts";
export {
  type BlockCheck,
  type ChainState,
  type PreviousBlock,
  type ProofStep,
  type StepState,
  type VerifiedBlock,
  type VerifyBlockOptions,
  verifyBlock,
} from "./fabric/verifyBlock.ts";
export { WireError, WireReader } from "./fabric/wire.ts";

import { joinedBriefly } from "./bytes.ts";
import type { EnvelopeHeaders } from "./envelope.ts";
import type { ProofCrypto } from "./proofCrypto.ts";
import type { TransactionAction } from "./transaction.ts";

/**
 * What an action's proposal response must name as the hash of its proposal: SHA-256 of channel header ‖
 * the action's signature header ‖ chaincode proposal payload (fabric protoutil, `GetProposalHash2`).
 */
export function proposalHash(
  headers: Pick<EnvelopeHeaders, "channelHeader">,
  action: Pick<TransactionAction, "header" | "proposalPayload">,
  crypto: ProofCrypto,
): Uint8Array | Promise<Uint8Array> {
  return crypto.sha256(joinedBriefly([headers.channelHeader, action.header, action.proposalPayload]));
}

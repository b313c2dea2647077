import type { LedgerAsker } from "../network/askLedger.ts";
import { RELIEF_FUND } from "../plan/mix.ts";
import type { Attestation, PeerBlock } from "./recording.ts";

/**
 * Has every peer attest its ledger's state (`GetChainInfo`) and each transaction of the relief fund, whatever
 * became of it (`GetTransactionByID`).
 */
export async function attestTransactions(
  askers: readonly LedgerAsker[],
  ledger: readonly PeerBlock[],
): Promise<Attestation[]> {
  const ids = ledger
    .flatMap(({ transactions }) => transactions)
    .filter(({ chaincode }) => chaincode === RELIEF_FUND)
    .map(({ txId }) => txId);
  const attestations: Attestation[] = [];
  for (const asker of askers) {
    for (const id of new Set(ids)) attestations.push(await asker.attest("GetTransactionByID", [id]));
    attestations.push(await asker.attest("GetChainInfo", []));
  }
  return attestations;
}

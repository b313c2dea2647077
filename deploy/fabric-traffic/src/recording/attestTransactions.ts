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
  // The answers of all peers to one question stand together: they are nearly the same, and pack well.
  const ask = async (name: Attestation["function"], args: readonly string[]): Promise<void> => {
    attestations.push(...(await Promise.all(askers.map(async (asker) => await asker.attest(name, args)))));
  };
  for (const id of new Set(ids)) await ask("GetTransactionByID", [id]);
  await ask("GetChainInfo", []);
  return attestations;
}

import { createHash } from "node:crypto";
import { CorruptDataError } from "@ledgerscope/core";
import { fabricDataHash, fabricHeaderHash, fromRawBlock, type ProofCrypto, toHex } from "@ledgerscope/proof";
import type { SourceBlock } from "./readSource.ts";

/** Only hashes are computed here; signatures are the visitor's to check. */
const crypto: ProofCrypto = {
  sha256: (data) => createHash("sha256").update(data).digest(),
  verifyP256: () => false,
};

/**
 * What visitors will check is checked before it is published: the block as it was put together again
 * hashes to what its header and the warehouse say, and it is complete.
 * @throws CorruptDataError naming the block and both sides of the disagreement.
 */
export async function proveBlock(network: string, block: SourceBlock): Promise<void> {
  const fail = (problem: string): never => {
    throw new CorruptDataError(
      `${network} block ${block.height} is not published: ${problem}. Prove the stored rows with ` +
        `\`ledgerscope verify --network ${network} ${block.height}:${block.height + 1}\``,
      { height: block.height },
    );
  };
  const { raw, transactions, txCount } = block;
  if (raw.data.length !== txCount) fail(`it has ${txCount} transactions, ${raw.data.length} envelopes are stored`);
  if (transactions.length !== txCount)
    fail(`it has ${txCount} transactions, ${transactions.length} are stored in decoded form`);
  const bytes = fromRawBlock(raw);
  const headerHash = toHex(await fabricHeaderHash(bytes, crypto));
  if (headerHash !== block.blockHash)
    fail(`the warehouse names hash ${block.blockHash}, its header gives ${headerHash}`);
  const dataHash = toHex(await fabricDataHash(bytes.data, crypto));
  if (dataHash !== block.dataHash) fail(`the header names data hash ${block.dataHash}, the envelopes give ${dataHash}`);
}

import {
  type BundleStep,
  decodeHeaders,
  type FabricBundle,
  fabricHeaderHash,
  fromRawBlock,
  type ProofCrypto,
  toHex,
} from "@ledgerscope/proof";

/** A check that only a page around the file can have; otherwise as the proof's own steps. */
export interface PageStep extends Omit<BundleStep, "check"> {
  readonly check: "page_block" | "page_transactions";
}

/** What a page shows of one block. A proof of the file alone would say nothing of the page around it. */
export interface PageClaims {
  readonly height: number;
  /** Lower-case hex. */
  readonly blockHash: string;
  /** Ids of the listed transactions by their position in the block. */
  readonly transactions: readonly { readonly txIndex: number; readonly txId: string }[];
}

/** Holds the page against the block in the file, whose own integrity is checked elsewhere. */
export async function checkPageClaims(
  bundle: FabricBundle,
  claims: PageClaims,
  crypto: ProofCrypto,
): Promise<PageStep[]> {
  const { height } = claims;
  const block = bundle.blocks.find(({ number }) => number === height);
  if (!block) return [{ check: "page_block", height, state: "failed", detail: `block ${height} is not in the file` }];
  const bytes = fromRawBlock(block);
  const hash = toHex(await fabricHeaderHash(bytes, crypto));
  const ids = bytes.data.map((envelope) => decodeHeaders(envelope).txId);
  const stranger = claims.transactions.find(({ txIndex, txId }) => ids[txIndex] !== txId);
  return [
    hash === claims.blockHash
      ? { check: "page_block", height, state: "verified", detail: hash }
      : { check: "page_block", height, state: "failed", detail: `page ${claims.blockHash}, file ${hash}` },
    stranger
      ? {
          check: "page_transactions",
          height,
          state: "failed",
          detail: `position ${stranger.txIndex}: page ${stranger.txId}, file ${ids[stranger.txIndex] ?? "nothing"}`,
        }
      : { check: "page_transactions", height, state: "verified", detail: `${claims.transactions.length}` },
  ];
}

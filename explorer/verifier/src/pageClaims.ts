import {
  type BundleStep,
  decodeHeaders,
  type FabricBundle,
  fabricHeaderHash,
  fromRawBlock,
  MetadataIndex,
  type ProofCrypto,
  toHex,
} from "@ledgerscope/proof";

/** A check that only a page around the file can have; otherwise as the proof's own steps. */
export interface PageStep extends Omit<BundleStep, "check"> {
  readonly check: "page_block" | "page_transactions" | "page_outcomes";
}

/** What a page shows of one block. A proof of the file alone would say nothing of the page around it. */
export interface PageClaims {
  readonly height: number;
  /** Lower-case hex. */
  readonly blockHash: string;
  /** How many transactions the block has, listed or not. */
  readonly txCount: number;
  /** The listed transactions, consecutive, with their positions in the block. */
  readonly transactions: readonly {
    readonly txIndex: number;
    readonly txId: string;
    /** peer.TxValidationCode, as the page puts it into words. */
    readonly validationCode: number;
  }[];
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
  const fault = listFault(claims, ids);
  return [
    hash === claims.blockHash
      ? { check: "page_block", height, state: "verified", detail: hash }
      : { check: "page_block", height, state: "failed", detail: `page ${claims.blockHash}, file ${hash}` },
    fault === undefined
      ? {
          check: "page_transactions",
          height,
          state: "verified",
          detail: `${claims.transactions.length} of ${ids.length}`,
        }
      : { check: "page_transactions", height, state: "failed", detail: fault },
    outcomeStep(claims, bytes.metadata[MetadataIndex.transactionsFilter]),
  ];
}

/** The publisher's peer noted the outcomes in the block's metadata, one byte each; no orderer signs that note. */
function outcomeStep({ height, transactions }: PageClaims, filter: Uint8Array | undefined): PageStep {
  const stranger = transactions.find(({ txIndex, validationCode }) => filter?.[txIndex] !== validationCode);
  if (!stranger) return { check: "page_outcomes", height, state: "verified", detail: "unsigned" };
  const { txIndex, validationCode } = stranger;
  const detail = `position ${txIndex}: page ${validationCode}, file ${filter?.[txIndex] ?? "nothing"}`;
  return { check: "page_outcomes", height, state: "failed", detail };
}

/** An id that is another one, a total that is wrong, or a transaction left out between two others. */
function listFault({ txCount, transactions }: PageClaims, ids: readonly string[]): string | undefined {
  if (txCount !== ids.length) return `the page counts ${txCount} transactions, the file has ${ids.length}`;
  const first = transactions[0]?.txIndex ?? 0;
  for (const [index, { txIndex, txId }] of transactions.entries()) {
    if (txIndex !== first + index) return `the page leaves out position ${first + index}`;
    if (ids[txIndex] !== txId) return `position ${txIndex}: page ${txId}, file ${ids[txIndex] ?? "nothing"}`;
  }
  return undefined;
}

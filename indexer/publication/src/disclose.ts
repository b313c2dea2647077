import type { Row } from "@ledgerscope/schema";
import type { PublicationPolicy, PublicationRule } from "./policy.ts";
import type { SourceBlock, SourceTotal } from "./readSource.ts";
import type { disclosedBlocks } from "./tables/disclosedBlocks.ts";
import type { disclosedRawBlocks } from "./tables/disclosedRawBlocks.ts";
import type { disclosedTransactions } from "./tables/disclosedTransactions.ts";
import type { disclosedWithholdings } from "./tables/disclosedWithholdings.ts";

/** The public rows of some blocks, by table. */
export interface Disclosure {
  readonly blocks: Row<typeof disclosedBlocks>[];
  readonly transactions: Row<typeof disclosedTransactions>[];
  readonly withholdings: Row<typeof disclosedWithholdings>[];
  readonly rawBlocks: Row<typeof disclosedRawBlocks>[];
}

type Scope = Pick<PublicationRule, "network" | "channel">;

const provenanceOf = (policy: PublicationPolicy) => ({
  policy_version: policy.version,
  policy_sha256: policy.sha256,
});

/** `blocks: whole`: everything, each transaction counted as published. */
export function discloseWhole(
  policy: PublicationPolicy,
  { network, channel }: Scope,
  sources: readonly SourceBlock[],
): Disclosure {
  const provenance = provenanceOf(policy);
  const disclosure: Disclosure = { blocks: [], transactions: [], withholdings: [], rawBlocks: [] };
  for (const source of sources) {
    const scope = { network, channel, height: source.height };
    disclosure.blocks.push({
      ...scope,
      block_hash: source.blockHash,
      previous_hash: source.previousHash,
      data_hash: source.dataHash,
      time: source.timeMs,
      time_source: source.timeSource,
      tx_count: source.txCount,
      published_count: source.transactions.length,
      withheld_count: source.txCount - source.transactions.length,
      ...provenance,
    });
    for (const transaction of source.transactions) {
      disclosure.transactions.push({
        ...scope,
        tx_index: transaction.txIndex,
        tx_id: transaction.txId,
        header_type: transaction.headerType,
        status: transaction.validationCode === 0 ? "success" : "failed",
        validation_code: transaction.validationCode,
        validation_name: transaction.validationName,
        chaincode: transaction.chaincode,
        function: transaction.function,
        time: transaction.timeNs,
        ...provenance,
      });
    }
    const isConfig = source.transactions[0]?.headerType === "CONFIG";
    disclosure.rawBlocks.push({
      ...scope,
      is_config: isConfig ? 1 : 0,
      block: JSON.stringify(source.raw),
      ...provenance,
    });
  }
  return disclosure;
}

/** `blocks: counts`: how many transactions there are, each counted as withheld. */
export function discloseCounts(
  policy: PublicationPolicy,
  { network, channel }: Scope,
  totals: readonly SourceTotal[],
): Disclosure {
  const provenance = provenanceOf(policy);
  const disclosure: Disclosure = { blocks: [], transactions: [], withholdings: [], rawBlocks: [] };
  for (const { height, txCount } of totals) {
    const scope = { network, channel, height };
    disclosure.blocks.push({
      ...scope,
      block_hash: "",
      previous_hash: "",
      data_hash: "",
      time: undefined,
      time_source: "withheld",
      tx_count: txCount,
      published_count: 0,
      withheld_count: txCount,
      ...provenance,
    });
    if (txCount > 0) disclosure.withholdings.push({ ...scope, reason: "counts_only", count: txCount, ...provenance });
  }
  return disclosure;
}

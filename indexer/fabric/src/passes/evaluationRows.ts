import { type DecodedEnvelope, type EndorsementVerdict, type FabricBlock, MetadataIndex } from "@ledgerscope/proof";
import type { Row } from "@ledgerscope/schema";
import { NOT_VALIDATED } from "../decode/validationCodes.ts";
import type { fabricPolicyEvaluations } from "../tables/fabricPolicyEvaluations.ts";

/** A block's rows of `fabric_policy_evaluations`. */
export function evaluationRows(
  { network, channel }: { readonly network: string; readonly channel: string },
  block: FabricBlock,
  envelopes: readonly DecodedEnvelope[],
  verdicts: readonly EndorsementVerdict[],
): Row<typeof fabricPolicyEvaluations>[] {
  const filter = block.metadata[MetadataIndex.transactionsFilter];
  return verdicts.flatMap(({ txIndex, endorsedBy, evaluations }) =>
    evaluations.map(({ namespace, collection, key, source, policy, state, missing, detail }, index) => ({
      network,
      channel,
      height: block.number,
      tx_index: txIndex,
      tx_id: envelopes[txIndex]?.headers?.txId ?? "",
      validation_code: filter?.[txIndex] ?? NOT_VALIDATED,
      evaluation_index: index,
      namespace,
      collection,
      key,
      source,
      policy,
      state,
      endorsed_by: endorsedBy,
      missing,
      detail,
    })),
  );
}

import {
  type ChannelConfig,
  type CheckedTransactions,
  checkTransactions,
  type DecodedEnvelope,
  type FabricBlock,
  type JudgedSignature,
  type TransactionStep,
  uncheckedTransactions,
  validationRules,
} from "@ledgerscope/proof";
import type { PolicyState } from "./policyState.ts";

/** What a block's transactions are judged by. */
export interface JudgedBlock {
  readonly block: FabricBlock;
  readonly envelopes: readonly DecodedEnvelope[];
  /** The configuration that was in force before it; undefined where it is not known. */
  readonly config: ChannelConfig | undefined;
  /** Why it is not known. */
  readonly configProblem?: string;
  readonly timeMs: number;
  readonly signatures: readonly JudgedSignature[];
}

/** Compares a block's signatures and policies with its codes, and moves the state on behind it. */
export function judgeBlock(judged: JudgedBlock, state: PolicyState): CheckedTransactions {
  const { block, envelopes, config, configProblem, timeMs, signatures } = judged;
  const checked =
    block.number === 0
      ? uncheckedTransactions(0, "block 0 is made, not submitted: compare its hash with a trusted one", "unverified")
      : config === undefined
        ? uncheckedTransactions(block.number, configProblem ?? "the configuration in force is not known")
        : checkTransactions(block, envelopes, signatures, config, policiesUnder(config, state), timeMs);
  state.apply(block, envelopes);
  return state.isComplete ? checked : withoutPolicies(checked);
}

/** Definitions and policies of keys may stand in a block that is not at hand. */
function withoutPolicies({ steps }: CheckedTransactions): CheckedTransactions {
  const detail = "blocks before are not at hand: they may define chaincodes and policies of keys";
  const isJudged = ({ check, state }: TransactionStep): boolean =>
    check === "endorsement_policies" && (state === "verified" || state === "failed");
  return {
    steps: steps.map((step) => (isJudged(step) ? { ...step, state: "unchecked", detail } : step)),
    verdicts: [],
  };
}

function policiesUnder(config: ChannelConfig, state: PolicyState) {
  const { hasLifecycle } = validationRules(config.capabilities.application);
  return {
    definition: (namespace: string) => state.definition(namespace, hasLifecycle),
    keyPolicy: (namespace: string, collection: string, key: Uint8Array) => state.keyPolicy(namespace, collection, key),
  };
}

import { builder } from "../builder.ts";
import { networkToRead } from "./networkOf.ts";
import { retryAttemptRef, retryChainRef, transactionRef } from "./refs.ts";

const retryOutcomeEnum = builder.enumType("RetryOutcome", {
  description: "What became of a chain of attempts",
  values: {
    succeeded: { description: "The last attempt took effect" },
    failed: { description: "The last attempt that is known failed as well" },
  } as const,
});

retryChainRef.implement({
  description: "The same call by the same client, again after it had failed",
  fields: (t) => ({
    outcome: t.expose("outcome", { type: retryOutcomeEnum, description: "Of the last attempt" }),
    attempts: t.field({
      type: [retryAttemptRef],
      description: "At least two, in order of the client's time; all but the last one failed",
      extensions: { cost: { items: 10 } },
      resolve: ({ network, attempts }) => attempts.map((attempt) => ({ ...attempt, network })),
    }),
  }),
});

retryAttemptRef.implement({
  description: "One attempt of a retry chain",
  fields: (t) => ({
    hash: t.exposeString("id", { description: "The transaction's id" }),
    height: t.exposeInt("height"),
    txIndex: t.exposeInt("txIndex"),
    statusText: t.exposeString("codeName", { description: "The chain's own word: VALID, MVCC_READ_CONFLICT" }),
    failed: t.boolean({ description: "The attempt had no effect", resolve: ({ code }) => code !== 0 }),
    time: t.field({
      type: "DateTime",
      description: "The client's own time of the proposal",
      resolve: ({ proposedNs }) => Number(proposedNs / 1_000_000n),
    }),
    transaction: t.field({
      type: transactionRef,
      nullable: true,
      description: "The attempt itself",
      resolve: ({ network, height, txIndex }, _args, context) => {
        networkToRead(context, network);
        return context.loaders.transaction.load({ network, height, txIndex });
      },
    }),
  }),
});

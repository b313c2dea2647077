import type { TransactionHeadFragment } from "../../generated/graphql.ts";

/** Sides of a transaction, each a page; the names are the last part of their paths. */
export type TransactionTab = "overview" | "state" | "endorsements" | "calls" | "events" | "checks" | "raw";

/** The sides that a transaction has, by its family and whether it reached a block. */
export function transactionTabs({ height, shape, evmShape }: TransactionHeadFragment): readonly TransactionTab[] {
  if (height === null) return ["overview"];
  if (shape !== null) {
    const isCall = shape.headerType === "ENDORSER_TRANSACTION";
    return ["overview", ...(isCall ? (["state", "endorsements"] as const) : []), "checks", "raw"];
  }
  if (evmShape !== null) return ["overview", "calls", "events", "state", "checks", "raw"];
  return ["overview", "checks", "raw"];
}

import type { SchemaPart } from "@ledgerscope/schema";
import { disclosedBlocks } from "./tables/disclosedBlocks.ts";
import { disclosedRawBlocks } from "./tables/disclosedRawBlocks.ts";
import { disclosedTransactions } from "./tables/disclosedTransactions.ts";
import { disclosedWithholdings } from "./tables/disclosedWithholdings.ts";
import { disclosurePolicies } from "./tables/disclosurePolicies.ts";

/** Tables whose rows were published under one policy, and leave when another one comes into force. */
export const disclosedTables = [
  disclosedBlocks,
  disclosedTransactions,
  disclosedWithholdings,
  disclosedRawBlocks,
] as const;

/** The tables of the public warehouse. */
export const publicSchema: SchemaPart = { tables: [...disclosedTables, disclosurePolicies], views: [] };

import type { GraphQLSchema } from "graphql";
import { addCommonWords } from "../commonWords.ts";
import { builder } from "./builder.ts";
import "./types/scalars.ts";
import "./types/disclosedChannel.ts";
import "./types/disclosedBlock.ts";
import "./types/disclosedTransaction.ts";
import "./types/outcome.ts";
import "./types/withholding.ts";
import "./types/policy.ts";

builder.queryType({ description: "What is published, and how much is withheld" });

/** The schema of the public disclosure site. */
export const publicSchema: GraphQLSchema = addCommonWords(builder.toSchema());

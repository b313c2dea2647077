import type { GraphQLSchema } from "graphql";
import { builder } from "./builder.ts";
import "./types/scalars.ts";
import "./types/viewerInfo.ts";
import "./types/network.ts";
import "./types/activityBucket.ts";
import "./types/failureCount.ts";
import "./types/storedRange.ts";
import "./types/checkCount.ts";
import "./types/block.ts";
import "./types/fabricBlock.ts";
import "./types/evmBlock.ts";
import "./types/transaction.ts";
import "./types/fabricTransaction.ts";
import "./types/fabricEndorsement.ts";
import "./types/fabricRead.ts";
import "./types/fabricWrite.ts";
import "./types/evmTransaction.ts";
import "./types/evmLog.ts";
import "./types/trace.ts";
import "./types/traceSpan.ts";
import "./types/traceGap.ts";
import "./types/diagnosis.ts";
import "./types/searchHit.ts";
import "./types/headEvent.ts";

builder.queryType({});
builder.subscriptionType({});

/** The private schema: everything that a viewer may see of the configured networks. */
export const schema: GraphQLSchema = builder.toSchema();

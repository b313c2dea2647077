import type { SchemaPart } from "@ledgerscope/schema";
import { diagnoses } from "./tables/diagnoses.ts";
import { explainedBatches } from "./tables/explainedBatches.ts";
import { factBatches } from "./tables/factBatches.ts";
import { logPositions } from "./tables/logPositions.ts";
import { malformedLogLines } from "./tables/malformedLogLines.ts";
import { metricSamples } from "./tables/metricSamples.ts";
import { stageFacts } from "./tables/stageFacts.ts";
import { traceSummaries } from "./tables/traceSummaries.ts";

/** The tracer's own tables: facts, how far they were read, and what is derived from them and can be made anew. */
export const tracerSchema: SchemaPart = {
  tables: [
    stageFacts,
    logPositions,
    malformedLogLines,
    factBatches,
    metricSamples,
    traceSummaries,
    diagnoses,
    explainedBatches,
  ],
  views: [],
};

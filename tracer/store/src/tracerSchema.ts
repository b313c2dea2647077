import type { SchemaPart } from "@ledgerscope/schema";
import { logPositions } from "./tables/logPositions.ts";
import { malformedLogLines } from "./tables/malformedLogLines.ts";
import { stageFacts } from "./tables/stageFacts.ts";

/** The tracer's own tables; what it derives from them and from the ledger is computed when it is read. */
export const tracerSchema: SchemaPart = { tables: [stageFacts, logPositions, malformedLogLines], views: [] };

import type { StageFact } from "@ledgerscope/core";
import { parseFabricLog } from "@ledgerscope/fabric";

/** Reads one log line of a node; kept without memory, so that a reader can stop and go on anywhere. */
export type LogParser = (
  line: string,
  context: { readonly network: string; readonly channel: string; readonly node: string },
) =>
  | { readonly kind: "facts"; readonly facts: readonly StageFact[] }
  | { readonly kind: "ignored" }
  | { readonly kind: "malformed"; readonly reason: string };

/** Families whose nodes' logs can be read. */
export const logParsers: Readonly<Record<string, LogParser>> = { fabric: parseFabricLog };

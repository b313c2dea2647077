import type { StageFact } from "@ledgerscope/core";
import { fabricLogParser, MEMORY_BYTES } from "@ledgerscope/fabric";

/** Reads the lines of one file of a node's log, one after the other. */
export type LogParser = (
  line: string,
  context: { readonly network: string; readonly channel: string; readonly node: string },
) =>
  | { readonly kind: "facts"; readonly facts: readonly StageFact[] }
  | { readonly kind: "ignored" }
  | { readonly kind: "malformed"; readonly reason: string };

/** How the logs of a family's nodes are read. */
export interface LogFormat {
  /** A parser for one file. */
  open(): LogParser;
  /** How far back a line can matter to another, in bytes: a parser that goes on somewhere is shown as much before it. */
  readonly memoryBytes: number;
}

/** Families whose nodes' logs can be read. */
export const logParsers: Readonly<Record<string, LogFormat>> = {
  fabric: { open: fabricLogParser, memoryBytes: MEMORY_BYTES },
};

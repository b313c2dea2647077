import type { Column } from "@ledgerscope/schema";

/** Which channel a public row speaks of. */
export const scope = {
  network: { type: "LowCardinality(String)", comment: "Name of the network" },
  channel: { type: "LowCardinality(String)", comment: "Fabric channel" },
  height: { type: "UInt64", comment: "Block number", codec: "DoubleDelta, ZSTD(1)" },
} as const satisfies Record<string, Column>;

/** The policy that a public row was published under. */
export const provenance = {
  policy_version: { type: "UInt32", comment: "Version of the publication policy that published the row" },
  policy_sha256: { type: "LowCardinality(String)", comment: "SHA-256 of that policy's text, lower-case hex" },
} as const satisfies Record<string, Column>;

/** Where a row of the family stands: columns that its tables share. */
export const position = {
  network: { type: "LowCardinality(String)", comment: "Name of the network in the configuration" },
  height: { type: "UInt64", comment: "Block number", codec: "DoubleDelta, ZSTD(1)" },
  block_hash: { type: "FixedString(32)", comment: "Hash of the block", hex: "0x" },
  time: { type: "DateTime64(3)", comment: "Time of the block, UTC", codec: "DoubleDelta, ZSTD(1)" },
} as const;

/** Ranges of heights: a function of every key, so that duplicates always meet in a merge. */
export const HEIGHT_PARTITIONS = "(network, intDiv(height, 5000000))";

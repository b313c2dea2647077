/**
 * Time of a block in Unix milliseconds. Headers count seconds; some chains count finer (GoQuorum with Raft: nanoseconds).
 * The unit shows in the magnitude: until the year 36812, seconds are below 2^40, milliseconds below 2^50, microseconds
 * below 2^60 and, since 2006, nanoseconds above it.
 */
export function headerTimeMs(timestamp: bigint): number {
  if (timestamp < 1n << 40n) return Number(timestamp) * 1000;
  if (timestamp < 1n << 50n) return Number(timestamp);
  return Number(timestamp / (timestamp < 1n << 60n ? 1_000n : 1_000_000n));
}

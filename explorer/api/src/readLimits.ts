/**
 * What one statement of the API may take, by ClickHouse's settings: requests come from anybody who may see anything, and
 * what a page asks takes a hundredth of this. SQL of people's own has the analyst's limits.
 */
export const READ_LIMITS = {
  /** Seconds. */
  max_execution_time: 30,
  max_memory_usage: 2 * 2 ** 30,
  /** Of an answer, which is held whole. */
  max_result_bytes: 64 * 2 ** 20,
} as const;

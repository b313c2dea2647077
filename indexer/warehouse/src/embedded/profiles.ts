import { availableParallelism } from "node:os";
import type { WarehouseUser } from "../target.ts";

const GIB = 2 ** 30;

/**
 * What a reader's statement may take, by ClickHouse's settings; a configuration sets other values, a
 * request only smaller ones.
 */
export const READER_LIMITS = {
  max_memory_usage: 2 * GIB,
  /** Seconds. */
  max_execution_time: 120,
  max_result_rows: 10_000_000,
  max_result_bytes: GIB,
  max_rows_to_read: 10_000_000_000,
  /** On disk, for sorting and grouping beyond memory. */
  max_temporary_data_on_disk_size_for_query: 4 * GIB,
  max_query_size: 256 * 1024,
  /** One core stays free for point reads. */
  max_threads: Math.max(1, availableParallelism() - 1),
} as const;

/** A writer's rows come by HTTP; what it costs to take them is bounded. */
const WRITER_LIMITS = {
  max_memory_usage: 4 * GIB,
  max_execution_time: 600,
  max_query_size: 256 * 1024,
} as const;

/** Of both, unchangeable: none of them may compute or reach what tables of their databases do not hold. */
export const RESTRICTED_SETTINGS = {
  allow_introspection_functions: 0,
  // A writer's VALUES are values.
  input_format_values_interpret_expressions: 0,
  result_overflow_mode: "throw",
  timeout_overflow_mode: "throw",
  read_overflow_mode: "throw",
} as const;

/**
 * Settings that a reader or writer may give in the URL: how values are written and read, never what may be
 * reached. Limits may be lowered besides.
 */
const ALLOWED_SETTINGS =
  /^(output_format_\w+|input_format_(?!values_|parallel_|max_)\w+|format_(csv|tsv|json|regexp|binary|display)_?\w*|date_time_(in|out)put_format|bool_(true|false)_representation|join_use_nulls|session_timezone|extremes|insert_deduplication_token|insert_null_as_default|async_insert|wait_for_async_insert|deduplicate_blocks_in_dependent_materialized_views|max_block_size|enable_http_compression|http_\w+|send_progress_in_http_headers|cancel_http_readonly_queries_on_client_close|add_http_cors_header|log_comment|optimize_read_in_order|final|use_query_cache)$/;

export function mayGiveSetting(name: string): boolean {
  return ALLOWED_SETTINGS.test(name) && name !== "format_schema";
}

export type Limits = Readonly<Record<string, number>>;

export function limitsOf(user: WarehouseUser): Limits {
  if (user.profile === "admin") return {};
  return { ...(user.profile === "reader" ? READER_LIMITS : WRITER_LIMITS), ...user.limits };
}

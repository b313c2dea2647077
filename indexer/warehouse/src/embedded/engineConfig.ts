import { rmSync, writeFileSync } from "node:fs";
import { totalmem } from "node:os";
import { join } from "node:path";
import type { Account } from "./accounts.ts";

/** Share of the machine's memory (or of the process's bound) that the engine may use. */
const MEMORY_SHARE = 0.8;

/**
 * Tables of `system` with rows for everybody: what the engine can do, and what of its databases one may see
 * (the engine itself shows of tables, columns and parts only those that the role may use). All others show
 * rows to administrators only: queries of others, their errors, caches, files.
 */
export const PUBLIC_SYSTEM_TABLES = [
  ..."aggregate_function_combinators build_options codecs collations columns completions constraints contributors".split(
    " ",
  ),
  ..."current_roles data_skipping_index_types data_skipping_indices data_type_families database_engines".split(" "),
  ..."databases documentation enabled_roles formats functions keywords licenses merge_tree_settings".split(" "),
  ..."numbers numbers_mt one parts parts_columns primes privileges projections settings".split(" "),
  ..."table_engines table_functions tables time_zones tokenizers unicode zeros zeros_mt".split(" "),
];

/** The others of chDB 3.4 (a test holds both lists against the engine's own). */
export const ADMIN_SYSTEM_TABLES = [
  ..."asynchronous_inserts asynchronous_loader azure_queue_metadata_cache azure_queue_settings".split(" "),
  ..."background_schedule_pool backups certificates clusters dashboards database_replicas detached_parts".split(" "),
  ..."detached_tables dictionaries dictionary_layouts dictionary_sources dimensional_metrics disk_types disks".split(
    " ",
  ),
  ..."distributed_ddl_queue distribution_queue dns_cache dropped_tables dropped_tables_parts errors events".split(" "),
  ..."fail_points filesystem_cache filesystem_cache_settings grants graphite_retentions histogram_metrics".split(" "),
  ..."hypothetical_indexes iceberg_files iceberg_history jemalloc_bins jemalloc_profile_text jemalloc_stats".split(" "),
  ..."kafka_consumers macros masking_policies merges metrics models moves mutations named_collections".split(" "),
  ..."part_moves_between_shards processes projection_parts projection_parts_columns query_cache".split(" "),
  ..."query_condition_cache quota_limits quota_usage quotas quotas_usage remote_data_paths replicas".split(" "),
  ..."replicated_fetches replicated_merge_tree_settings replication_queue resources rocksdb role_grants roles".split(
    " ",
  ),
  ..."row_policies s3_queue_settings s3queue_metadata_cache scheduler schema_inference_cache server_settings".split(
    " ",
  ),
  ..."settings_changes settings_profile_elements settings_profiles stack_trace storage_policies symbols".split(" "),
  ..."user_defined_functions user_directories user_processes users view_refreshes warnings workloads".split(" "),
];

/**
 * Threads that the engine makes for jobs of its own, which come in bursts (old parts are removed 8 minutes after
 * their merge), and keeps for ever: each holds some MB, and three files of /proc for its statistics.
 */
const POOLS = {
  max_parts_cleaning_thread_pool_size: 4,
  max_active_parts_loading_thread_pool_size: 8,
  max_outdated_parts_loading_thread_pool_size: 4,
  max_io_thread_pool_size: 16,
  max_thread_pool_free_size: 64,
} as const;

const ADMIN = "ledgerscope_admin";

/** The engine's role of an account: its rights, judged by the engine. */
export const roleOf = (account: Account): string =>
  account.profile === "admin" ? ADMIN : `ledgerscope_user_${account.name}`;

function roleXml(account: Account): string {
  const grants = account.databases.flatMap((database) =>
    account.profile === "reader"
      ? [`GRANT SELECT ON ${database}.*`]
      : [`GRANT INSERT ON ${database}.*`, `GRANT SHOW ON ${database}.*`],
  );
  const queries = grants.map((grant) => `<query>${grant}</query>`).join("");
  return `<${roleOf(account)}><grants>${queries}</grants></${roleOf(account)}>`;
}

/**
 * chDB knows one user, `default`. Its rights lie in roles, and each session takes the role of its account:
 * so databases are kept apart by the engine's own access control, in one process.
 */
function usersXml(accounts: readonly Account[]): string {
  const restricted = accounts.filter((account) => account.profile !== "admin");
  const roles = [ADMIN, ...restricted.map(roleOf)].join(", ");
  const filters = ADMIN_SYSTEM_TABLES.map(
    (table) => `<${table}><filter>has(currentRoles(), '${ADMIN}')</filter></${table}>`,
  ).join("\n");
  return `<clickhouse>
<profiles><default/></profiles>
<quotas><default/></quotas>
<roles>
<${ADMIN}><grants><query>GRANT ALL ON *.* WITH GRANT OPTION</query></grants></${ADMIN}>
${restricted.map(roleXml).join("\n")}
</roles>
<users><default>
<password/><networks><ip>::/0</ip></networks><profile>default</profile><quota>default</quota>
<grants><query>GRANT ${roles}</query></grants>
<databases><system>
${filters}
</system></databases>
</default></users>
</clickhouse>
`;
}

/**
 * Writes the engine's configuration, for as long as it takes to read.
 * @param folder `run/` of the warehouse.
 * @param read is given its path, for `--config-file`.
 */
export function withEngineConfig<T>(folder: string, accounts: readonly Account[], read: (config: string) => T): T {
  // Several processes may try to open a folder, each with its own users; one gets it.
  const users = join(folder, `users-${process.pid}.xml`);
  const config = join(folder, `config-${process.pid}.xml`);
  const constrained = process.constrainedMemory();
  const memory = Math.min(totalmem(), constrained > 0 ? constrained : Number.POSITIVE_INFINITY);
  writeFileSync(users, usersXml(accounts), { mode: 0o600 });
  writeFileSync(
    config,
    `<clickhouse>
<users_config>${escapeXml(users)}</users_config>
<max_server_memory_usage>${Math.floor(memory * MEMORY_SHARE)}</max_server_memory_usage>
${Object.entries(POOLS)
  .map(([name, size]) => `<${name}>${size}</${name}>`)
  .join("\n")}
</clickhouse>
`,
    { mode: 0o600 },
  );
  try {
    return read(config);
  } finally {
    for (const path of [users, config]) rmSync(path, { force: true });
  }
}

const escapeXml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

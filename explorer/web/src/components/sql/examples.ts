import type { WebMessage } from "../../i18n/text.ts";

/** A question that people have, asked of the views for analysts. */
export interface Example {
  readonly id: string;
  readonly title: WebMessage;
  readonly sql: string;
  /** Values to begin with, by parameter. `network`: one that there is. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Only where a network of that family is. */
  readonly family?: "fabric" | "evm";
  /** Begins as a plot. */
  readonly plot?: "bars" | "lines";
}

export const examples: readonly Example[] = [
  {
    id: "activity",
    title: "sql.example.activity",
    plot: "bars",
    sql: `SELECT toStartOfInterval(time, toIntervalMinute({minutes:UInt32})) AS since,
       countIf(status = 'success') AS succeeded,
       countIf(status = 'failed') AS failed
FROM chain_transactions
WHERE network = {network:String}
GROUP BY since
ORDER BY since`,
    parameters: { minutes: "1" },
  },
  {
    id: "reasons",
    title: "sql.example.reasons",
    sql: `SELECT network, status_text AS reason, count() AS transactions,
       min(time) AS first_seen, max(time) AS last_seen
FROM chain_transactions
WHERE status = 'failed'
GROUP BY network, reason
ORDER BY transactions DESC`,
  },
  {
    id: "hotKeys",
    title: "sql.example.hotKeys",
    family: "fabric",
    sql: `SELECT network, namespace, key,
       count(DISTINCT tx_id) AS refused,
       count(DISTINCT writer_tx_id) AS writers
FROM fabric_conflicts
WHERE network = {network:String}
GROUP BY network, namespace, key
ORDER BY refused DESC
LIMIT 50`,
  },
  {
    id: "keyHistory",
    title: "sql.example.keyHistory",
    family: "fabric",
    sql: `SELECT network, height, tx_index, tx_id, is_delete, value
FROM fabric_key_history
WHERE network = {network:String}
  AND namespace = {namespace:String}
  AND key = {key:String}
ORDER BY height, tx_index`,
    parameters: { namespace: "bench", key: "hot0" },
  },
  {
    id: "latency",
    title: "sql.example.latency",
    plot: "bars",
    sql: `SELECT chaincode, status, count() AS transactions,
       round(quantile(0.5)(duration_ns) / 1e6, 1) AS p50_ms,
       round(quantile(0.95)(duration_ns) / 1e6, 1) AS p95_ms
FROM trace_summaries FINAL
WHERE network = {network:String}
GROUP BY chaincode, status
ORDER BY p95_ms DESC`,
  },
  {
    id: "endorsers",
    title: "sql.example.endorsers",
    family: "fabric",
    plot: "bars",
    sql: `SELECT msp, count() AS endorsements, uniq(tx_id) AS transactions
FROM fabric_endorsements
WHERE network = {network:String}
GROUP BY msp
ORDER BY endorsements DESC`,
  },
  {
    id: "certificates",
    title: "sql.example.certificates",
    family: "fabric",
    sql: `SELECT network, msp, common_name, roles, not_after,
       dateDiff('day', now(), not_after) AS days_left, last_height
FROM fabric_identities
WHERE network = {network:String}
ORDER BY not_after
LIMIT 50`,
  },
  {
    id: "gas",
    title: "sql.example.gas",
    family: "evm",
    plot: "bars",
    sql: `SELECT to AS contract, count() AS transactions,
       sum(gas_used) AS gas,
       round(100 * countIf(status = 0) / count(), 1) AS failed_percent
FROM evm_transactions
WHERE network = {network:String} AND to IS NOT NULL
GROUP BY contract
ORDER BY gas DESC
LIMIT 25`,
  },
  {
    id: "tokens",
    title: "sql.example.tokens",
    family: "evm",
    sql: `SELECT token, any(standard) AS standard, count() AS transfers,
       uniq(from) AS senders, uniq(to) AS recipients
FROM evm_token_transfers
WHERE network = {network:String}
GROUP BY token
ORDER BY transfers DESC
LIMIT 25`,
  },
  {
    id: "intervals",
    title: "sql.example.intervals",
    plot: "lines",
    sql: `SELECT height,
       (toUnixTimestamp64Milli(time) - lagInFrame(toUnixTimestamp64Milli(time), 1, toUnixTimestamp64Milli(time))
          OVER (ORDER BY height)) / 1000 AS seconds,
       tx_count
FROM chain_blocks
WHERE network = {network:String}
ORDER BY height DESC
LIMIT 500`,
  },
  {
    id: "storage",
    title: "sql.example.storage",
    sql: `SELECT table, rows, formatReadableSize(bytes_on_disk) AS disk,
       round(bytes_on_disk / greatest(rows, 1), 1) AS bytes_per_row, compression
FROM table_sizes
ORDER BY bytes_on_disk DESC`,
  },
];

import type { Pass, PassStep, StoredReader } from "@ledgerscope/core";

/** Blocks per step, and per stretch whose activity is one row: stretches end at multiples of it. */
const STEP_BLOCKS = 1000;

const IN_STEP = "network = {network:String} AND height >= {from:UInt64} AND height < {to:UInt64}";

const FAILED = "ifNull(t.status, 1) = 0";
/** What a call inside a transaction is; the first one is the transaction itself. */
const INSIDE = "notEmpty(trace_address)";
const CALLS = "type IN ('call', 'staticcall', 'delegatecall', 'callcode')";

/** Rows of evm_address_lookup of one source, each an address with its role. */
function places(
  table: string,
  parties: readonly (readonly [address: string, role: string])[],
  item: string,
  failed: string,
) {
  const pairs = parties.map(([address, role]) => `(assumeNotNull(${address}), '${role}', isNotNull(${address}))`);
  // One row for an address that stands on both sides of the same call.
  return `SELECT DISTINCT network, party.1 AS address, party.2 AS role, height, tx_index, item, failed FROM (
    SELECT network, height, ${table === "evm_blocks" || table === "evm_withdrawals" ? "toUInt32(0)" : "tx_index"} AS tx_index,
      ${item} AS item, toUInt8(${failed}) AS failed, arrayJoin([${pairs.join(", ")}]) AS party
    FROM store.${table} AS t WHERE ${IN_STEP})
  WHERE party.3`;
}

const NOTHING = "emptyArrayUInt32()";

const PLACES: readonly string[] = [
  places(
    "evm_transactions",
    [
      ["t.`from`", "sent"],
      ["t.`to`", "received"],
      ["t.contract_address", "created"],
    ],
    NOTHING,
    FAILED,
  ),
  `${places(
    "evm_traces",
    [
      ["t.`from`", "internal"],
      ["t.`to`", "internal"],
    ],
    "trace_address",
    "reverted",
  )} AND notEmpty(item)`,
  places(
    "evm_token_transfers",
    [
      ["t.`from`", "transfer"],
      ["t.`to`", "transfer"],
      ["t.token", "token"],
    ],
    "[log_index, batch_index]",
    "false",
  ),
  places("evm_logs", [["t.address", "event"]], "[log_index]", "false"),
  places("evm_state_diffs", [["t.address", "state"]], NOTHING, "false"),
  places("evm_withdrawals", [["t.address", "withdrawal"]], "[position]", "false"),
  places("evm_blocks", [["t.miner", "block"]], NOTHING, "false"),
];

interface Sums {
  readonly kind: string;
  readonly address: string;
  readonly item?: string;
  readonly failed?: string;
  readonly gas?: string;
  readonly value?: string;
  readonly where?: string;
}

/** Rows of evm_address_activity of one source; sums are qualified, as one that is named as its column would be taken for it. */
function sums(
  table: string,
  { kind, address, item = "''", failed = "0", gas = "0", value, where = "1" }: Sums,
): string {
  const from = table === "evm_logs" ? TIMED_LOGS : `store.${table}`;
  return `SELECT network, max(a.height) AS height, max(a.time) AS time, a.address AS address, '${kind}' AS kind, a.item AS item,
    count() AS count, sum(a.failed) AS failed, sum(a.gas) AS gas, sum(a.value) AS value
  FROM (
    SELECT network, height, time, assumeNotNull(${address}) AS address, ${item} AS item, toUInt64(${failed}) AS failed,
      toUInt64(${gas}) AS gas, ${value ?? "toUInt256(0)"} AS value
    FROM ${from} AS t WHERE ${IN_STEP} AND ${where} AND isNotNull(${address})) AS a
  GROUP BY network, address, item`;
}

/** Logs have no time of their own. */
const TIMED_LOGS = `(SELECT l.network AS network, l.height AS height, b.time AS time, l.address AS address, l.topics AS topics
  FROM (SELECT network, height, address, topics FROM store.evm_logs WHERE ${IN_STEP}) AS l
  JOIN (SELECT height, time FROM store.evm_blocks WHERE ${IN_STEP}) AS b USING (height))`;

/** Which of a token is held: contract, last digits of the standard's number, id. */
const HOLDING = `concat(toString(t.token), unhex(substring(standard, -2)),
      if(isNull(t.token_id), '', reverse(reinterpretAsString(assumeNotNull(t.token_id)))))`;

const spent = { failed: FAILED, gas: "gas_used", value: "t.value" };
const called = "t.`to`";

const ACTIVITY: readonly string[] = [
  sums("evm_transactions", { kind: "sent", address: "t.`from`", ...spent }),
  sums("evm_transactions", { kind: "received", address: called, ...spent }),
  sums("evm_transactions", { kind: "created", address: "t.contract_address", ...spent }),
  sums("evm_transactions", {
    kind: "method",
    address: called,
    item: "t.selector",
    ...spent,
    where: "t.selector != ''",
  }),
  sums("evm_transactions", {
    kind: "caller",
    address: called,
    item: "toString(t.`from`)",
    ...spent,
    where: "t.input != ''",
  }),
  sums("evm_traces", {
    kind: "inner_method",
    address: called,
    item: "t.selector",
    failed: "t.error != ''",
    gas: "gas_used",
    value: "t.value",
    where: `${INSIDE} AND ${CALLS} AND t.selector != ''`,
  }),
  sums("evm_traces", { kind: "internal", address: called, failed: "reverted", gas: "gas_used", where: INSIDE }),
  sums("evm_traces", {
    kind: "internal",
    address: "t.`from`",
    failed: "reverted",
    where: `${INSIDE} AND t.\`from\` != ifNull(t.\`to\`, '')`,
  }),
  sums("evm_token_transfers", { kind: "transfer", address: "t.`from`" }),
  sums("evm_token_transfers", { kind: "transfer", address: called, where: "t.`from` != t.`to`" }),
  sums("evm_token_transfers", { kind: "token", address: "t.token" }),
  sums("evm_token_transfers", { kind: "token_in", address: called, item: HOLDING, value: "t.amount" }),
  sums("evm_token_transfers", { kind: "token_out", address: "t.`from`", item: HOLDING, value: "t.amount" }),
  sums("evm_logs", { kind: "event", address: "t.address", item: "toString(t.topics[1])" }),
  sums("evm_withdrawals", { kind: "withdrawal", address: "t.address", value: "toUInt256(t.amount) * 1000000000" }),
  sums("evm_blocks", { kind: "block", address: "t.miner", gas: "gas_used" }),
  `SELECT network, max(b.height) AS height, max(b.time) AS time, address, 'balance' AS kind, '' AS item, count() AS count,
    toUInt64(0) AS failed, toUInt64(0) AS gas,
    argMax(reinterpretAsUInt256(reverse(b.after)), (b.height, b.tx_index)) AS value
  FROM (SELECT network, height, tx_index, time, address, after FROM store.evm_state_diffs
    WHERE ${IN_STEP} AND kind = 'balance') AS b
  GROUP BY network, address`,
];

/** Fills the look-up by address and its sums, off the way in: sorted by addresses, its rows lie in no order of arrival. */
export const addressesPass: Pass<unknown> = {
  name: "addresses",
  version: 1,
  unit: "transactions",
  tables: ["evm_address_lookup", "evm_address_activity"],
  async *run(_config, { network, from, to, stored, signal }): AsyncGenerator<PassStep, void, void> {
    for (let at = from; at < to; ) {
      signal.throwIfAborted();
      const end = Math.min(to, (Math.floor(at / STEP_BLOCKS) + 1) * STEP_BLOCKS);
      const items = await countTransactions(stored, { network, from: at, to: end });
      const derived = [
        { table: "evm_address_lookup", select: PLACES.join("\nUNION ALL\n") },
        { table: "evm_address_activity", select: ACTIVITY.join("\nUNION ALL\n") },
      ];
      yield { from: at, to: end, items, checks: [], payloads: [], derived };
      at = end;
    }
  },
};

async function countTransactions(stored: StoredReader, step: Readonly<Record<string, unknown>>): Promise<number> {
  const sql = `SELECT toUInt32(count()) AS transactions FROM store.evm_transactions WHERE ${IN_STEP}`;
  for await (const { transactions } of stored.rows<{ transactions: number }>(sql, step)) return transactions;
  return 0;
}

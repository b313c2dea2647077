import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Warehouse } from "@ledgerscope/warehouse";
import { LARGEST } from "./fabricTables.ts";
import { DAYS, EVM, FABRIC, START_MS } from "./scale.ts";

/** What the budgets are about. */
export type Kind = "key" | "list" | "chart" | "search" | "page";

/** Milliseconds of the 95th percentile at 100 million transactions; a page is all of its parts at once. */
export const BUDGETS: Readonly<Record<Exclude<Kind, "page">, number>> = { key: 50, list: 150, chart: 300, search: 200 };

/** One of the pages' operations, asked in one way. */
export interface Asked {
  /** Its name, and how it is asked. */
  readonly name: string;
  readonly kind: Kind;
  readonly query: string;
  /** One request each. */
  readonly variables: readonly Readonly<Record<string, unknown>>[];
}

type Variables = Readonly<Record<string, unknown>>;

/** Texts of the pages' operations by name. */
function pageOperations(): ReadonlyMap<string, string> {
  const file = resolve(import.meta.dirname, "../../../../explorer/api/operations.json");
  const stored = JSON.parse(readFileSync(file, "utf8")) as Record<string, { name: string; text: string }>;
  return new Map(Object.values(stored).map(({ name, text }) => [name, text]));
}

/** Samples of what is stored, for variables. */
export interface Samples {
  readonly fabric: readonly { readonly id: string; readonly height: number; readonly certificate: string }[];
  readonly evm: readonly { readonly id: string; readonly height: number; readonly from: string; readonly to: string }[];
  readonly keys: readonly { readonly namespace: string; readonly key: string }[];
  /** The largest block, and its transaction with the large write set. */
  readonly large: { readonly id: string; readonly height: number };
}

export async function sample(warehouse: Warehouse, count: number): Promise<Samples> {
  const at = (table: string): string =>
    `(height, tx_index) IN (SELECT toUInt64(rand64(number) % (SELECT max(height) FROM store.${table})), toUInt32(rand(number + 1) % 50) FROM numbers(${count}))`;
  const [large = { id: "", height: 0 }] = await warehouse.query<Samples["large"]>(
    `SELECT tx_id AS id, toUInt32(height) AS height FROM store.fabric_transactions
WHERE network = '${FABRIC.network}' AND channel = '${FABRIC.channel}' AND tx_index = 0
  AND height = (SELECT max(height) FROM store.fabric_blocks WHERE network = '${FABRIC.network}')`,
  );
  return {
    large,
    fabric: await warehouse.query(
      `SELECT tx_id AS id, toUInt32(height) AS height, lower(hex(creator_cert_sha256)) AS certificate FROM store.fabric_transactions
WHERE network = '${FABRIC.network}' AND channel = '${FABRIC.channel}' AND ${at("fabric_blocks")}`,
    ),
    evm: await warehouse.query(
      `SELECT '0x' || lower(hex(hash)) AS id, toUInt32(height) AS height, '0x' || lower(hex(from)) AS from,
  '0x' || lower(hex(assumeNotNull(to))) AS to FROM store.evm_transactions_final
WHERE network = '${EVM.network}' AND ${at("evm_blocks_final")}`,
    ),
    keys: await warehouse.query(
      `SELECT namespace, key FROM store.fabric_state WHERE network = '${FABRIC.network}' ORDER BY cityHash64(key) LIMIT ${count}`,
    ),
  };
}

/** Charts that both families have, of blocks and of transactions. */
const CHARTS = ["transactions", "failures", "callers", "targets", "methods", "blockTime"];

/** How pages ask, of networks of that size. */
export function asked(
  samples: Samples,
  { busy, everything }: { readonly busy: string; readonly everything: boolean },
): Asked[] {
  const texts = pageOperations();
  const [fabric, evm] = [FABRIC.network, EVM.network];
  const month = { from: new Date(START_MS).toISOString(), to: new Date(START_MS + DAYS * 86_400_000).toISOString() };
  const found: Asked[] = [];
  const add = (kind: Kind, operation: string, how: string, variables: readonly Variables[]): void => {
    const query = texts.get(operation);
    if (query === undefined) throw new Error(`there is no operation ${operation} in explorer/api/operations.json`);
    if (variables.length > 0)
      found.push({ kind, name: how === "" ? operation : `${operation}: ${how}`, query, variables });
  };
  const ofFabric = samples.fabric.map(({ id }) => ({ id, network: fabric, lang: "en" }));
  const ofEvm = samples.evm.map(({ id }) => ({ id, network: evm, lang: "en" }));
  const first = { first: 25 };
  add("key", "Transaction", "Fabric", ofFabric);
  add("key", "Transaction", "EVM", ofEvm);
  for (const operation of ["TransactionTrace", "TransactionAttempts"]) {
    add("key", operation, "Fabric", ofFabric);
    add("key", operation, "EVM", ofEvm);
  }
  add(
    "key",
    "Block",
    "Fabric",
    samples.fabric.map(({ height }) => ({ network: fabric, height })),
  );
  add(
    "key",
    "Block",
    "EVM",
    samples.evm.map(({ height }) => ({ network: evm, height })),
  );
  add("key", "Block", `${LARGEST} transactions`, [{ network: fabric, height: samples.large.height }]);
  add("list", "Blocks", "Fabric", [{ network: fabric }]);
  add("list", "Blocks", "EVM", [{ network: evm }]);
  add("list", "Transactions", "Fabric", [{ network: fabric, ...first }]);
  add("list", "Transactions", "EVM", [{ network: evm, ...first }]);
  add("list", "Transactions", "Fabric, failed", [{ network: fabric, ...first, where: { status: "failed" } }]);
  add("list", "Transactions", "EVM, failed", [{ network: evm, ...first, where: { status: "failed" } }]);
  for (const [how, network] of [
    ["Fabric", fabric],
    ["EVM", evm],
  ] as const) {
    add("list", "TransactionExport", how, [{ network }]);
  }
  add("chart", "Network", "Fabric, its thirty days", [{ name: fabric }]);
  add("chart", "Network", "EVM, its thirty days", [{ name: evm }]);
  add(
    "search",
    "Search",
    "a Fabric id",
    samples.fabric.map(({ id }) => ({ query: id })),
  );
  add(
    "search",
    "Search",
    "an EVM hash",
    samples.evm.map(({ id }) => ({ query: id })),
  );
  add(
    "search",
    "Search",
    "a height",
    samples.evm.map(({ height }) => ({ query: String(height) })),
  );
  add(
    "search",
    "Search",
    "the first ten digits of an id",
    samples.fabric.map(({ id }) => ({ query: id.slice(0, 10) })),
  );
  add("search", "Search", "a word", [{ query: "bench" }]);
  const suggested = [...samples.fabric.slice(0, 5), ...samples.evm.slice(0, 5)];
  add(
    "search",
    "Suggest",
    "the first digits of an id",
    suggested.map(({ id }) => ({ query: id.slice(0, 12) })),
  );
  for (const [how, name] of [
    ["Fabric", fabric],
    ["EVM", evm],
  ] as const) {
    for (const id of CHARTS) add("chart", "Chart", `${how}, ${id}, thirty days`, [{ name, id, ...month, buckets: 60 }]);
  }
  add("page", "Home", "", [{}]);
  add("page", "Shell", "", [{}]);
  add("page", "ChartNetworks", "", [{}]);
  if (!everything) return found;
  const address = {
    ...first,
    transactions: false,
    internal: false,
    transfers: false,
    holdings: false,
    methods: false,
    events: false,
    storage: false,
    code: false,
  };
  const parts = ["transactions", "transfers", "holdings", "methods", "events"];
  for (const part of parts) {
    add("list", "EvmAddress", `the busiest account, ${part}`, [
      { network: evm, address: busy, ...address, [part]: true },
    ]);
  }
  add(
    "list",
    "EvmAddress",
    "an account, transactions",
    samples.evm.map(({ from }) => ({ network: evm, address: from, ...address, transactions: true })),
  );
  add(
    "list",
    "EvmAddress",
    "a contract, methods",
    samples.evm.map(({ to }) => ({ network: evm, address: to, ...address, methods: true })),
  );
  add(
    "list",
    "EvmToken",
    "transfers",
    samples.evm.map(({ to }) => ({
      network: evm,
      address: to,
      ...first,
      transfers: true,
      holders: false,
      items: false,
    })),
  );
  add(
    "list",
    "EvmToken",
    "holders",
    samples.evm.map(({ to }) => ({
      network: evm,
      address: to,
      ...first,
      transfers: false,
      holders: true,
      items: false,
    })),
  );
  add("list", "EvmTokens", "", [{ network: evm, ...first }]);
  add("list", "EvmContracts", "", [{ network: evm, ...first }]);
  add("page", "EvmValidators", "", [{ network: evm, blocks: 1000 }]);
  add(
    "search",
    "Search",
    "an address",
    samples.evm.map(({ from }) => ({ query: from })),
  );
  for (const operation of ["TransactionChecks", "TransactionEndorsements"])
    add(
      "key",
      operation,
      "Fabric",
      ofFabric.map(({ id, network }) => ({ id, network })),
    );
  for (const [how, some] of [
    ["Fabric", ofFabric],
    ["EVM", ofEvm],
  ] as const) {
    add(
      "key",
      "TransactionState",
      how,
      some.map(({ id, network }) => ({ id, network })),
    );
    add(
      "key",
      "TransactionEvents",
      how,
      some.map(({ id, network }) => ({ id, network })),
    );
  }
  add(
    "key",
    "TransactionCalls",
    "EVM",
    ofEvm.map(({ id, network }) => ({ id, network })),
  );
  add(
    "key",
    "TransactionRaw",
    "Fabric",
    ofFabric.map(({ id, network }) => ({ id, network, offset: 0, length: 4096 })),
  );
  add(
    "page",
    "Compare",
    "Fabric",
    samples.fabric.slice(1).map(({ id }, at) => ({ network: fabric, a: samples.fabric[at]?.id ?? id, b: id })),
  );
  const keys = samples.keys.map(({ namespace, key }) => ({ network: fabric, namespace, key }));
  add(
    "list",
    "KeyHistory",
    "",
    keys.map((key) => ({ ...key, at: 0, asOf: false })),
  );
  for (const operation of ["KeyUse", "KeyConflicts"]) add("list", operation, "", keys);
  add("list", "StateNamespaces", "", [{ network: fabric }]);
  add("list", "StateKeys", "", [{ network: fabric, namespace: "bench" }]);
  add("list", "Identities", "", [{ network: fabric }]);
  add(
    "list",
    "Identity",
    "",
    samples.fabric.map(({ certificate }) => ({ network: fabric, certificate })),
  );
  add("page", "Organisations", "", [{ network: fabric }]);
  add("page", "Organisation", "", [{ network: fabric, msp: "Org1MSP" }]);
  add("chart", "Chaincodes", "", [{ network: fabric, ...month }]);
  add("chart", "Chaincode", "", [{ network: fabric, name: "bench", ...month }]);
  add("list", "Collections", "", [{ network: fabric }]);
  add("list", "ConfigHistory", "", [{ network: fabric }]);
  const glance = { name: fabric, lang: "en", ...month };
  add("chart", "Glance", "thirty days", [glance]);
  add("chart", "Failures", "thirty days", [{ ...glance, order: "newest", filter: { kind: "failure" } }]);
  add("chart", "Slow", "thirty days", [{ ...glance, order: "slowest", filter: {} }]);
  add("chart", "Latency", "thirty days", [{ name: fabric, ...month, by: "network" }]);
  add("chart", "ServiceMap", "thirty days", [{ name: fabric, ...month }]);
  add("chart", "Nodes", "thirty days", [glance]);
  add("chart", "Node", "thirty days", [{ ...glance, node: "peer1" }]);
  add("page", "Health", "Fabric", [{ name: fabric }]);
  add("page", "Health", "EVM", [{ name: evm }]);
  return found;
}

/**
 * Who may import whom: `a: ["b", "c"]` says that package a may import b and c, and nothing else of ours.
 * Keys are package names without `@ledgerscope/`; they are also the packages' tags in `turbo.json`, whose
 * boundary rules are generated from this table. A package exists only where a dependency must be forbidden.
 */
export const rules = {
  // Vocabulary: what everything speaks, and what depends on nothing.
  core: [],
  schema: [],
  proof: [],

  // One package per chain family. Families never see each other, nor the database client.
  evm: ["core", "schema", "proof"],
  fabric: ["core", "schema", "proof"],
  chains: ["core", "schema", "evm", "fabric"],

  // The only packages that talk to ClickHouse are `warehouse` and those above it.
  warehouse: ["core", "schema"],
  publication: ["core", "schema", "proof", "warehouse"],

  "tracer-model": ["core"],
  "tracer-store": ["core", "schema", "warehouse", "tracer-model"],
  "tracer-collector": ["core", "evm", "fabric", "tracer-model", "tracer-store"],

  cli: ["core", "schema", "chains", "warehouse", "publication", "tracer-model", "tracer-store", "tracer-collector"],

  // Pages know operations and components; SQL ends at the API.
  api: ["core", "warehouse", "tracer-model", "tracer-store"],
  ui: [],
  verifier: ["proof"],
  web: ["ui", "verifier"],
  disclosure: ["ui", "verifier"],

  dashboards: [],
  // The whole schema, written out: statements for a cluster, the tables' reference.
  clickhouse: ["schema", "chains", "publication", "tracer-store", "warehouse"],
  "evm-devnet": [],
  // A network of real Fabric nodes, what runs on it, and who drives and records it.
  "fabric-devnet": [],
  "fabric-chaincodes": [],
  "fabric-traffic": ["fabric-devnet", "fabric-chaincodes"],
  local: ["testkit"],

  architecture: [],
  testkit: ["core", "schema", "proof", "evm", "fabric"],
  bench: [
    "core",
    "schema",
    "proof",
    "evm",
    "fabric",
    "chains",
    "warehouse",
    "tracer-model",
    "tracer-store",
    "tracer-collector",
    "evm-devnet",
    "fabric-devnet",
    "api",
    "fabric-traffic",
    "testkit",
  ],
  e2e: [
    "core",
    "schema",
    "proof",
    "evm",
    "fabric",
    "chains",
    "warehouse",
    "publication",
    "tracer-model",
    "tracer-store",
    "tracer-collector",
    "cli",
    "api",
    "dashboards",
    "evm-devnet",
    "fabric-devnet",
    "fabric-chaincodes",
    "fabric-traffic",
    "local",
    "testkit",
  ],
} as const satisfies Rules;

/** Package name without scope → the packages of ours that it may import. */
export type Rules = Readonly<Record<string, readonly string[]>>;

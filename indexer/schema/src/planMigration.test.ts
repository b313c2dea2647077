import { expect, test } from "vitest";
import type { Catalog } from "./catalog.ts";
import { createStatements } from "./createStatements.ts";
import { planMigration } from "./planMigration.ts";
import { defineTable, type SchemaPart } from "./table.ts";

const toy = defineTable({
  name: "toy",
  comment: "Toy",
  orderBy: ["network", "height"],
  partitionBy: "(network, intDiv(height, 5000000))",
  textView: false,
  columns: {
    network: { type: "LowCardinality(String)", comment: "Network" },
    height: { type: "UInt64", comment: "Height" },
    added: { type: "UInt32", comment: "Added later", default: "3" },
  },
});
const parts: SchemaPart[] = [{ tables: [toy], views: [] }];

/** `toy` as a cluster has it, without its newest column. */
function clusterCatalog(replicatedKey = "network, height"): Catalog {
  const tables = [
    {
      database: "store_local",
      name: "toy",
      engine: "ReplicatedMergeTree",
      engine_full:
        "ReplicatedMergeTree('/clickhouse/tables/{shard}/store_local/toy', '{replica}') PARTITION BY (network, intDiv(height, 5000000)) ORDER BY (network, height) SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800, index_granularity = 8192",
      sorting_key: replicatedKey,
      partition_key: "(network, intDiv(height, 5000000))",
      comment: "Toy",
    },
    {
      database: "store",
      name: "toy",
      engine: "Distributed",
      engine_full: "Distributed('blue', 'store_local', 'toy', cityHash64(network, intDiv(height, 100000)))",
      sorting_key: "",
      partition_key: "",
      comment: "Toy",
    },
  ];
  const columns = tables.flatMap(({ database }) =>
    [
      { name: "network", type: "LowCardinality(String)", comment: "Network" },
      { name: "height", type: "UInt64", comment: "Height" },
    ].map((column) => ({ ...column, database, table: "toy", compression_codec: "" })),
  );
  return { tables, columns, indexes: [], projections: [] };
}

test("an empty ClickHouse gets the statements of the schema", () => {
  const catalog: Catalog = { tables: [], columns: [], indexes: [], projections: [] };
  const { steps, refusals } = planMigration({ parts, catalog, recorded: new Map() });
  expect(steps.map(({ statement }) => statement)).toEqual(createStatements(parts));
  expect(refusals).toEqual([]);
});

test("a cluster is known by its distributed tables, and altered on all its servers: the shards' tables first", () => {
  const { steps, refusals } = planMigration({ parts, catalog: clusterCatalog(), recorded: new Map() });
  const add = "ADD COLUMN IF NOT EXISTS `added` UInt32 DEFAULT 3 COMMENT 'Added later' AFTER `height`";
  expect(refusals).toEqual([]);
  expect(steps).toEqual([
    { object: "store_local.toy", statement: `ALTER TABLE store_local.\`toy\` ON CLUSTER \`blue\` ${add}` },
    { object: "store.toy", statement: `ALTER TABLE store.\`toy\` ON CLUSTER \`blue\` ${add}` },
  ]);
});

test("another sorting key is refused on a cluster, too", () => {
  const { refusals } = planMigration({ parts, catalog: clusterCatalog("network"), recorded: new Map() });
  expect(refusals).toEqual([expect.stringContaining("store_local.toy: the sorting key is network in the warehouse")]);
});

test("a codec is the same one however the engine writes it out", () => {
  const column = (codec: string) => ({ type: "UInt64", comment: "Height", codec }) as const;
  const steps = (wanted: string, stored: string): readonly string[] => {
    const table = defineTable({
      name: "coded",
      comment: "Coded",
      orderBy: ["height"],
      columns: { height: column(wanted) },
    });
    const all = planMigration({
      parts: [{ tables: [table], views: [] }],
      catalog: {
        tables: [
          {
            ...{ database: "store", name: "coded", engine: "MergeTree", sorting_key: "height", partition_key: "" },
            ...{ engine_full: "MergeTree ORDER BY height", comment: "Coded" },
          },
        ],
        columns: [
          {
            ...{ database: "store", table: "coded", name: "height", type: "UInt64", comment: "Height" },
            compression_codec: `CODEC(${stored})`,
          },
        ],
        indexes: [],
        projections: [],
      },
      recorded: new Map(),
    });
    return all.steps.map(({ statement }) => statement).filter((statement) => statement.includes("CODEC"));
  };
  expect(steps("Delta, ZSTD", "Delta(8), ZSTD(1)")).toEqual([]);
  expect(steps("Gorilla, ZSTD(3)", "Gorilla(8), ZSTD(3)")).toEqual([]);
  expect(steps("Delta, ZSTD(3)", "Delta(8), ZSTD(1)")).toHaveLength(1);
  expect(steps("Delta, ZSTD(1)", "DoubleDelta, ZSTD(1)")).toHaveLength(1);
});

test("what the engine keeps in a second order is there from the start, and added to a table that lacks it or has another", () => {
  const text = "PROJECTION by_added (SELECT added, network, height ORDER BY added)";
  const table = { ...toy, projections: [text] };
  const [create = ""] = createStatements([{ tables: [table], views: [] }]).filter((one) => one.includes(".`toy`"));
  expect(create).toContain("PROJECTION `by_added` (SELECT added, network, height ORDER BY added)");
  expect(create).toContain("lightweight_mutation_projection_mode = 'rebuild'");
  const stored = (query?: string): Catalog => ({
    tables: [
      {
        ...(clusterCatalog().tables[0] as Catalog["tables"][number]),
        database: "store",
        engine: "MergeTree",
        engine_full: `MergeTree PARTITION BY (network, intDiv(height, 5000000)) ORDER BY (network, height) SETTINGS non_replicated_deduplication_window = 10000${query ? ", lightweight_mutation_projection_mode = 'rebuild'" : ""}`,
      },
    ],
    columns: Object.entries(toy.columns).map(([name, { type, comment }]) => ({
      ...{ database: "store", table: "toy", name, type, comment, compression_codec: "" },
    })),
    indexes: [],
    projections: query ? [{ database: "store", table: "toy", name: "by_added", query }] : [],
  });
  const plan = (catalog: Catalog): readonly string[] =>
    planMigration({ parts: [{ tables: [table], views: [] }], catalog, recorded: new Map() }).steps.map((step) =>
      step.statement.replace("ALTER TABLE store.`toy` ", ""),
    );
  const add = [
    "ADD PROJECTION IF NOT EXISTS `by_added` (SELECT added, network, height ORDER BY added)",
    "MATERIALIZE PROJECTION `by_added`",
  ];
  expect(plan(stored())).toEqual(["MODIFY SETTING lightweight_mutation_projection_mode = 'rebuild'", ...add]);
  expect(plan(stored("SELECT added, network,\n height ORDER BY `added`"))).toEqual([]);
  expect(plan(stored("SELECT added, network ORDER BY added"))).toEqual([
    "DROP PROJECTION IF EXISTS `by_added`",
    ...add,
  ]);
});

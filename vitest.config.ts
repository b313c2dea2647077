import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Tests run from source: packages resolve to `src` by this condition, no build is needed. */
const conditions = ["@ledgerscope/source"];

/** End-to-end tests at a time: each file holds a warehouse, about a gigabyte. */
const AT_ONCE = 4;

/** Each of these wants both cores: it kills at moments, or waits for what other load would delay. */
const alone = [
  "evmAnvil",
  "evmBackfill",
  "evmHeads",
  "evmReorgs",
  "explorer*",
  "fabricDevnet",
  "fabricLive",
  "fabricLiveDevnet",
  "fabricResume",
  "passes",
  "tracerLiveDevnet",
  "tracerLiveFreshness",
  "tracerStoreLogs",
  "warehouseCrash",
  "wholeWay",
].map((name) => `test/e2e/${name}.test.ts`);

/** The longest of the others, about half a minute and more each on a quiet machine: begun first, so that none is left alone at the end. */
const longest = [
  "apiIsolation",
  "fabricVerify",
  "cliWarehouses",
  "cliOperations",
  "cliRevision",
  "cliFabric",
  "warehouseNode",
  "evmStoredProofs",
  "cliHeldBack",
  "tracerFailures",
  "apiQueries",
  "fabricConflicts",
  "tracerStoreSummaries",
  "cliEvm",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = longest.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return place < 0 ? longest.length : place;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

const endToEnd = { extends: true, test: { testTimeout: 240_000, hookTimeout: 300_000 } } as const;

export default defineConfig({
  // `graphql` names an ESM build in "module", which vite takes and Node does not: two copies would meet.
  resolve: { conditions, alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: [
            "{indexer,tracer,explorer,deploy}/*/src/**/*.test.{ts,tsx}",
            "dashboards/src/**/*.test.ts",
            "test/{testkit,architecture}/**/*.test.ts",
          ],
          // Generous: a machine that is busy with other things is no failure.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      // Twice as many files at a time as there are cores, as each waits now and then for an engine or a disk; then
      // those that must be alone.
      {
        ...endToEnd,
        test: {
          ...endToEnd.test,
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          exclude: alone,
          maxWorkers: AT_ONCE,
          sequence: { groupOrder: 1 },
        },
      },
      {
        ...endToEnd,
        test: { ...endToEnd.test, name: "e2e-alone", include: alone, maxWorkers: 1, sequence: { groupOrder: 2 } },
      },
    ],
  },
});

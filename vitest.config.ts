import { defineConfig } from "vitest/config";

/** Tests run from source: packages resolve to `src` by this condition, no build is needed. */
const conditions = ["@ledgerscope/source"];

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
const endToEnd = { extends: true, test: { testTimeout: 120_000, hookTimeout: 300_000 } } as const;

export default defineConfig({
  // `graphql` names an ESM build in "module", which vite takes and Node does not: two copies would meet.
  resolve: { conditions, alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
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
          testTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      // Two files at a time, on two cores; then those that must be alone.
      {
        ...endToEnd,
        test: {
          ...endToEnd.test,
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          exclude: alone,
          maxWorkers: 2,
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

import { defineConfig } from "vitest/config";

/** Tests run from source: packages resolve to `src` by this condition, no build is needed. */
const conditions = ["@ledgerscope/source"];

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
        },
      },
      {
        extends: true,
        // One file after the other: each starts real processes, and two cores are soon busy.
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});

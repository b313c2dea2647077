import { parseArgs } from "node:util";
import { ConfigError } from "@ledgerscope/core";
import { openWarehouse } from "@ledgerscope/warehouse";
import { createPublicApi } from "./public/publicApi.ts";
import { READ_LIMITS } from "./readLimits.ts";
import { createLog, parsePort, runService } from "./runService.ts";
import { serve } from "./serve.ts";

/** A proof bundle holds whole blocks, as JSON: of Fabric's 10 MB each, by default. */
const BUNDLE_BYTES = 256 * 2 ** 20;

const help = `Serves the GraphQL API of the public disclosure site. It is given the public warehouse's URL and nothing else.

  node explorer/api/dist/publicMain.js --warehouse-url http://127.0.0.1:8124 [--port 4001] [--host 127.0.0.1]

  /graphql   GraphQL over POST and GET
  /metrics   Prometheus metrics
  /healthz   200 while the warehouse answers
`;

await runService(async () => {
  const { values } = parseArgs({
    options: {
      "warehouse-url": { type: "string" },
      port: { type: "string", default: "4001" },
      host: { type: "string", default: "127.0.0.1" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return undefined;
  }
  const warehouseUrl = values["warehouse-url"];
  if (!warehouseUrl || !URL.canParse(warehouseUrl)) {
    throw new ConfigError("--warehouse-url is missing: the public warehouse, for example http://127.0.0.1:8124");
  }
  const port = parsePort(values.port);
  const warehouse = await openWarehouse(
    { url: warehouseUrl },
    { limits: { ...READ_LIMITS, max_result_bytes: BUNDLE_BYTES } },
  );
  try {
    const api = createPublicApi({ reader: warehouse, log: createLog("public-api") });
    const server = await serve({
      api,
      host: values.host,
      port,
      healthy: () => warehouse.query("SELECT 1"),
      onlyLoopbackNames: false,
    });
    return {
      title: "Public GraphQL API",
      url: `${server.url}/graphql`,
      async close() {
        await server.close();
        await api.yoga.dispose();
        await warehouse.close();
      },
    };
  } catch (error) {
    await warehouse.close();
    throw error;
  }
});

import { parseArgs } from "node:util";
import { ConfigError } from "@ledgerscope/core";
import { loadConfig, openWarehouse } from "@ledgerscope/warehouse";
import { createApi } from "./api.ts";
import { isLoopback } from "./loopback.ts";
import { createLog, parsePort, runService } from "./runService.ts";
import { serve } from "./serve.ts";

const help = `Serves the GraphQL API of a warehouse.

  node explorer/api/dist/main.js [--config ledgerscope.yaml] [--port 4000] [--host 127.0.0.1]

  /graphql   GraphQL over POST, GET and server-sent events; GraphiQL in a browser
  /metrics   Prometheus metrics
  /healthz   200 while the warehouse answers

Without \`viewers:\` in the configuration whoever can connect sees everything, so that --host must be
an address of this machine alone. With it, requests carry \`Authorization: Bearer <token>\`.
`;

await runService(async () => {
  const { values } = parseArgs({
    options: {
      config: { type: "string" },
      port: { type: "string", default: "4000" },
      host: { type: "string", default: "127.0.0.1" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return undefined;
  }
  const port = parsePort(values.port);
  const config = await loadConfig(values.config);
  if (!config.viewers && !isLoopback(values.host)) {
    throw new ConfigError(
      `${config.path} has no \`viewers:\`, so the API listens on this machine only; --host ${values.host} would show ` +
        "everything to everybody. Leave --host out, or add for example\n" +
        '  viewers: { "<token>": { name: audit, networks: [relief], channels: "*", roles: [] } }',
    );
  }
  const log = createLog("api");
  const warehouse = await openWarehouse(config.warehouse);
  try {
    const api = createApi({ warehouse, config, log, graphiql: isLoopback(values.host) });
    const server = await serve({
      api,
      host: values.host,
      port,
      healthy: () => warehouse.query("SELECT 1"),
      onlyLoopbackNames: !config.viewers,
    });
    return {
      title: "GraphQL API",
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

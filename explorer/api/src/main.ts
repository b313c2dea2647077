import { parseArgs } from "node:util";
import { ConfigError } from "@ledgerscope/core";
import { analystOf, type LedgerscopeConfig, loadConfig, openWarehouse } from "@ledgerscope/warehouse";
import { createApi } from "./api.ts";
import { type DecoderModule, type DecoderOf, decodersOf } from "./decoders.ts";
import { isLoopback } from "./loopback.ts";
import { READ_LIMITS } from "./readLimits.ts";
import { createLog, parsePort, runService } from "./runService.ts";
import { serve } from "./serve.ts";

const help = `Serves the GraphQL API of a warehouse.

  node explorer/api/dist/main.js [--config ledgerscope.yaml] [--port 4000] [--host 127.0.0.1] [--decoders <module>]

  /graphql   GraphQL over POST, GET and server-sent events; GraphiQL in a browser
  /rest      the common look-ups, described in /openapi.json
  /metrics   Prometheus metrics
  /healthz   200 while the warehouse answers

--only-known-operations refuses whatever the explorer's own pages do not ask, but to viewers of the role
\`developer\`.

--decoders names the module that puts calls, logs and errors of contracts into words, by the ABIs of the
configuration and those that are well known: @ledgerscope/chains. Without it they stay bytes.

Without \`viewers:\` in the configuration whoever can connect sees everything, so that --host must be
an address of this machine alone. With it, requests carry \`Authorization: Bearer <token>\`.
`;

await runService(async () => {
  const { values } = parseArgs({
    options: {
      config: { type: "string" },
      port: { type: "string", default: "4000" },
      host: { type: "string", default: "127.0.0.1" },
      decoders: { type: "string" },
      "only-known-operations": { type: "boolean", default: false },
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
  const warehouse = await openWarehouse(config.warehouse, { limits: READ_LIMITS });
  try {
    const decoders = values.decoders === undefined ? undefined : await openDecoders(values.decoders, config);
    const api = createApi({
      warehouse,
      config,
      log,
      analyst: analystOf(config.warehouse),
      graphiql: isLoopback(values.host) && !values["only-known-operations"],
      onlyKnownOperations: values["only-known-operations"],
      ...(decoders && { decoderOf: decoders }),
    });
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

/** @throws ConfigError */
async function openDecoders(name: string, config: LedgerscopeConfig): Promise<DecoderOf> {
  const module: Partial<DecoderModule> = await import(name).catch((cause: unknown) => {
    throw new ConfigError(`--decoders ${name} cannot be loaded: ${(cause as Error).message}`, { cause });
  });
  if (typeof module.openDecoder !== "function") throw new ConfigError(`--decoders ${name} has no openDecoder`);
  return decodersOf(module as DecoderModule, config);
}

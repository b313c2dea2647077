import { createRequire } from "node:module";
import { join } from "node:path";
import type { FabricNetwork } from "./fabricNetwork.ts";
import { type Ports, url } from "./ports.ts";
import type { Service } from "./service.ts";
import type { ConfigFiles } from "./writeConfig.ts";

/** Everything that `npm start` runs. */
export function localServices(options: {
  readonly root: string;
  readonly data: string;
  readonly ports: Ports;
  readonly config: ConfigFiles;
  readonly fabric: FabricNetwork;
  /** Begin the replay of the Fabric network anew. */
  readonly again: boolean;
}): readonly Service[] {
  const { root, data, ports, config, fabric, again } = options;
  const ledgerscope = (...args: string[]) => [process.execPath, join(root, "indexer/cli/bin/ledgerscope.mjs"), ...args];
  const program = (path: string, ...args: string[]) => [process.execPath, join(root, path), ...args];
  const next = (app: string, port: number) => [
    process.execPath,
    createRequire(join(app, "package.json")).resolve("next/dist/bin/next"),
    "start",
    "--hostname=127.0.0.1",
    `--port=${port}`,
  ];
  const takeBack = ["rewind", "--network", fabric.name, "--to", "-1", "--yes"];
  const quiet = { NEXT_TELEMETRY_DISABLED: "1" };
  const web = join(root, "explorer/web");
  const disclosure = join(root, "explorer/disclosure");

  return [
    {
      name: "warehouse",
      title: "Warehouse",
      command: ledgerscope("warehouse", "--config", config.local, "--port", String(ports.warehouse)),
      cwd: data,
      needs: [],
      ready: { url: `${url(ports.warehouse)}/ping` },
    },
    {
      name: "public-warehouse",
      title: "Public warehouse",
      command: ledgerscope("warehouse", "--config", config.public, "--port", String(ports["public-warehouse"])),
      cwd: data,
      needs: [],
      ready: { url: `${url(ports["public-warehouse"])}/ping` },
    },
    {
      name: "devnet",
      title: "Live EVM chain with traffic",
      command: program(
        "deploy/evm-devnet/dist/main.js",
        "--port",
        String(ports.chain),
        "--state",
        join(data, "devnet"),
      ),
      cwd: data,
      needs: [],
      ready: { url: url(ports.chain), body: { jsonrpc: "2.0", id: 1, method: "eth_blockNumber", params: [] } },
    },
    {
      name: "fabric",
      title: fabric.title,
      command: program(
        ...fabric.command,
        ...["--port", String(ports.fabric), "--operations-port", String(ports["fabric-operations"])],
        ...(again ? ["--again"] : []),
        ...["--", ...ledgerscope(...takeBack, "--config", config.local)],
      ),
      cwd: data,
      needs: ["warehouse"],
      ready: { url: `${url(ports["fabric-operations"])}/healthz` },
    },
    {
      name: "indexer",
      title: "Indexer, tracer and publication",
      command: ledgerscope("run", "--config", config.local, "--metrics-port", String(ports.metrics)),
      cwd: data,
      needs: ["warehouse", "public-warehouse", "devnet", "fabric"],
      ready: { url: `${url(ports.metrics)}/healthz` },
    },
    {
      name: "api",
      title: "GraphQL API",
      command: program(
        "explorer/api/dist/main.js",
        ...["--config", config.local, "--port", String(ports.api), "--decoders", "@ledgerscope/chains"],
      ),
      cwd: data,
      needs: ["indexer"],
      ready: { url: `${url(ports.api)}/healthz` },
    },
    {
      name: "public-api",
      title: "Public GraphQL API",
      command: program(
        "explorer/api/dist/publicMain.js",
        ...["--warehouse-url", url(ports["public-warehouse"]), "--port", String(ports["public-api"])],
      ),
      cwd: data,
      needs: ["indexer"],
      ready: { url: `${url(ports["public-api"])}/healthz` },
    },
    {
      name: "explorer",
      title: "Explorer",
      command: next(web, ports.explorer),
      cwd: web,
      env: { ...quiet, LEDGERSCOPE_API_URL: `${url(ports.api)}/graphql` },
      needs: ["api"],
      ready: { url: `${url(ports.explorer)}/healthz` },
    },
    {
      name: "disclosure",
      title: "Disclosure site",
      command: next(disclosure, ports.disclosure),
      cwd: disclosure,
      env: { ...quiet, LEDGERSCOPE_PUBLIC_API_URL: `${url(ports["public-api"])}/graphql` },
      needs: ["public-api"],
      ready: { url: `${url(ports.disclosure)}/healthz` },
    },
  ];
}

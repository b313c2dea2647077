import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import type { FabricNetwork } from "./fabricNetwork.ts";
import { type Ports, url } from "./ports.ts";

export interface ConfigFiles {
  /** Configuration of the indexer, the API and the warehouse. */
  readonly local: string;
  /** Configuration of the public warehouse, which knows of nothing else. */
  readonly public: string;
}

/** Writes the configuration files of the local installation into its data folder. */
export async function writeConfig(options: {
  root: string;
  data: string;
  ports: Ports;
  fabric: FabricNetwork;
}): Promise<ConfigFiles> {
  const { root, data, ports, fabric } = options;
  const recording = join(root, "test/fixtures/fabric-bft");
  const files = { local: join(data, "local.yaml"), public: join(data, "public.yaml") };
  const local = {
    warehouse: { path: join(data, "warehouse") },
    networks: {
      devnet: { family: "evm", rpc: [url(ports.chain)], ws: [url(ports.chain).replace("http:", "ws:")] },
      [fabric.name]: fabric.config,
      recorded: {
        family: "fabric",
        recorded: true,
        channel: "mychannel",
        ledger: join(recording, "peer1.blockfile_000000.xz"),
        observe: { logs: await logsOf(join(recording, "logs")) },
      },
    },
    disclosure: { warehouse: { url: url(ports["public-warehouse"]) }, policy: join(root, "deploy/local/policy.yaml") },
  };
  await mkdir(data, { recursive: true });
  await write(files.local, local);
  await write(files.public, { warehouse: { path: join(data, "public-warehouse") }, networks: {} });
  return files;
}

/** Node → its log files: `peer1.log.xz` is a log of node `peer1`. */
async function logsOf(folder: string): Promise<Record<string, string[]>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".log.xz")).sort();
  return Object.fromEntries(names.map((name) => [name.replace(/\.log\.xz$/, ""), [join(folder, name)]]));
}

async function write(path: string, config: unknown): Promise<void> {
  await writeFile(path, `# Written by npm start; changes are overwritten by the next one.\n${stringify(config)}`);
}

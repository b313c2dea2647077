import { mkdir } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { type FabricNetwork, realNetwork, replayedNetwork } from "./fabricNetwork.ts";
import { localServices } from "./localServices.ts";
import { type Ports, url } from "./ports.ts";
import { type Display, supervise } from "./supervise.ts";
import { writeConfig } from "./writeConfig.ts";

export interface LocalOptions extends Display {
  /** Folder that everything is kept in (absolute). */
  readonly data: string;
  readonly ports: Ports;
  /** Begin the replay of the Fabric network anew. */
  readonly again: boolean;
  /** Run a real Fabric network instead of the replay. */
  readonly fabric: boolean;
}

const root = resolve(import.meta.dirname, "../../..");

/**
 * Starts every service, prints the addresses and runs until Ctrl-C, SIGTERM, a closed terminal or the end of
 * any service; then ends them all. Nothing is left running when this returns.
 *
 * @returns exit code: 0 after a requested stop, 1 after a failure, which has been printed.
 */
export async function runLocal({ data, ports, again, fabric: isReal, step, print }: LocalOptions): Promise<number> {
  const logs = join(data, "logs");
  await mkdir(logs, { recursive: true });
  const fabric = isReal ? realNetwork(data, ports.fabric) : replayedNetwork(root, data);
  const config = await writeConfig({ root, data, ports, fabric });
  const services = localServices({ root, data, ports, config, fabric, again });
  const { stop, hurry, release } = stopSignals();
  const onReady = () => announce({ data, logs, ports, fabric, print });
  const wanted = await supervise({ services, logs, display: { step, print }, onReady, stop, hurry });
  release();
  return wanted ? 0 : 1;
}

/** The first signal asks for the end, the second one hurries it. */
function stopSignals(): { stop: AbortSignal; hurry: AbortSignal; release(): void } {
  const stop = new AbortController();
  const hurry = new AbortController();
  const handle = () => (stop.signal.aborted ? hurry : stop).abort();
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, handle);
  const release = () => {
    for (const signal of signals) process.off(signal, handle);
  };
  return { stop: stop.signal, hurry: hurry.signal, release };
}

function announce({
  data,
  logs,
  ports,
  fabric,
  print,
}: {
  data: string;
  logs: string;
  ports: Ports;
  fabric: FabricNetwork;
  print(line: string): void;
}) {
  const shown = (path: string) => relative(process.cwd(), path) || path;
  const lines = [
    ["Explorer", url(ports.explorer)],
    ["Disclosure site", url(ports.disclosure)],
    ["GraphQL", `${url(ports.api)}/graphql`],
    ["Warehouse", `${url(ports.warehouse)}  (ClickHouse's HTTP protocol)`],
    ["EVM chain", `${url(ports.chain)}  (JSON-RPC)`],
    ["Fabric network", `127.0.0.1:${ports.fabric}  (${fabric.what})`],
    ["Metrics", `${url(ports.metrics)}/metrics`],
    ["Data, logs", `${shown(data)}, ${shown(logs)}`],
  ];
  print("");
  for (const [what = "", where = ""] of lines) print(`  ${what.padEnd(17)}${where}`);
  print("\nReady. Ctrl-C stops everything.");
}

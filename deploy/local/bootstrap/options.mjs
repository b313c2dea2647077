import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { root } from "./root.mjs";

/** Every port that is listened on, by the name of its flag: `--explorer-port 3000`. */
const ports = {
  explorer: [3000, "the explorer"],
  disclosure: [3001, "the public disclosure site"],
  api: [4000, "GraphQL for the explorer"],
  "public-api": [4001, "GraphQL for the disclosure site"],
  warehouse: [8123, "the warehouse, ClickHouse's HTTP protocol"],
  "public-warehouse": [8124, "the warehouse of what is published"],
  chain: [8545, "the live EVM chain, JSON-RPC"],
  metrics: [9464, "the indexer's Prometheus metrics"],
  "fabric-operations": [9443, "how far the replay of the Fabric network is, HTTP"],
  // The last: the ports after it are the network's, too.
  fabric: [7051, "the Fabric network's first peer, gRPC with TLS; of --fabric the first of 300"],
};

const rows = Object.entries(ports).map(([name, [port, what]]) => `  --${name}-port ${port}`.padEnd(32) + what);

export const help = `Usage: npm start -- [options]

Installs what is missing, builds what has changed, starts Ledgerscope on this machine and prints its
addresses. Ctrl-C stops everything; the next start goes on with all data.

Options:
${rows.join("\n")}
  --port-base <port>            use this port and the ones after it, in the order above
  --data <folder>               where everything is kept (default: .ledgerscope)
  --again                       begin the replay of the recorded Fabric network anew
  --fabric                      instead of it, run a Fabric network of your own binaries (FABRIC_BIN, or on PATH)
  --help                        print this text

Examples:
  npm start -- --explorer-port 3100
  npm start -- --data /tmp/second --port-base 20000
`;

/**
 * @param {readonly string[]} args
 * @returns {{ help: true } | { help: false, data: string, again: boolean, fabric: boolean, ports: Record<string, number> }}
 * @throws {Error} whose message says in one sentence what is wrong.
 */
export function parseOptions(args) {
  const flags = Object.keys(ports).map((name) => [`${name}-port`, { type: "string" }]);
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...Object.fromEntries(flags),
      "port-base": { type: "string" },
      data: { type: "string" },
      again: { type: "boolean", default: false },
      fabric: { type: "boolean", default: false },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) return { help: true };
  if (values.again && values.fabric)
    throw new Error("--again is of the replay, which --fabric leaves out: give one of them");
  const base = values["port-base"] === undefined ? undefined : port("port-base", values["port-base"]);
  const last = 65_535 - Object.keys(ports).length + 1;
  if (base !== undefined && base > last)
    throw new Error(`--port-base takes a port up to ${last}: ${Object.keys(ports).length} ports are used`);
  const chosen = Object.entries(ports).map(([name, [usual]], i) => {
    const own = values[`${name}-port`];
    if (own !== undefined) return [name, port(`${name}-port`, own)];
    return [name, base === undefined ? usual : base + i];
  });
  // npm changes to the root; a relative folder is meant from where the user stands.
  const data = values.data === undefined ? `${root}/.ledgerscope` : resolve(process.env.INIT_CWD ?? ".", values.data);
  return { help: false, data, again: values.again, fabric: values.fabric, ports: Object.fromEntries(chosen) };
}

function port(flag, text) {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number < 65_536) return number;
  throw new Error(`--${flag} takes a port from 1 to 65535, not ${text}`);
}

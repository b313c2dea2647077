import { isAbsolute, resolve } from "node:path";
import { ConfigError } from "@ledgerscope/core";

/** What of a network is observed, beside its ledger. */
export interface ObserveConfig {
  /** Log files, oldest first, by the name of the node that wrote them. Absolute paths. */
  readonly logs: readonly { readonly node: string; readonly paths: readonly string[] }[];
  /** Addresses of Prometheus metrics, by node. */
  readonly metrics: readonly { readonly node: string; readonly url: string }[];
  /** Whether the arrival of blocks is observed. */
  readonly blocks?: {
    /** Our name of a node, by the name or address that it delivers under; others keep that name. */
    readonly names: ReadonlyMap<string, string>;
  };
  /** As it is written: the family's. */
  readonly mempool?: unknown;
}

const EXAMPLES = {
  logs: "observe: { logs: { peer1: [./peer1.log], orderer1: [./orderer1.log.xz] } }",
  metrics: "observe: { metrics: { peer1: http://127.0.0.1:9443/metrics } }",
  blocks: "observe: { blocks: true }, or { blocks: { peer1: peer0.org1.example.com } } where logs have other names",
  mempool: "observe: { mempool: ws://127.0.0.1:8546 }",
} as const;

type Key = keyof typeof EXAMPLES;
const KEYS = Object.keys(EXAMPLES) as readonly Key[];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * @param input the network's `observe:` as it stands in the configuration.
 * @throws ConfigError naming the key and giving an example.
 */
export function parseObserve(input: unknown, context: { network: string; baseDir: string }): ObserveConfig {
  const at = `networks.${context.network}.observe`;
  const refuse = (key: string, problem: string, example: string): never => {
    throw new ConfigError(`${at}${key} ${problem}; for example: ${example}`);
  };
  if (input === undefined || input === null) return { logs: [], metrics: [] };
  if (!isRecord(input)) return refuse("", "is not a mapping", EXAMPLES.logs);
  const unknown = Object.keys(input).find((key) => !KEYS.includes(key as Key));
  if (unknown) return refuse(`.${unknown}`, `is not known (${KEYS.join(", ")} are)`, EXAMPLES.logs);

  const entries = (key: Key, what: string): [string, unknown][] => {
    const value = input[key];
    if (value === undefined || value === null) return [];
    return isRecord(value) ? Object.entries(value) : refuse(`.${key}`, what, EXAMPLES[key]);
  };
  const logs = entries("logs", "maps node names to lists of files").map(([node, value]) => {
    const paths = typeof value === "string" ? [value] : value;
    const areNames = Array.isArray(paths) && paths.every((path) => typeof path === "string" && path !== "");
    if (!areNames) return refuse(`.logs.${node}`, "is not a list of files", EXAMPLES.logs);
    return {
      node,
      paths: paths.map((path: string) => (isAbsolute(path) ? path : resolve(context.baseDir, path))),
    };
  });
  const metrics = entries("metrics", "maps node names to addresses").map(([node, value]) => {
    const url = typeof value === "string" ? metricsUrl(value) : undefined;
    if (url === undefined) {
      return refuse(`.metrics.${node}`, "is not an address (http:// or https://, no password)", EXAMPLES.metrics);
    }
    return { node, url };
  });
  const { blocks, mempool } = input;
  const named = blocks === true || blocks === false ? [] : entries("blocks", "is true, or maps names");
  const names = named.map(([node, value]): [string, string] =>
    typeof value === "string" && value !== ""
      ? [value, node]
      : refuse(`.blocks.${node}`, "is not the name or host:port of a node", EXAMPLES.blocks),
  );
  return {
    logs,
    metrics,
    ...(blocks === undefined || blocks === null || blocks === false ? {} : { blocks: { names: new Map(names) } }),
    ...(mempool === undefined ? {} : { mempool }),
  };
}

/** `/metrics`, where the address has no path. */
function metricsUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") return undefined;
  if (url.pathname === "/") url.pathname = "/metrics";
  return url.href;
}

import { isAbsolute, resolve } from "node:path";
import { ConfigError } from "@ledgerscope/core";

/** What of a network is observed, beside its ledger. */
export interface ObserveConfig {
  /** Log files, oldest first, by the name of the node that wrote them. Absolute paths. */
  readonly logs: readonly { readonly node: string; readonly paths: readonly string[] }[];
}

const EXAMPLE = "observe: { logs: { peer1: [./peer1.log], orderer1: [./orderer1.log.xz] } }";

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * @param input the network's `observe:` as it stands in the configuration.
 * @throws ConfigError naming the key and giving an example.
 */
export function parseObserve(input: unknown, context: { network: string; baseDir: string }): ObserveConfig {
  const at = `networks.${context.network}.observe`;
  if (input === undefined || input === null) return { logs: [] };
  if (!isRecord(input)) throw new ConfigError(`${at} is not a mapping; for example: ${EXAMPLE}`);
  const unknown = Object.keys(input).find((key) => key !== "logs");
  if (unknown) throw new ConfigError(`${at}.${unknown} is not known; for example: ${EXAMPLE}`);
  const { logs } = input;
  if (logs === undefined) return { logs: [] };
  if (!isRecord(logs)) throw new ConfigError(`${at}.logs maps node names to lists of files; for example: ${EXAMPLE}`);
  return {
    logs: Object.entries(logs).map(([node, value]) => {
      const paths = typeof value === "string" ? [value] : value;
      if (!Array.isArray(paths) || paths.some((path) => typeof path !== "string" || path === "")) {
        throw new ConfigError(`${at}.logs.${node} is not a list of files; for example: ${EXAMPLE}`);
      }
      return {
        node,
        paths: paths.map((path: string) => (isAbsolute(path) ? path : resolve(context.baseDir, path))),
      };
    }),
  };
}

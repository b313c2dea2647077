import { ConfigError } from "@ledgerscope/core";

const EXAMPLE = "observe: { mempool: { node1: ws://127.0.0.1:8546 } }, or mempool: ws://127.0.0.1:8546";
const PROTOCOLS = /^(wss?|https?):$/;

/**
 * @param input `observe.mempool` as it is written: one address, or addresses by node.
 * @returns nodes whose pool and head are watched; one without a name is named by its host.
 * @throws ConfigError naming the key and giving an example.
 */
export function parseMempool(
  input: unknown,
  network: string,
): readonly { readonly node: string; readonly url: string }[] {
  if (input === undefined || input === null) return [];
  const at = `networks.${network}.observe.mempool`;
  const refuse = (key: string): never => {
    throw new ConfigError(`${at}${key} is not the address of a node (ws, wss, http or https); for example: ${EXAMPLE}`);
  };
  const urlOf = (value: unknown, key: string): URL => {
    if (typeof value !== "string" || !URL.canParse(value)) return refuse(key);
    const url = new URL(value);
    return PROTOCOLS.test(url.protocol) ? url : refuse(key);
  };
  if (typeof input === "string") {
    const { host, href } = urlOf(input, "");
    return [{ node: host, url: href }];
  }
  if (typeof input !== "object" || Array.isArray(input)) return refuse("");
  return Object.entries(input).map(([node, value]) => ({ node, url: urlOf(value, `.${node}`).href }));
}

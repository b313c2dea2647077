import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { url } from "../url.ts";

/** A place within a network that has an entry in its navigation. */
interface NavItem {
  /** The page's name in words: `nav.<key>`. */
  readonly key: NavKey;
  /** Parts of the path after the network's name whose pages belong to it; the first one is its own. */
  readonly segments: readonly string[];
  /** Pressed after `g`. */
  readonly letter: string;
  readonly href: (lang: Lang, network: string) => string;
}

export interface NavGroup {
  readonly key: "ledger" | "operate" | "contracts" | "members";
  readonly items: readonly NavItem[];
}

const item = <Key extends string>(
  key: Key,
  segments: readonly string[],
  letter: string,
  href: (lang: Lang, network: string) => string,
) => ({ key, segments, letter, href });

const ledger = [
  item("overview", [""], "o", (lang, network) => url.network(lang, network)),
  item("blocks", ["blocks", "block"], "b", (lang, network) => url.blocks(lang, network)),
  item("transactions", ["txs", "tx", "compare"], "t", (lang, network) => url.transactions(lang, network)),
] as const;

const operate = [
  item("glance", ["glance"], "a", (lang, network) => url.glance(lang, network)),
  item("failures", ["failures"], "f", (lang, network) => url.failures(lang, network)),
  item("slow", ["slow"], "w", (lang, network) => url.slow(lang, network)),
  item("latency", ["latency"], "l", (lang, network) => url.latency(lang, network)),
  item("map", ["map"], "m", (lang, network) => url.map(lang, network)),
  item("nodes", ["nodes", "node"], "n", (lang, network) => url.nodes(lang, network)),
  item("health", ["health"], "x", (lang, network) => url.health(lang, network)),
] as const;

const chaincodes = [
  item("chaincodes", ["chaincodes", "chaincode"], "c", (lang, network) => url.chaincodes(lang, network)),
  item("state", ["state", "key"], "s", (lang, network) => url.state(lang, network)),
  item("collections", ["collections"], "p", (lang, network) => url.collections(lang, network)),
] as const;

const members = [
  item("identities", ["identities", "identity"], "i", (lang, network) => url.identities(lang, network)),
  item("organisations", ["orgs", "org"], "r", (lang, network) => url.organisations(lang, network)),
  item("config", ["config"], "y", (lang, network) => url.config(lang, network)),
] as const;

const contracts = [
  item("contracts", ["contracts", "contract", "address"], "c", (lang, network) => url.contracts(lang, network)),
  item("tokens", ["tokens", "token"], "k", (lang, network) => url.tokens(lang, network)),
  item("validators", ["validators"], "v", (lang, network) => url.validators(lang, network)),
] as const;

export type NavKey = (
  | (typeof ledger)[number]
  | (typeof operate)[number]
  | (typeof chaincodes)[number]
  | (typeof members)[number]
  | (typeof contracts)[number]
)["key"];

/** What a network of a family has, in groups; families that are not known have what every chain has. */
export function networkNav(family: string): readonly NavGroup[] {
  const common: NavGroup[] = [
    { key: "ledger", items: ledger },
    { key: "operate", items: operate },
  ];
  if (family === "fabric")
    return [...common, { key: "contracts", items: chaincodes }, { key: "members", items: members }];
  if (family === "evm") return [...common, { key: "contracts", items: contracts }];
  return common;
}

/** Which network and which of its places a path is in: `/en/n/relief/block/7` is `relief`, `block`. */
export function placeIn(pathname: string): { readonly network: string; readonly segment: string } | undefined {
  const [, , n, network, segment = ""] = pathname.split("/");
  if (n !== "n" || network === undefined) return undefined;
  try {
    return { network: decodeURIComponent(network), segment };
  } catch {
    return undefined;
  }
}

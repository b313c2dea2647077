import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";

/** Every path of the explorer. Chain data in them is escaped here and nowhere else. */
export const url = {
  home: (lang: Lang) => `/${lang}`,
  search: (lang: Lang, query?: string) => `/${lang}/search${queryOf({ q: query })}`,
  /** Every component in every state. */
  style: (lang: Lang) => `/${lang}/style`,
  developers: (lang: Lang) => `/${lang}/developers`,
  sql: (lang: Lang, view: View = {}) => `/${lang}/sql${queryOf(view)}`,
  charts: (lang: Lang, view: View = {}) => `/${lang}/charts${queryOf(view)}`,
  chart: (lang: Lang, id: string, view: View = {}) => `/${lang}/charts/${encodeURIComponent(id)}${queryOf(view)}`,
  /** The numbers of a chart as a file. */
  chartCsv: (lang: Lang, id: string, view: View = {}) =>
    `/${lang}/charts/${encodeURIComponent(id)}/csv${queryOf(view)}`,

  network: (lang: Lang, network: string, view: View = {}) => ofNetwork(lang, network, "", view),
  glance: (lang: Lang, network: string, view: GlanceView = {}) => ofNetwork(lang, network, "/glance", view),
  failures: (lang: Lang, network: string, view: View = {}) => ofNetwork(lang, network, "/failures", view),
  slow: (lang: Lang, network: string, view: View = {}) => ofNetwork(lang, network, "/slow", view),
  latency: (lang: Lang, network: string, view: View = {}) => ofNetwork(lang, network, "/latency", view),
  map: (lang: Lang, network: string, view: View = {}) => ofNetwork(lang, network, "/map", view),
  nodes: (lang: Lang, network: string, view: View = {}) => ofNetwork(lang, network, "/nodes", view),
  node: (lang: Lang, network: string, node: string, view: View = {}) =>
    ofNetwork(lang, network, `/node/${encodeURIComponent(node)}`, view),
  /** How far the network is indexed and verified. */
  health: (lang: Lang, network: string, view: View = {}) => ofNetwork(lang, network, "/health", view),
  /** Two transactions of a network side by side; without them, the place to name them. */
  compare: (lang: Lang, network: string, view: { a?: string | undefined; b?: string | undefined } = {}) =>
    ofNetwork(lang, network, "/compare", view),

  blocks: (lang: Lang, network: string, view: View = {}) => ofNetwork(lang, network, "/blocks", view),
  /** A block by its height or hash. */
  block: (lang: Lang, network: string, block: number | string, view: View = {}) =>
    ofNetwork(lang, network, `/block/${encodeURIComponent(block)}`, view),
  transactions: (lang: Lang, network: string, view: View = {}) => ofNetwork(lang, network, "/txs", view),
  /** All that such a list holds, as a file. */
  transactionsCsv: (lang: Lang, network: string, view: View = {}) => ofNetwork(lang, network, "/txs/csv", view),
  /** A transaction by its hash or id, or by its place `height:index`. */
  transaction: (lang: Lang, network: string, id: string, view: View = {}) =>
    ofNetwork(lang, network, `/tx/${encodeURIComponent(id)}`, view),
  /** One side of a transaction: `state`, `endorsements`, `calls`, `events`, `checks`, `raw`. */
  transactionTab: (lang: Lang, network: string, id: string, tab: string, view: View = {}) =>
    ofNetwork(lang, network, `/tx/${encodeURIComponent(id)}${tab === "overview" ? "" : `/${tab}`}`, view),

  identities: (lang: Lang, network: string, view: View = {}) => ofNetwork(lang, network, "/identities", view),
  /** An identity by the SHA-256 of its certificate. */
  identity: (lang: Lang, network: string, identity: string, view: View = {}) =>
    ofNetwork(lang, network, `/identity/${encodeURIComponent(identity)}`, view),
  organisations: (lang: Lang, network: string, view: View = {}) => ofNetwork(lang, network, "/orgs", view),
  /** An organisation by its MSP. */
  organisation: (lang: Lang, network: string, msp: string, view: View = {}) =>
    ofNetwork(lang, network, `/org/${encodeURIComponent(msp)}`, view),
  chaincodes: (lang: Lang, network: string, view: View = {}) => ofNetwork(lang, network, "/chaincodes", view),
  chaincode: (lang: Lang, network: string, name: string, view: View = {}) =>
    ofNetwork(lang, network, `/chaincode/${encodeURIComponent(name)}`, view),
  /** The world state: all of it, a namespace (`ns`), keys that begin with `prefix`. */
  state: (lang: Lang, network: string, view: View = {}) => ofNetwork(lang, network, "/state", view),
  /**
   * One key. Both names stand in the query, since a key may be any text: `key` as the API prints it, or its bytes
   * as `hex`, which go before it; `collection` where it is private.
   */
  key: (lang: Lang, network: string, ns: string, key: string | undefined, view: View = {}) =>
    ofNetwork(lang, network, "/key", { ns, key, ...view }),
  collections: (lang: Lang, network: string, view: View = {}) => ofNetwork(lang, network, "/collections", view),
  config: (lang: Lang, network: string, view: View = {}) => ofNetwork(lang, network, "/config", view),

  address: (lang: Lang, network: string, address: string, view: View = {}) =>
    ofNetwork(lang, network, `/address/${encodeURIComponent(address)}`, view),
  contracts: (lang: Lang, network: string, view: View = {}) => ofNetwork(lang, network, "/contracts", view),
  contract: (lang: Lang, network: string, address: string, view: View = {}) =>
    ofNetwork(lang, network, `/contract/${encodeURIComponent(address)}`, view),
  /** Who sealed the blocks of a permissioned EVM network. */
  validators: (lang: Lang, network: string, view: View = {}) => ofNetwork(lang, network, "/validators", view),
  tokens: (lang: Lang, network: string, view: View = {}) => ofNetwork(lang, network, "/tokens", view),
  token: (lang: Lang, network: string, address: string, view: View = {}) =>
    ofNetwork(lang, network, `/token/${encodeURIComponent(address)}`, view),
} as const;

/** The query of a page's URL: its filters, cursors, tab. What is undefined is left out. */
export type View = Readonly<Record<string, string | undefined>>;

/** What the pages about a network's operation show; what is left out does not matter. */
export type GlanceView = {
  /** The newest part of a live network: `15m`, `24h`, `7d`. */
  readonly last?: string | undefined;
  /** RFC 3339; they go before `last`. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** What latencies are told apart by. */
  readonly by?: string | undefined;
  readonly order?: string | undefined;
  readonly status?: string | undefined;
  readonly code?: string | undefined;
  readonly subCause?: string | undefined;
  readonly key?: string | undefined;
  readonly chaincode?: string | undefined;
  readonly function?: string | undefined;
  readonly organisation?: string | undefined;
  readonly node?: string | undefined;
  readonly stage?: string | undefined;
  /** Milliseconds. */
  readonly min?: string | undefined;
  /** Cursors: the last entry of the page before. */
  readonly after?: string | undefined;
  readonly events?: string | undefined;
};

const ofNetwork = (lang: Lang, network: string, path: string, view: object): string =>
  `/${lang}/n/${encodeURIComponent(network)}${path}${queryOf(view)}`;

function queryOf(values: object): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== undefined) query.set(name, value);
  return query.size === 0 ? "" : `?${query}`;
}

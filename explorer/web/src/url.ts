import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";

/** Every path of the explorer. Chain data in them is escaped here and nowhere else. */
export const url = {
  home: (lang: Lang) => `/${lang}`,
  search: (lang: Lang) => `/${lang}/search`,
  network: (lang: Lang, network: string, view: NetworkView = {}) =>
    `/${lang}/n/${encodeURIComponent(network)}${queryOf(view)}`,
  glance: (lang: Lang, network: string, view: GlanceView = {}) =>
    `/${lang}/n/${encodeURIComponent(network)}/glance${queryOf(view)}`,
  /** Two transactions of a network side by side; without them, the place to name them. */
  compare: (lang: Lang, network: string, view: { a?: string | undefined; b?: string | undefined } = {}) =>
    `/${lang}/n/${encodeURIComponent(network)}/compare${queryOf(view)}`,
  /** A block by its height or hash. */
  block: (lang: Lang, network: string, block: number | string, view: { after?: string | undefined } = {}) =>
    `/${lang}/n/${encodeURIComponent(network)}/block/${encodeURIComponent(block)}${queryOf(view)}`,
  transaction: (lang: Lang, network: string, id: string) =>
    `/${lang}/n/${encodeURIComponent(network)}/tx/${encodeURIComponent(id)}`,
} as const;

/** What a network's page shows; the URL is its only state. */
export interface NetworkView {
  readonly status?: "success" | "failed" | undefined;
  /** Cursors: the last entry of the page before. */
  readonly blocks?: string | undefined;
  readonly transactions?: string | undefined;
}

/** What a network's glance shows; what is left out does not matter. */
export interface GlanceView {
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
}

function queryOf(values: object): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== undefined) query.set(name, value);
  return query.size === 0 ? "" : `?${query}`;
}
